"""A whole map as its template draws it: circles that are links, names, the frame and the legend."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from catalogue.figures import grouped
from cities.maps.frames import Frame, short
from cities.maps.labels import Room, boxes_of, city_labels, country_labels, sea_labels
from cities.maps.spots import COUNT_INSIDE, IN_REGION, MOST, ON_WORLD, Rule, spots_of

MOST_LABELS = 40
ROUND = (1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
LEAST_HIT = 12  # pixels of radius that a finger can hit


@dataclass(frozen=True)
class Circle:
    x: str
    y: str
    radius: str
    hit: str
    title: str
    number: str
    slug: str
    href: str = ""


@dataclass(frozen=True)
class Size:
    """A circle of the legend."""

    number: str
    x: str
    y: str
    radius: str


@dataclass
class Drawing:
    frame: Frame
    spots: list
    rule: Rule
    names: list
    countries: list
    seas: list

    @property
    def extent(self):
        return self.frame.extent

    @property
    def number(self):
        """How much all circles stand for."""
        return sum(spot.number for spot in self.spots)

    @property
    def groups(self):
        """How many circles stand for several cities."""
        return sum(len(spot.members) > 1 for spot in self.spots)

    def circles(self, link):
        """The circles in the order of the table, each with the address ``link(spot)``."""
        for spot in self.spots:
            inside = (self.rule.inside or len(spot.members) > 1) and spot.radius >= COUNT_INSIDE
            number = compact(spot.number) if inside else ""
            radius, hit = short(spot.radius), short(max(LEAST_HIT, spot.radius + 3))
            slug = spot.place.slug
            yield Circle(short(spot.x), short(spot.y), radius, hit, title_of(spot), number, slug, link(spot))

    @property
    def sizes(self):
        """Two or three round numbers with their circles, side by side on one line."""
        largest = max((spot.number for spot in self.spots), default=0)
        fitting = [number for number in ROUND if number <= largest]
        chosen = sorted({*fitting[:1], *fitting[len(fitting) // 2 :][:1], *fitting[-1:]})
        radii = [self.rule.radius(number, largest) for number in chosen]
        found, x = [], 1
        for number, radius in zip(chosen, radii, strict=True):
            found.append(Size(grouped(number), short(x + radius), short(radii[-1] + 1), short(radius)))
            x += 2 * radius + 8
        return found

    @property
    def sizes_box(self):
        """Width and height of the line of sizes."""
        last = self.sizes[-1]
        return short(float(last.x) + float(last.radius) + 1), short(2 * float(last.radius) + 2)


def draw(frame, counted, rule=None, labels=MOST_LABELS, most=MOST):
    """The map of ``[(Place, number)]``, those with most first. No query."""
    rule = rule or (ON_WORLD if frame.extent.is_world else IN_REGION)
    placed = [pair for pair in counted if pair[0].has_position]
    spots = spots_of(frame, placed, rule, most)
    room = Room(frame, [*boxes_of(spots), *frame.degree_boxes])
    names = city_labels(room, spots, rule, labels)
    countries = [] if frame.extent.is_world else country_labels(room, frame)
    return Drawing(frame, spots, rule, names, countries, sea_labels(room, frame))


def title_of(spot):
    """What a circle says to who points at it, or hears it."""
    place, number, others = spot.place, spot.number, len(spot.members) - 1
    name = f"{place.name}, {place.country_name}"
    if others:
        more = {"name": name, "others": grouped(others)}
        name = ngettext("%(name)s and %(others)s city near it", "%(name)s and %(others)s cities near it", others) % more
    told = ngettext("%(number)s initiative", "%(number)s initiatives", number) % {"number": grouped(number)}
    return f"{name}: {told}"


def compact(number):
    """A number that fits into a circle."""
    return str(number) if number < 1000 else f"{number // 1000}k"
