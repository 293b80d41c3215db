"""Positions on the flat page: Equal Earth for the world, a conic equal-area projection (Albers) for parts of it.

Degrees become pixels, with y downwards. The prepared drawings (tools/build_maps.py) and the server use the same code,
so that a city lies where its coast lies. Formulas: Šavrič, Patterson and Jenny 2019; Snyder 1987, page 100.
"""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
NEARLY = 1e-12


@dataclass(frozen=True)
class EqualEarth:
    """``scale`` is pixels for one radian, ``x`` and ``y`` where the middle meridian meets the equator."""

    centre: float
    scale: float = 1
    x: float = 0
    y: float = 0

    def forward(self, longitude, latitude):
        t = asin(M * sin(radians(latitude)))
        return (
            self.x + self.scale * radians(longitude - self.centre) * cos(t) / (M * slope(t)),
            self.y - self.scale * height(t),
        )

    def inverse(self, x, y):
        """Degrees of a place on the page; beyond the edge of the world the longitude goes on counting."""
        wanted = (self.y - y) / self.scale
        t = wanted / A1
        for _round in range(12):
            step = (height(t) - wanted) / slope(t)
            t -= step
            if abs(step) < NEARLY:
                break
        longitude = self.centre + degrees((x - self.x) / self.scale * M * slope(t) / cos(t))
        return longitude, degrees(asin(max(-1, min(1, sin(t) / M))))


def height(t):
    return t * (A1 + A2 * t**2 + t**6 * (A3 + A4 * t**2))


def slope(t):
    """How much ``height`` grows with t."""
    return A1 + 3 * A2 * t**2 + t**6 * (7 * A3 + 9 * A4 * t**2)


@dataclass(frozen=True)
class Albers:
    """Areas are true everywhere, shapes along two parallels, which do not lie opposite each other."""

    centre: float
    south: float
    north: float
    scale: float = 1
    x: float = 0
    y: float = 0

    def __post_init__(self):
        n = (sin(radians(self.south)) + sin(radians(self.north))) / 2
        c = cos(radians(self.south)) ** 2 + 2 * n * sin(radians(self.south))
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "c", c)
        object.__setattr__(self, "origin", sqrt(c - 2 * n * sin(radians((self.south + self.north) / 2))) / n)

    def forward(self, longitude, latitude):
        rho = sqrt(max(0, self.c - 2 * self.n * sin(radians(latitude)))) / self.n
        theta = self.n * radians(longitude - self.centre)
        return self.x + self.scale * rho * sin(theta), self.y - self.scale * (self.origin - rho * cos(theta))

    def inverse(self, x, y):
        across, up = (x - self.x) / self.scale, self.origin - (self.y - y) / self.scale
        sign = 1 if self.n > 0 else -1
        rho, theta = sign * hypot(across, up), atan2(sign * across, sign * up)
        sine = (self.c - (rho * self.n) ** 2) / (2 * self.n)
        return self.centre + degrees(theta / self.n), degrees(asin(max(-1, min(1, sine))))


KINDS = {"equal-earth": EqualEarth, "albers": Albers}


def from_data(data):
    """A projection from what the tool wrote: its kind and its numbers."""
    numbers = dict(data)
    return KINDS[numbers.pop("kind")](**numbers)
