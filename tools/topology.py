"""Reads TopoJSON: arcs shared by countries, put together to rings that do not jump at the date line."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from babel.core import get_global

from tools.map_shapes import simplified

# What Natural Earth draws apart and the United Nations' list of countries does not.
PART_OF = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK", "Indian Ocean Ter.": "AU", "Siachen Glacier": ""}
ANTARCTIC = -60  # degrees: what lies wholly south of it is left out


def code_of(geometry):
    """The two letters of a country."""
    number = geometry.get("id")
    if number is None:
        return PART_OF[geometry["properties"]["name"]]
    return get_global("territory_aliases").get(number, [""])[0]


@dataclass
class Near:
    """What lies near an extent, simplified for it, in degrees."""

    land: list
    borders: list
    countries: dict


class Topology:
    """Arcs in degrees; land and countries are lists of rings, each a list of numbers of arcs."""

    def __init__(self, data):
        scale, move = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = [decoded(arc, scale, move) for arc in data["arcs"]]
        self.boxes, self.simple, self.countries = {}, {}, {}
        self.lands = [ring for ring in rings_in(data["objects"]["land"]) if not self.is_antarctic(ring)]
        for geometry in data["objects"].get("countries", {}).get("geometries", ()):
            rings = [ring for ring in rings_in(geometry) if not self.is_antarctic(ring)]
            self.countries.setdefault(code_of(geometry), []).extend(rings)
        owners = Counter()
        for rings in self.countries.values():
            owners.update({plain(arc) for ring in rings for arc in ring})
        self.shared = [arc for arc, number in owners.items() if number > 1]

    @classmethod
    def read(cls, path):
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def is_antarctic(self, ring):
        return max(y for number in ring for _x, y in self.arcs[plain(number)]) < ANTARCTIC

    def land(self):
        return [self.ring(numbers) for numbers in self.lands]

    def country(self, code):
        return [self.ring(numbers) for numbers in self.countries.get(code, [])]

    def ring(self, numbers, tolerance=0):
        """The points of a ring in degrees, unwrapped: no step is longer than half the world."""
        points = []
        for number in numbers:
            arc = self.arc(plain(number), tolerance)
            points += (arc[::-1] if number < 0 else arc)[1 if points else 0 :]
        return unwrapped(points)

    def arc(self, number, tolerance):
        """One arc; whoever shares it gets the same points, so that neighbours still meet."""
        if not tolerance:
            return self.arcs[number]
        if number not in self.simple:
            self.simple[number] = simplified(unwrapped(self.arcs[number]), tolerance)
        return self.simple[number]

    def near(self, bounds, tolerance):
        """What lies within these bounds, simplified."""
        self.simple = {}
        countries = {code: list(self.shown(rings, bounds, tolerance)) for code, rings in self.countries.items() if code}
        return Near(
            list(self.shown(self.lands, bounds, tolerance)),
            list(self.shown([[arc] for arc in self.shared], bounds, tolerance)),
            {code: rings for code, rings in countries.items() if rings},
        )

    def shown(self, many, bounds, tolerance):
        for numbers in many:
            for shift in shifts(self.box(tuple(numbers)), bounds):
                yield [(x + shift, y) for x, y in self.ring(numbers, tolerance)]

    def box(self, numbers):
        """West, south, east and north of a ring."""
        if numbers not in self.boxes:
            xs, ys = zip(*self.ring(numbers), strict=True)
            self.boxes[numbers] = min(xs), min(ys), max(xs), max(ys)
        return self.boxes[numbers]


def plain(number):
    """The arc, whichever way it is gone."""
    return ~number if number < 0 else number


def decoded(arc, scale, move):
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def rings_in(geometry):
    """Lists of numbers of arcs. Holes are rings too: they show what lies beneath, by the rule even-odd."""
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_in(part)
    elif kind == "Polygon":
        yield from geometry["arcs"]
    elif kind == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def unwrapped(points):
    """No step over more than half the world: what crosses the date line goes on counting."""
    found, shift = points[:1], 0
    for (before, _y), (x, y) in pairwise(points):
        if x - before > 180:
            shift -= 360
        elif before - x > 180:
            shift += 360
        found.append((x + shift, y))
    return found


def shifts(box, bounds):
    """By how many degrees a shape has to be moved to lie in what the map shows."""
    west, south, east, north = bounds
    if box[3] < south or box[1] > north:
        return []
    return [shift for shift in (-360, 0, 360) if box[0] + shift <= east and box[2] + shift >= west]
