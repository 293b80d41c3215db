"""Finds what a line names: a term by its code, a network by its slug, a city by its id or its name."""

from collections import namedtuple
from functools import cached_property

from django.db.models import F

from catalogue.folding import fold
from catalogue.models import Term
from cities.models import City
from config.reference.lines import read
from networks.models import Network

NAMING_FILES = ("initiatives.csv", "memberships.csv", "places.csv")
Place = namedtuple("Place", "pk slug")


class Known:
    """Reads each kind of thing when first asked for it: ask after its own file is loaded."""

    def __init__(self, directory):
        self.directory = directory

    @cached_property
    def terms(self):
        return {(term.scheme, term.code): term for term in Term.objects.all()}

    def term(self, scheme, code):
        """None for an empty code."""
        if code and (scheme, code) not in self.terms:
            raise ValueError(f"{code} is no {scheme} of vocabulary.csv")
        return self.terms[scheme, code] if code else None

    def terms_of(self, scheme, codes):
        return [self.term(scheme, code) for code in codes]

    @cached_property
    def networks(self):
        return {network.slug: network for network in Network.objects.all()}

    def network(self, slug):
        """None for an empty slug."""
        if slug and slug not in self.networks:
            raise ValueError(f"{slug} is no network of networks.csv")
        return self.networks[slug] if slug else None

    def networks_of(self, slugs):
        return [self.network(slug) for slug in slugs]

    @cached_property
    def host(self):
        host = Network.objects.filter(is_host=True).first()
        if not host:
            raise ValueError("no network hosts this catalogue, so no desk answers for it")
        return host

    @cached_property
    def cities(self):
        return Gazetteer(self.directory)


class Gazetteer:
    """All confirmed places by id and by name; reads them once, in about half a second."""

    def __init__(self, directory):
        self.by_id, self.without_id, self.largest = {}, {}, {}
        places = City.objects.confirmed().order_by(F("population").asc(nulls_first=True), "-pk")
        rows = places.values_list("pk", "slug", "name", "country", "geonames_id")
        for pk, slug, name, country, geonames_id in rows.iterator():
            self.largest[name, country] = place = Place(pk, slug)  # the last one is the largest
            if geonames_id:
                self.by_id[str(geonames_id)] = place
            else:
                self.without_id[name, country] = place
        self.ids = ids_by_name(directory)

    def find(self, name, country, geonames_id=""):
        """By the id; else as the reference files mean this name; else the largest place of the name in the country."""
        if geonames_id and geonames_id not in self.by_id:
            raise ValueError(f"no place has the GeoNames id {geonames_id}")
        meant = self.ids.get((name, country))
        place = (
            self.by_id.get(geonames_id)
            or self.by_id.get(meant)
            or self.without_id.get((name, country))
            or self.largest.get((name, country))
            or largest_also_called(name, country)
        )
        if not place:
            raise ValueError(f"no place in {country} is called {name}")
        return place


def ids_by_name(directory):
    """Which place the reference files mean by a name, where one of them gives its id."""
    lines = (line for name in NAMING_FILES for line in read(directory / name))
    return {(line["city"], line["country_iso2"]): line["geonames_id"] for line in lines if line["geonames_id"]}


def largest_also_called(name, country):
    """By an alternate name or without accents; one query."""
    places = City.objects.confirmed().filter(country=country, names_folded__contains=f"|{fold(name).strip()}|")
    largest = places.order_by(F("population").desc(nulls_last=True), "pk").values_list("pk", "slug").first()
    return Place(*largest) if largest else None
