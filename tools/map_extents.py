"""What the maps show: the world, its six regions (United Nations, M49), parts of them, and countries with places."""

import json
from math import cos, radians
from pathlib import Path

COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries.json"

# West, south, east, north; the tolerance in degrees.
WORLD = {"centre": 11, "box": (-158, -56, 180, 76), "tolerance": 0.08}

REGIONS = [
    ("africa", "world", (-19, -35.5, 52, 38)),
    ("asia", "world", (26, -10, 146, 54)),
    ("europe", "world", (-10.5, 35, 40, 63)),
    ("latin-america-caribbean", "world", (-118, -55, -34, 33)),
    ("northern-america", "world", (-128, 23, -58, 62)),
    ("oceania", "world", (112, -47, 190, 15)),
]
PARTS = [
    ("northern-africa", "africa", (-14, 14, 37, 38)),
    ("western-africa", "africa", (-18, 3.5, 16, 24)),
    ("middle-africa", "africa", (8, -18, 32, 16)),
    ("eastern-africa", "africa", (24, -26, 51, 17)),
    ("southern-africa", "africa", (11, -35.5, 34, -15)),
    ("western-asia", "asia", (26, 12, 60, 43)),
    ("central-asia", "asia", (47, 35, 88, 56)),
    ("southern-asia", "asia", (45, 5, 93, 40)),
    ("southeast-asia", "asia", (92, -11, 142, 23)),
    ("eastern-asia", "asia", (100, 20, 146, 50)),
    ("northern-europe", "europe", (-11, 50, 31, 67)),
    ("western-europe", "europe", (-5.5, 42, 17.5, 55.5)),
    ("southern-europe", "europe", (-10, 34.5, 30, 47)),
    ("eastern-europe", "europe", (12, 42, 62, 61)),
    ("central-america", "latin-america-caribbean", (-118, 7, -77, 33)),
    ("caribbean", "latin-america-caribbean", (-86, 9.5, -59, 27)),
    ("south-america", "latin-america-caribbean", (-82, -55, -34, 13)),
]
CODES = {  # the parts by their number in M49
    "015": "northern-africa",
    "011": "western-africa",
    "017": "middle-africa",
    "014": "eastern-africa",
    "018": "southern-africa",
    "145": "western-asia",
    "143": "central-asia",
    "034": "southern-asia",
    "035": "southeast-asia",
    "030": "eastern-asia",
    "154": "northern-europe",
    "155": "western-europe",
    "039": "southern-europe",
    "151": "eastern-europe",
    "013": "central-america",
    "029": "caribbean",
    "005": "south-america",
}
LINKED = 7  # degrees: places further from all others are left to the maps of larger parts, unless on the same land
AROUND = 0.25  # of the size of what the places take
LEAST = 2.2  # degrees from south to north


def country_boxes(places, topology):
    """``(code, parent, box)`` of each country: its places, and what of its land lies near them."""
    countries = json.loads(COUNTRIES.read_text(encoding="utf-8"))["countries"]
    by_country = {}
    for country, longitude, latitude, population, _name in places:
        by_country.setdefault(country, []).append((longitude, latitude, population))
    for country, points in sorted(by_country.items()):
        known = countries.get(country, {})
        parent = CODES.get(known.get("sub_region"), known.get("region") or "world")
        yield country.lower(), parent, box_of(points, topology.country(country))


def box_of(points, rings):
    """The largest group of places with the land around it."""
    points = together(points)
    kept = max(groups(points, rings), key=lambda group: sum(weight + 1 for _x, _y, weight in group))
    west, east = min(x for x, _y, _n in kept), max(x for x, _y, _n in kept)
    south, north = min(y for _x, y, _n in kept), max(y for _x, y, _n in kept)
    across, up = max(east - west, 1) * AROUND, max(north - south, 1) * AROUND
    land = [box for box in map(box_of_ring, rings) if meets(box, (west, south, east, north))]
    if land:
        west = min(west, max(west - across, min(box[0] for box in land)))
        south = min(south, max(south - up, min(box[1] for box in land)))
        east = max(east, min(east + across, max(box[2] for box in land)))
        north = max(north, min(north + up, max(box[3] for box in land)))
    return widened(west, south, east, north)


def widened(west, south, east, north):
    """With a margin, and not so small that a coarse coast looks foolish."""
    up = max(0.06 * (north - south), (LEAST - (north - south)) / 2)
    across = max(0.06 * (east - west), (LEAST / cos(radians((south + north) / 2)) - (east - west)) / 2)
    return west - across, south - up, east + across, north + up


def together(points):
    """On one side of the date line."""
    if max(x for x, _y, _n in points) - min(x for x, _y, _n in points) <= 180:
        return points
    return [(x + 360 if x < 0 else x, y, n) for x, y, n in points]


def groups(points, rings):
    """Places that are near each other, or on the same land."""
    left, found = [(point, ring_of(point, rings)) for point in points], []
    while left:
        group, front = [], [left.pop()]
        while front:
            (x, y, n), ring = front.pop()
            group.append((x, y, n))
            near = [each for each in left if is_near((x, y), ring, *each)]
            left = [each for each in left if each not in near]
            front += near
        found.append(group)
    return found


def is_near(point, ring, other, others_ring):
    if ring is not None and ring == others_ring:
        return True
    across = (point[0] - other[0]) * cos(radians(point[1]))
    return across**2 + (point[1] - other[1]) ** 2 < LINKED**2


def ring_of(point, rings):
    return next((number for number, ring in enumerate(rings) if inside(point, ring)), None)


def inside(point, ring):
    x, y, _n = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 <= y) != (y2 <= y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def box_of_ring(ring):
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def meets(box, other):
    return box[0] <= other[2] and box[2] >= other[0] and box[1] <= other[3] and box[3] >= other[1]
