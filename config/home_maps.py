"""The two maps of the home page: the world, and beside it the region where cities are closest together."""

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.facets import query
from cities.maps.drawing import draw
from cities.maps.extents import WORLD, chain, extents, tightest
from cities.maps.frames import EDGE, Frame, short
from cities.maps.spots import SMALL
from showcase.mapped import counted

BESIDE = (280, 440)  # pixels: the second map, as high as the first
LABELS, LABELS_BESIDE = 16, 10
ALONG = 12  # points along each side of the outline


def home_maps(filterset):
    """The HTML of both, in the language of the page; made once for each state of the catalogue."""
    return filterset.snapshot.remember(("home maps", get_language()), lambda: rendered(counted(filterset)))


def rendered(found):
    if not found:
        return []
    world = Frame.whole(extents()[WORLD])
    beside = beside_of(found)
    maps = [(draw(world, found, labels=LABELS), outline(beside, world) if beside else "")]
    if beside:
        maps.append((draw(beside, found, SMALL, labels=LABELS_BESIDE), ""))
    return [html_of(drawing, path) for drawing, path in maps]


def html_of(drawing, path):
    context = {
        "drawing": drawing,
        "circles": list(drawing.circles(address)),
        "label": _("Map: %(extent)s") % {"extent": drawing.extent.label},
        "outline": path,
    }
    return render_to_string("components/_map.html", context)


def address(spot):
    """The page of a city; the map where a circle stands for several."""
    if len(spot.members) == 1:
        return spot.place.url
    closer = tightest([place for place, _number in spot.members])
    return reverse("initiatives") + query([("view", "map"), ("extent", closer.code)])


def beside_of(found):
    """The part of the densest region that holds most; None where no region has two cities."""
    regions = Counter(chain(place.country)[-2] for place, _number in found if is_in_region(place))
    dense = {extents()[code]: number * extents()[code].scale ** 2 for code, number in regions.items() if number > 1}
    if not dense:
        return None
    extent = max(dense, key=dense.get)
    zoom = max(BESIDE[0] / extent.width, BESIDE[1] / extent.height)
    middle = fullest(extent, found, BESIDE[0] / zoom)
    return Frame.around(extent, (middle, extent.height / 2), *BESIDE, zoom)


def is_in_region(place):
    return place.has_position and len(chain(place.country)) > 1


def fullest(extent, found, width):
    """The middle of the strip of this width that most initiatives lie in."""
    placed = [(*extent.place(place.longitude, place.latitude), number) for place, number in found if place.has_position]
    inside = sorted((x, number) for x, y, number in placed if 0 <= x <= extent.width and 0 <= y <= extent.height)
    ends = [x for x, _number in inside]
    sums = [0, *accumulate(number for _x, number in inside)]
    held = [sums[bisect_right(ends, x + width - 2 * EDGE)] - sums[at] for at, x in enumerate(ends)]
    best = max(held, default=0)
    first = next((at for at, number in enumerate(held) if number == best), None)
    if first is None:
        return extent.width / 2
    last = bisect_right(ends, ends[first] + width - 2 * EDGE) - 1
    return (ends[first] + ends[last]) / 2


def outline(frame, world):
    """Path data of what a frame shows, on the map of the world."""
    width, height = frame.width + EDGE, frame.height + EDGE
    corners = [(EDGE, EDGE), (width, EDGE), (width, height), (EDGE, height), (EDGE, EDGE)]
    points = []
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = (at / ALONG for at in range(ALONG))
        points += [world.place(*frame.degrees(x + (to_x - x) * part, y + (to_y - y) * part)) for part in steps]
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + "z"
