"""What the prepared maps show: the world, its regions, parts of these, and every country that has places.

``data/extents.json`` and ``static/maps/<code>.svg`` are made together by tools/build_maps.py.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from cities.countries import country_name, part_name, region_name
from cities.maps import projections

FILE = settings.BASE_DIR / "data" / "extents.json"
WORLD = "world"
MOST_BELOW = 6  # smaller extents that a map leads to
MARGIN = 8  # pixels from the edge at which a city counts as held


@dataclass(frozen=True, eq=False)
class Extent:
    """One prepared map. Sizes and places are in pixels of its own drawing."""

    code: str
    parent: str
    projection: object
    width: int
    height: int
    scale: float
    step: float
    bounds: tuple
    names: tuple = ()
    towns: tuple = ()
    m49: str = ""

    def place(self, longitude, latitude):
        """Where a city is, also outside of the frame."""
        turned = (longitude - self.projection.centre + 180) % 360 - 180
        return self.projection.forward(self.projection.centre + turned, latitude)

    def holds(self, longitude, latitude):
        if not self.bounds[1] <= latitude <= self.bounds[3]:
            return False
        x, y = self.place(longitude, latitude)
        return MARGIN <= x <= self.width - MARGIN and MARGIN <= y <= self.height - MARGIN

    @property
    def is_world(self):
        return self.code == WORLD

    @property
    def is_country(self):
        return len(self.code) == 2

    @property
    def label(self):
        """In the reader's language."""
        if self.is_world:
            return _("World")
        if self.is_country:
            return country_name(self.code.upper())
        return part_name(self.m49) if self.m49 else region_name(self.code)

    @property
    def file(self):
        return f"maps/{self.code}.svg"


@lru_cache(maxsize=1)
def extents():
    """``{code: Extent}``, those that show most first. Read once in each process."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return {row["code"]: Extent(**row | {"projection": projections.from_data(row["projection"])}) for row in rows}


@lru_cache(maxsize=512)
def chain(country):
    """Codes of the extents a country belongs to, itself first and the world last. Nobody changes the list."""
    return chain_of(extents().get(country.lower())) or [WORLD]


def tightest(places):
    """The extent with the largest scale that holds all of these, among those that some of them belong to.

    A single country's map holds its own cities alone. Without places it is the world.
    """
    placed = [place for place in places if place.has_position]
    countries = {place.country for place in placed}
    codes = {code for country in countries for code in chain(country) if len(code) > 2 or len(countries) == 1}
    for code in sorted(codes, key=lambda code: -extents()[code].scale):
        extent = extents()[code]
        if extent.is_world or all(extent.holds(place.longitude, place.latitude) for place in placed):
            return extent
    return extents()[WORLD]


def ladder(extent, counted):
    """What a row of links offers: the way up from an extent, itself, and the next smaller ones with most in them."""
    above = chain_of(extent)[::-1]
    below = Counter()
    for place, number in counted:
        found = chain(place.country)[::-1]
        if len(found) > len(above) and found[: len(above)] == above:
            below[found[len(above)]] += number
    codes = [code for code, _number in below.most_common(MOST_BELOW)]
    return [extents()[code] for code in above] + sorted(
        (extents()[code] for code in codes), key=lambda each: each.label
    )


def chain_of(extent):
    """Codes from an extent up to the world."""
    found = []
    while extent:
        found.append(extent.code)
        extent = extents().get(extent.parent)
    return found
