"""Makes static/maps/*.svg and data/extents.json from Natural Earth; run by maintainers only, rarely.

The results are committed; nothing of this is a dependency of the project. In an empty folder:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    <project>/.venv/bin/python <project>/tools/build_maps.py package

One drawing for each extent: the world with its coast alone (Equal Earth, 1:110m), its regions, parts of these, and
every country that has places (Albers, 1:50m, with borders). Coordinates in the drawings are tenths of a pixel.
World-atlas is under the ISC licence, its data (Natural Earth) in the public domain.
"""

import csv
import gzip
import json
import shutil
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from cities.maps.projections import Albers, EqualEarth  # noqa: E402 -- the path is set first
from tools.map_extents import CODES, PARTS, REGIONS, WORLD, country_boxes  # noqa: E402
from tools.map_shapes import clipped, clipped_lines, path_of, simplified  # noqa: E402
from tools.topology import Topology  # noqa: E402

STATIC, DATA = BASE / "static" / "maps", BASE / "data"
FRAME = (572, 548)  # pixels of a map beside its panel
WORLD_FRAME = (852, 440)
BLEED = 12  # pixels that are drawn beyond the frame
TOLERANCE = 0.45  # pixels by which a simplified line may be off
SMALLEST = 0.9  # pixels: islands smaller than this in both directions are left out
NARROWEST = 30  # pixels: a country less wide gets no name
MOST_TOWNS, TOWNS_APART = 8, 70
MOST_CHARACTERS = 26_000  # of a country's drawing: beyond that it is drawn more simply
RADIAN = 57.296  # degrees
NUMBERS = {code: number for number, code in CODES.items()}
STEPS = (0.5, 1, 2, 5, 10)


