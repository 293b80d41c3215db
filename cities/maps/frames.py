"""A map on its page: which part of an extent it shows, how large, and the frame of degrees around it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import floor

from django.utils.translation import pgettext

from cities.maps.extents import Extent

EDGE = 6  # pixels of the frame
SAMPLE = 4  # pixels between the points at which an edge is measured
CLEAR = 26  # pixels from a corner within which no degree is written


@dataclass(frozen=True)
class Frame:
    """``left`` and ``top`` are where it begins in the extent's own drawing, ``width`` and ``height`` its size here."""

    extent: Extent
    width: int
    height: int
    left: float = 0
    top: float = 0
    zoom: float = 1

    @classmethod
    def whole(cls, extent):
        return cls(extent, extent.width, extent.height)

    @classmethod
    def shrunk(cls, extent, width):
        """The whole extent in this width."""
        zoom = width / extent.width
        return cls(extent, width, round(extent.height * zoom), zoom=zoom)

    @classmethod
    def around(cls, extent, point, width, height, zoom=1):
        """A part of the extent with a point of its drawing in the middle, as far as there is something to show."""
        zoom = max(zoom, width / extent.width, height / extent.height)
        spans = ((point[0], width / zoom, extent.width), (point[1], height / zoom, extent.height))
        left, top = (max(0, min(middle - span / 2, most - span)) for middle, span, most in spans)
        return cls(extent, width, height, left, top, zoom)

    def place(self, longitude, latitude):
        return self.at(*self.extent.place(longitude, latitude))

    def at(self, x, y):
        """A point of the extent's drawing on this page."""
        return EDGE + (x - self.left) * self.zoom, EDGE + (y - self.top) * self.zoom

    def shows(self, x, y, margin=0):
        """Whether a point of this page lies inside the frame, and so far from it."""
        least, across, down = EDGE + margin, EDGE + self.width - margin, EDGE + self.height - margin
        return least <= x <= across and least <= y <= down

    def degrees(self, x, y):
        """Longitude and latitude of a point on this page."""
        return self.extent.projection.inverse((x - EDGE) / self.zoom + self.left, (y - EDGE) / self.zoom + self.top)

    @property
    def outer(self):
        return self.width + 2 * EDGE, self.height + 2 * EDGE

    @property
    def transform(self):
        """Puts the prepared drawing, in tenths of pixels, where it belongs."""
        x, y = self.at(0, 0)
        return f"translate({short(x)} {short(y)}) scale({self.zoom / 10:.4g})"

    @property
    def stroke(self):
        """The width that makes a line of one pixel in the prepared drawing."""
        return short(10 / self.zoom)

    @property
    def dashes(self):
        """Two pixels of line, two of gap."""
        return short(20 / self.zoom)

    @property
    def ring(self):
        """Path data of the whole frame, a ring."""
        return f"{self.rectangle(0)}{self.rectangle(EDGE, inwards=True)}"

    @property
    def lines(self):
        """Path data of the two lines that bound it."""
        return f"{self.rectangle(0.5)}{self.rectangle(EDGE)}"

    def rectangle(self, inset, inwards=False):
        width, height = (each - 2 * inset for each in self.outer)
        if inwards:
            return f"M{inset} {inset}v{height}h{width}v-{height}z"
        return f"M{inset} {inset}h{width}v{height}h-{width}z"

    @cached_property
    def sides(self):
        """``{side: [(degrees, position)]}``: where multiples of the step meet the edges, along each."""
        width, height = self.outer
        return {
            "top": self.crossings(width, lambda at: self.degrees(at, EDGE)[0]),
            "bottom": self.crossings(width, lambda at: self.degrees(at, height - EDGE)[0]),
            "left": self.crossings(height, lambda at: -self.degrees(EDGE, at)[1]),
            "right": self.crossings(height, lambda at: -self.degrees(width - EDGE, at)[1]),
        }

    def crossings(self, length, value):
        points = [(at, value(at) / self.extent.step) for at in range(0, length + SAMPLE, SAMPLE)]
        found = []
        for (start, before), (end, after) in pairwise(points):
            for number in range(floor(before) + 1, floor(after) + 1):
                found.append((number, start + (end - start) * (number - before) / (after - before)))
        return found

    @property
    def bars(self):
        """Path data of the dark bars: from each odd multiple of the step to the next."""
        width, height = self.outer
        long, high = width, height
        path = []
        for side, length in (("top", long), ("bottom", long), ("left", high), ("right", high)):
            for start, end in dark(self.sides[side], length):
                if side in ("top", "bottom"):
                    y = 0 if side == "top" else height - EDGE
                    path.append(f"M{short(start)} {y}h{short(end - start)}v{EDGE}h-{short(end - start)}z")
                else:
                    x = 0 if side == "left" else width - EDGE
                    path.append(f"M{x} {short(start)}h{EDGE}v{short(end - start)}h-{EDGE}z")
        return "".join(path)

    @property
    def degree_labels(self):
        """``[(x, y, text, anchor)]`` inside the frame: longitudes at the bottom, latitudes at the right."""
        width, height = self.outer
        found = []
        for number, at in self.sides["bottom"]:
            if number % 2 == 0 and CLEAR < at < width - 2 * CLEAR:
                found.append((short(at), str(height - EDGE - 5), named(number * self.extent.step, "EW"), "middle"))
        for number, at in self.sides["right"]:
            if number % 2 == 0 and CLEAR < at < height - CLEAR:
                found.append((str(width - EDGE - 4), short(at + 4), named(-number * self.extent.step, "NS"), "end"))
        return found

    @property
    def degree_boxes(self):
        """What the degrees take: left, top, right and bottom of each."""
        if self.extent.is_world:
            return []
        halves = {"middle": (-18, 18), "end": (-36, 0)}
        labels = [(float(x), float(y), *halves[anchor]) for x, y, _text, anchor in self.degree_labels]
        return [(x + left, y - 10, x + right, y + 3) for x, y, left, right in labels]


def dark(crossings, length):
    """Where the bars begin and end along an edge of this length."""
    if not crossings:
        return []
    ends = [(crossings[0][0] - 1, 0), *crossings, (crossings[-1][0] + 1, length)]
    spans = [(number, max(0, start), min(length, end)) for (number, start), (_next, end) in pairwise(ends)]
    return [(start, end) for number, start, end in spans if number % 2 and end > start]


def named(degrees, letters):
    """``10°E`` as the reader's language writes it."""
    degrees = (degrees + 180) % 360 - 180 if letters == "EW" else degrees
    text = f"{abs(degrees):g}"
    words = {
        "E": pgettext("longitude", "%(degrees)s°E"),
        "W": pgettext("longitude", "%(degrees)s°W"),
        "N": pgettext("latitude", "%(degrees)s°N"),
        "S": pgettext("latitude", "%(degrees)s°S"),
    }
    if degrees in (0, -180, 180):
        return f"{text}°"
    return words[letters[0] if degrees > 0 else letters[1]] % {"degrees": text}


def short(number):
    """A coordinate, with one decimal where it needs one."""
    return f"{number:.1f}".removesuffix(".0")
