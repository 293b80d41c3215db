"""The list of initiatives as a map: how many each city has, circles and a table of the same, the city that is open."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.translation import get_language

from catalogue.facets import link_with, link_without, parameters
from catalogue.indexed import in_order
from catalogue.paging import page_of
from cities.maps.drawing import draw
from cities.maps.extents import extents, ladder, tightest
from cities.maps.frames import Frame
from cities.maps.spots import Place
from cities.models import City
from showcase.models import Initiative

CITIES_ON_A_PAGE = 60  # of the table
MOST_IN_PANEL = 8  # initiatives of the open city
MOST_NEAR = 30  # other cities of the same circle
OF_PLACE = ("pk", "slug", "name", "country", "longitude", "latitude")


def places_of(snapshot):
    """``{key: Place}`` of the cities with public initiatives. One query, once for each state of the list."""
    return snapshot.remember("places", read_places)


def read_places():
    rows = City.objects.filter(pk__in=Initiative.objects.public().order_by().values("city"))
    return {row[0]: Place(*row) for row in rows.values_list(*OF_PLACE)}


def counted(filterset):
    """``[(Place, number)]`` of what a filter finds, those with most first. Remembered as facets are."""
    return filterset.snapshot.remember(("counted", filterset.asked), lambda: count(filterset))


def count(filterset):
    places, mask = places_of(filterset.snapshot), filterset.mask
    cities = filterset.snapshot.values["cities"].items()
    found = [(places[key], n) for key, members in cities if (n := members.intersection_cardinality(mask))]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name, pair[0].pk))


@dataclass
class Opened:
    """The city beside the map: what it has of the results, and what else its circle stands for."""

    place: Place
    number: int
    known: int
    rows: list
    near: list
    as_list: str


class ResultMap:
    """The map of what a filterset finds. No query but for places, once, and for the city that is open: one."""

    def __init__(self, filterset):
        self.filterset = filterset
        self.snapshot = filterset.snapshot
        self.counted = counted(filterset)

    @cached_property
    def extent(self):
        """The one that was asked for, else the tightest that holds every result."""
        asked = self.filterset.chosen("extent")
        if asked:
            return extents()[asked]
        make = lambda: tightest([place for place, _number in self.counted])  # noqa: E731 -- made when not remembered
        return self.snapshot.remember(("extent", self.filterset.asked), make)

    @cached_property
    def drawing(self):
        """Kept by language, because its names are."""
        key = ("drawing", get_language(), self.filterset.asked, self.extent.code)
        return self.snapshot.remember(key, lambda: draw(Frame.whole(self.extent), self.counted))

    def html(self, label):
        """The map; its links keep every filter."""
        key = ("map", get_language(), tuple(parameters(self.filterset)), self.extent.code)
        return self.snapshot.remember(key, lambda: self.rendered(label))

    def rendered(self, label):
        context = {
            "drawing": self.drawing,
            "circles": list(self.drawing.circles(self.link)),
            "chosen": self.slugs_in_circles,
            "label": label,
        }
        return render_to_string("components/_map.html", context)

    def link(self, spot):
        """To a city; to a closer map where a circle stands for several and there is one that holds them."""
        if len(spot.members) > 1:
            closer = tightest([place for place, _number in spot.members])
            if closer.scale > self.extent.scale:
                return link_with(self.filterset, "extent", closer.code, without=["city"])
        return self.link_to(spot.place)

    def link_to(self, place):
        return link_with(self.filterset, "city", place.slug)

    @property
    def links(self):
        """The row of extents: ``(label, address, is this one)``."""
        offered = ladder(self.extent, self.counted)
        return [(each.label, self.link_with_extent(each.code), each.code == self.extent.code) for each in offered]

    def link_with_extent(self, code):
        return link_with(self.filterset, "extent", code)

    @property
    def link_to_fit(self):
        return link_without(self.filterset, "extent")

    @cached_property
    def outside(self):
        """How many cities with a position lie outside of this map, and how many have none."""
        drawn = sum(len(spot.members) for spot in self.drawing.spots)
        placed = sum(place.has_position for place, _number in self.counted)
        return {"cities": placed - drawn, "without_position": len(self.counted) - placed}

    @property
    def without_city(self):
        """How many of the results name no city, and so are on the list alone."""
        return len(self.filterset.mask) - sum(number for _place, number in self.counted)

    def table(self):
        """A page of the cities: ``(place, number, address)``."""
        page = page_of(self.counted, self.filterset.chosen("page") or 1, size=CITIES_ON_A_PAGE)
        rows = [(place, number, self.link_to(place)) for place, number in page.object_list]
        return page, rows

    @cached_property
    def opened(self):
        """The cities that were chosen. One query for their initiatives."""
        slugs = self.filterset.chosen("city")
        by_slug = {place.slug: place for place in places_of(self.snapshot).values()} if slugs else {}
        return [self.open(by_slug[slug]) for slug in slugs if slug in by_slug]

    def open(self, place):
        members = self.snapshot.values["cities"][place.pk]
        found = members & self.filterset.mask
        keys = self.filterset.ranking.page(found, 0, MOST_IN_PANEL)
        rows = in_order(Initiative.objects.only("slug", "title", "text_language", "start", "results"), keys)
        as_list = link_with(self.filterset, "city", place.slug, without=["view", "extent"])
        return Opened(place, len(found), len(members & self.snapshot.public), rows, self.near(place), as_list)

    def near(self, place):
        """The other cities of its circle, with their addresses."""
        spot = self.spot_of(place)
        others = [each for each, _number in spot.members if each.pk != place.pk] if spot else []
        return [(each, self.link_to(each)) for each in others[:MOST_NEAR]]

    def spot_of(self, place):
        for spot in self.drawing.spots:
            if any(each.pk == place.pk for each, _number in spot.members):
                return spot
        return None

    @property
    def slugs_in_circles(self):
        """The chosen cities, each under the name that its circle goes by."""
        spots = [self.spot_of(each.place) for each in self.opened]
        return [spot.place.slug for spot in spots if spot]