def main(folder):
    folder = Path(folder)
    coarse, fine = Topology.read(folder / "land-110m.json"), Topology.read(folder / "countries-50m.json")
    places = read_places()
    STATIC.mkdir(exist_ok=True)
    for old in STATIC.glob("*.svg"):
        old.unlink()
    extents = [world(coarse)]
    for code, parent, box in [*REGIONS, *PARTS, *country_boxes(places, fine)]:
        extents.append(part(code, parent, box, fine, places))
    extents.sort(key=lambda each: each["scale"])
    text = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in extents)
    (DATA / "extents.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
    shutil.copy(folder / "LICENSE", STATIC / "world-atlas-LICENSE.txt")


def read_places():
    with gzip.open(DATA / "places.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return [
            (row["country"], float(row["longitude"]), float(row["latitude"]), int(row["population"] or 0), row["name"])
            for row in csv.DictReader(file)
        ]


def world(topology):
    """The whole world without Antarctica; cut where the Bering Strait is, so that no land is cut."""
    projection = fitted(EqualEarth, {"centre": WORLD["centre"]}, WORLD["box"], WORLD_FRAME)
    land = [simplified(placed(ring), WORLD["tolerance"]) for ring in topology.land()]
    shapes = drawn(project(projection, land), WORLD_FRAME)
    lines = graticule(projection, 30, (WORLD["centre"] - 180, -60, WORLD["centre"] + 180, 85), WORLD_FRAME)
    write("world", WORLD_FRAME, {"graticule": path_of(lines, close=False), "land": path_of(shapes)})
    return described("world", "", projection, WORLD_FRAME, 15)


def placed(ring):
    """The ring in the window of the world map."""
    middle = (min(x for x, _y in ring) + max(x for x, _y in ring)) / 2 - WORLD["centre"]
    shift = -360 if middle > 180 else 360 if middle < -180 else 0
    return [(x + shift, y) for x, y in ring]


def part(code, parent, box, topology, places):
    west, south, east, north = box
    margin = (north - south) / 6
    parallels = {"south": south + margin, "north": north - margin}
    if abs(parallels["south"] + parallels["north"]) < 6:
        parallels["north"] += 6  # parallels opposite each other would make a cylinder of the cone
    projection = fitted(Albers, {"centre": (west + east) / 2, **parallels}, box, FRAME)
    bounds = bounds_of(projection, FRAME)
    own = code.upper() if len(code) == 2 else ""
    lines = {"graticule": path_of(graticule(projection, step_of(projection, 90), bounds), close=False)}
    tolerance = TOLERANCE
    while True:
        layers, countries = shapes_of(projection, topology.near(bounds, tolerance / projection.scale * RADIAN), own)
        if not own or sum(map(len, layers.values())) <= MOST_CHARACTERS:
            break
        tolerance *= 1.3
    write(code, FRAME, lines | layers)
    extent = described(code, parent, projection, FRAME, step_of(projection, 40))
    extent["names"] = [name for country, shapes in countries.items() if (name := name_place(country, shapes))]
    if code in NUMBERS:
        extent["m49"] = NUMBERS[code]
    if own:
        extent["towns"] = towns(projection, places)
    return extent


def shapes_of(projection, near, own):
    """The layers of a drawing, and the shapes of each country in it."""
    countries = {country: drawn(project(projection, rings), FRAME) for country, rings in near.countries.items()}
    return {
        "land": path_of(drawn(project(projection, near.land), FRAME)),
        "borders": path_of(clipped_lines(project(projection, near.borders), FRAME, BLEED), close=False),
        "own": path_of(countries.get(own, [])),
    }, countries


def fitted(kind, numbers, box, frame):
    """The projection that shows the box as large as the frame allows, in its middle."""
    west, south, east, north = box
    plain = kind(**numbers)
    along = [west + (east - west) * at / 40 for at in range(41)]
    up = [south + (north - south) * at / 40 for at in range(41)]
    points = [plain.forward(x, y) for x in along for y in (south, north)]
    points += [plain.forward(x, y) for y in up for x in (west, east)]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    scale = min(frame[0] / (right - left), frame[1] / (bottom - top))
    x, y = frame[0] / 2 - scale * (left + right) / 2, frame[1] / 2 - scale * (top + bottom) / 2
    return kind(**numbers, scale=round(scale, 3), x=round(x, 3), y=round(y, 3))


def bounds_of(projection, frame):
    """West, south, east and north of what the frame shows."""
    width, height = frame
    edge = [(width * at / 60, y) for at in range(61) for y in (-BLEED, height + BLEED)]
    edge += [(x, height * at / 60) for at in range(61) for x in (-BLEED, width + BLEED)]
    found = [projection.inverse(x, y) for x, y in edge]
    longitudes, latitudes = zip(*found, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def project(projection, lines):
    return [[projection.forward(x, y) for x, y in line] for line in lines]


def drawn(rings, frame):
    """The rings inside the frame, those too small to see left out."""
    found = (clipped(ring, frame, BLEED) for ring in rings)
    return [ring for ring in found if len(ring) > 2 and max(size(ring)) >= SMALLEST]


def size(ring):
    xs, ys = zip(*ring, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def step_of(projection, pixels):
    """The degrees that are about so many pixels."""
    degree = projection.scale / RADIAN
    return next((step for step in STEPS if step * degree >= pixels), STEPS[-1])


def graticule(projection, step, bounds, frame=FRAME):
    west, south, east, north = bounds
    south, north = max(-85, south), min(85, north)
    lines = []
    for x in steps(west, east, step):
        lines.append([projection.forward(x, south + (north - south) * at / 24) for at in range(25)])
    for y in steps(south, north, step):
        lines.append([projection.forward(west + (east - west) * at / 36, y) for at in range(37)])
    return clipped_lines(lines, frame, BLEED)


def steps(first, last, step):
    at = first // step * step + step
    while at < last:
        yield at
        at += step


def name_place(country, shapes):
    """``[code, x, y, width]``: where the name of a country goes, and the room it has; None where there is none."""
    shape = max(shapes, key=lambda ring: size(ring)[0] * size(ring)[1], default=None)
    if not shape or size(shape)[0] < NARROWEST:
        return None
    best = (0, 0, 0)
    low, high = min(y for _x, y in shape), max(y for _x, y in shape)
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        y = low + (high - low) * part
        for left, right in spans(shape, y):
            best = max(best, (right - left, (left + right) / 2, y))
    width, x, y = (round(each) for each in best)
    inside = 0 < x < FRAME[0] and 12 < y < FRAME[1] - 4
    return [country, x, y, width] if width >= NARROWEST and inside else None


def spans(shape, y):
    """Where a level line is inside the shape."""
    ends = []
    for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (y1 <= y) != (y2 <= y):
            ends.append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
    ends.sort()
    return list(zip(ends[::2], ends[1::2], strict=False))


def towns(projection, places):
    """The largest places of the frame, apart from each other: for orientation beside a single city."""
    found = []
    for _country, longitude, latitude, _population, name in sorted(places, key=lambda place: -place[3]):
        x, y = projection.forward(longitude, latitude)
        inside = 20 < x < FRAME[0] - 20 and 20 < y < FRAME[1] - 20
        if inside and all(abs(x - a) + abs(y - b) > TOWNS_APART for a, b, _name in found):
            found.append((x, y, name))
        if len(found) == MOST_TOWNS:
            break
    return [[round(x, 1), round(y, 1), name] for x, y, name in found]


def described(code, parent, projection, frame, step):
    numbers = {key: value for key, value in vars(projection).items() if key not in ("n", "c", "origin")}
    kind = "equal-earth" if isinstance(projection, EqualEarth) else "albers"
    bounds = [round(each, 2) for each in bounds_of(projection, frame)]
    return {
        "code": code,
        "parent": parent,
        "projection": {"kind": kind, **numbers},
        "width": frame[0],
        "height": frame[1],
        "scale": projection.scale,
        "bounds": bounds,
        "step": step,
    }


def write(code, frame, layers):
    width, height = (10 * each for each in frame)
    groups = "".join(f'<g id="{name}"><path d="{path}"/></g>\n' for name, path in layers.items() if path)
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n{groups}</svg>\n'
    (STATIC / f"{code}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
