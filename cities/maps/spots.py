"""Circles on a map: one for each city, or for several where there are too many. Their areas are numbers."""

from collections import defaultdict
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from django.urls import reverse

from cities.countries import country_name

MOST = 150  # circles on one map; more cities are put together by a grid
CELL = 24  # pixels: the smallest cell of that grid, as wide as a finger needs
FURTHEST = 14  # pixels by which a circle may give way to another
DIRECTIONS = [(cos(2 * pi * at / 12), sin(2 * pi * at / 12)) for at in range(12)]
TOUCHING = 0.5  # pixels of overlap that nobody sees
COUNT_INSIDE = 9  # pixels of radius from which a number fits


@dataclass(frozen=True)
class Place:
    """A city as maps and tables need it."""

    pk: int
    slug: str
    name: str
    country: str
    longitude: float | None = None
    latitude: float | None = None

    @property
    def has_position(self):
        return self.longitude is not None and self.latitude is not None

    @property
    def url(self):
        return reverse("city", args=[self.slug])

    @property
    def country_name(self):
        return country_name(self.country)


@dataclass(frozen=True)
class Rule:
    """How large circles are: ``factor`` times the root of the number, within bounds."""

    factor: float
    least: float
    most: float
    inside: bool = False  # the number stands in the circle wherever it fits, not in the label

    def radius(self, number, largest):
        """Where the circle of the largest number were too large, all are drawn smaller by the same factor."""
        factor = self.factor * min(1, self.most / (self.factor * sqrt(largest)))
        return max(self.least, factor * sqrt(number))


ON_WORLD = Rule(2.35, 3.2, 30)
IN_REGION = Rule(10, 9, 32, inside=True)
SMALL = Rule(3.2, 3.2, 22)  # a region beside the world


@dataclass
class Spot:
    """A circle. ``members`` are pairs of a Place and its number, the largest first."""

    members: list
    x: float
    y: float
    radius: float = 0

    @property
    def place(self):
        return self.members[0][0]

    @property
    def number(self):
        return sum(number for _place, number in self.members)


def spots_of(frame, counted, rule, most=MOST):
    """Circles for what the frame shows of ``[(Place, number)]``, largest first."""
    placed = [(place, number, *frame.place(place.longitude, place.latitude)) for place, number in counted]
    placed = [each for each in placed if frame.shows(*each[2:])]
    groups = [[each] for each in placed] if len(placed) <= most else grid(placed, most)
    spots = sorted(map(spot_of, groups), key=lambda spot: -spot.number)
    for spot in spots:
        spot.radius = rule.radius(spot.number, spots[0].number)
    return apart(spots)


def grid(placed, most):
    """Groups of those that share a cell; cells grow until there are few enough."""
    cell = CELL
    while True:
        cells = defaultdict(list)
        for each in placed:
            cells[int(each[2] // cell), int(each[3] // cell)].append(each)
        if len(cells) <= most:
            return list(cells.values())
        cell *= 1.25


def spot_of(group):
    """In the middle of its cities, each weighing as much as its number."""
    weight = sum(number for _place, number, _x, _y in group)
    x = sum(number * x for _place, number, x, _y in group) / weight
    y = sum(number * y for _place, number, _x, y in group) / weight
    return Spot(sorted(((place, number) for place, number, _x, _y in group), key=lambda pair: -pair[1]), x, y)


def apart(spots):
    """The circles, each moved as little as it takes not to overlap those before it.

    None is moved further than 14 pixels: where no free place is that near, it goes where it hides least.
    """
    done = []
    for spot in spots:
        near = [other for other in done if distance(spot, other) < spot.radius + other.radius + FURTHEST]
        if near:
            spot.x, spot.y = freest(spot, near)
        done.append(spot)
    return done


def freest(spot, near):
    best = None
    for x, y in around(spot):
        hidden = sum(max(0, spot.radius + each.radius - hypot(x - each.x, y - each.y) - TOUCHING) for each in near)
        if not hidden:
            return x, y
        if best is None or hidden < best[0]:
            best = (hidden, x, y)
    return best[1:]


def around(spot):
    """Its own place, then others further and further away."""
    yield spot.x, spot.y
    for far in range(2, FURTHEST + 1, 2):
        for across, down in DIRECTIONS:
            yield spot.x + far * across, spot.y + far * down


def distance(spot, other):
    return hypot(spot.x - other.x, spot.y - other.y)
