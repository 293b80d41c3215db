"""Which area a place lies in and which large place is near, for tools/build_places.py."""

import math
import re
from collections import Counter, defaultdict

from catalogue.folding import fold

NEAR_KM = 50
SAME_KM = 25  # two tables put the same place at most this far apart
BY_SECOND_LEVEL = {"FR", "GB"}  # departments and counties: France redrew its regions, and England says little
KIND_OF_AREA = re.compile(
    r"^Departement (?:de la |de l'|des |du |de |d')|^(?:Muhafazat|Mintaqat) | (?:Sheng|Shi|Oblysy)$"
)
TRUSTED = 0.75


def kilometres(a, b):
    """Distance of two (latitude, longitude); exact enough below a few hundred kilometres."""
    across = (b[1] - a[1] + 180) % 360 - 180
    return 111.2 * math.hypot(b[0] - a[0], across * math.cos(math.radians((a[0] + b[0]) / 2)))


def point_of(place):
    return float(place["latitude"]), float(place["longitude"])


class Grid:
    """Things by country and square degree, so that only neighbours are compared."""

    def __init__(self):
        self.cells = defaultdict(list)

    def add(self, country, point, thing):
        self.cells[country, math.floor(point[0]), math.floor(point[1])].append((point, thing))

    def within(self, country, point, reach):
        """Yields (kilometres, thing) of everything of the country not further away than ``reach``."""
        row, column = map(math.floor, point)
        wide = math.ceil(reach / (111.2 * max(0.1, math.cos(math.radians(min(89, abs(point[0]) + 1))))))
        for r in range(row - math.ceil(reach / 111.2), row + math.ceil(reach / 111.2) + 1):
            for c in range(column - wide, column + wide + 1):
                for other, thing in self.cells.get((country, r, (c + 180) % 360 - 180), ()):
                    if (distance := kilometres(point, other)) <= reach:
                        yield distance, thing


class Areas:
    """Names of administrative areas from the older of the two tables.

    An area is named only where today's code and the older name belong to each other; where a country has redrawn its
    areas since, the name would be wrong and is left out.
    """

    def __init__(self, gazetteer, places):
        self.grid = Grid()
        for row in gazetteer:
            self.grid.add(row["cc"], (float(row["lat"]), float(row["lon"])), row)
        self.spellings = {(place["country"], fold(place["name"])): place["name"] for place in places}
        self.nearest = {id(place): self.row_of(place) for place in places}
        self.by_code = self.names_by_code(places)

    def row_of(self, place):
        """The row of the same name close by, else the nearest of its country, else None."""
        name = fold(place["name"])
        rows = list(self.grid.within(place["country"], point_of(place), NEAR_KM))
        same = [found for found in rows if found[0] <= SAME_KM and fold(found[1]["name"]) == name]
        return min(same or rows, key=lambda found: found[0], default=(0, None))[1]

    def names_by_code(self, places):
        codes, names = defaultdict(Counter), defaultdict(Counter)
        for place in places:
            row = self.nearest[id(place)]
            if row and place["code"]:
                codes[place["country"], place["code"]][row["admin1"]] += 1
                names[place["country"], row["admin1"]][place["code"]] += 1
        return {code: self.trusted(code, counted, names) for code, counted in codes.items()}

    def trusted(self, code, counted, names):
        name, count = counted.most_common(1)[0]
        holders = names[code[0], name]
        belongs = count >= TRUSTED * counted.total() and holders[code[1]] >= TRUSTED * holders.total()
        return name if belongs else ""

    def of(self, place):
        """The area's name, spelled like the place of that name in the country (the table has no accents)."""
        row, country = self.nearest[id(place)], place["country"]
        if country in BY_SECOND_LEVEL or not place["code"]:
            name = row[("admin1", "admin2")[country in BY_SECOND_LEVEL]] if row else ""
        else:
            name = self.by_code.get((country, place["code"]), "")
        name = KIND_OF_AREA.sub("", name)
        return self.spellings.get((country, fold(name)), name)


class Neighbours:
    """The places themselves, to say which large one is near."""

    def __init__(self, places):
        self.grid = Grid()
        for place in places:
            self.grid.add(place["country"], point_of(place), place)

    def largest(self, place, reach=NEAR_KM):
        """The largest other place around, or None."""
        found = (other for _, other in self.grid.within(place["country"], point_of(place), reach))
        others = (other for other in found if other["name"] != place["name"])
        return max(others, key=lambda other: (other["population"] or 0, other["slug"]), default=None)

    def larger(self, place):
        """The name of the largest place around; nothing when it is the place itself."""
        other = self.largest(place)
        return other["name"] if other and (other["population"] or 0) > (place["population"] or 0) else ""

    def tell_apart(self, places):
        """Places that area and population leave alike say what is near, however far that is."""
        for reach in (NEAR_KM, NEAR_KM / 2, NEAR_KM / 4, NEAR_KM * 2):
            near = [self.largest(place, reach) for place in places]
            names = [other["name"] if other else "" for other in near]
            if len(set(names)) == len(names):
                break
        for place, name in zip(places, names, strict=True):
            place["near"], place["admin_area"] = name, "" if name else place["admin_area"]
