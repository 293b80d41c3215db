"""Names on a map: those of cities first, then countries, then seas; what finds no room is left out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cities.countries import country_name
from cities.maps.frames import EDGE, short
from cities.maps.spots import COUNT_INSIDE

CITY, COUNTRY, SEA = 13, 10, 15  # pixels: sizes of the letters, as in static/css/drawings.css
GAP = 4  # pixels between a circle and its name
NARROW, WIDE = "iljtfrI1.,'’-() ", "mwMWQOÖ@"
OCEANS = [
    (_("Atlantic"), -38, 32),
    (_("Atlantic"), -20, -20),
    (_("Atlantic"), -15, 46),
    (_("Pacific"), -135, -25),
    (_("Pacific"), -100, 8),
    (_("Pacific"), 155, 22),
    (_("Indian Ocean"), 78, -22),
]
SEAS = [
    *OCEANS,
    (_("Mediterranean"), 5, 38.3),
    (_("Mediterranean"), 18, 35),
    (_("Black Sea"), 34.5, 43.4),
    (_("North Sea"), 3, 56.5),
    (_("Baltic Sea"), 19.5, 57.3),
    (_("Bay of Biscay"), -5, 45.3),
    (_("Norwegian Sea"), 3, 66),
    (_("Caribbean Sea"), -75, 15),
    (_("Gulf of Mexico"), -91, 25),
    (_("Hudson Bay"), -85, 59.5),
    (_("Arabian Sea"), 64, 15),
    (_("Bay of Bengal"), 88, 14),
    (_("Red Sea"), 38, 20.5),
    (_("Caspian Sea"), 50.5, 41.5),
    (_("South China Sea"), 114, 13),
    (_("Sea of Japan"), 135, 40),
    (_("Yellow Sea"), 123.5, 35.5),
    (_("Gulf of Guinea"), 2, 2),
    (_("Tasman Sea"), 161, -37),
    (_("Coral Sea"), 155, -17),
]


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    text: str
    anchor: str
    number: str = ""


class Room:
    """What of the map is taken: boxes of left, top, right and bottom."""

    def __init__(self, frame, taken=()):
        width, height = frame.outer
        self.bounds = (EDGE + 2, EDGE + 2, width - EDGE - 2, height - EDGE - 2)
        self.taken = list(taken)

    def take(self, box):
        """Takes the box where it is free; False where it is not."""
        left, top, right, bottom = self.bounds
        fits = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
        if not fits or any(meet(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def meet(box, other):
    return box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]


def width_of(text, size):
    """About how many pixels wide; rather too many."""
    return size * sum(0.32 if each in NARROW else 0.86 if each in WIDE else 0.57 for each in text)


def boxes_of(spots):
    return [(each.x - each.radius, each.y - each.radius, each.x + each.radius, each.y + each.radius) for each in spots]


def city_labels(room, spots, rule, most):
    """Names of cities beside their circles, those with most first; what stands for several has none."""
    found = []
    for spot in spots:
        if len(found) == most:
            break
        if len(spot.members) == 1:
            number = "" if rule.inside and spot.radius >= COUNT_INSIDE else str(spot.number)
            label = beside(room, spot, spot.place.name, number)
            found += [label] if label else []
    return found


def beside(room, spot, name, number=""):
    """In the first of eight positions that is free."""
    width = width_of(f"{name} {number}" if number else name, CITY)
    for across, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
        far = spot.radius + GAP if not (across and down) else 0.75 * spot.radius + GAP - 1
        x, y = spot.x + across * far, spot.y + down * (far + (CITY / 2 - 2 if down else 0))
        left = x if across > 0 else x - width if across < 0 else x - width / 2
        if room.take((left, y - CITY * 0.55, left + width, y + CITY * 0.55)):
            anchor = {1: "start", 0: "middle", -1: "end"}[across]
            return Label(short(x), short(y + CITY * 0.34), name, anchor, number)
    return None


def country_labels(room, frame):
    """Names of countries that are wide enough for them."""
    found = []
    for code, x, y, space in sorted(frame.extent.names, key=lambda each: -each[3]):
        name = country_name(code)
        x, y = frame.at(x, y)
        width = width_of(name.upper(), COUNTRY) * 1.16 + len(name)
        if width <= space * frame.zoom and room.take((x - width / 2, y - COUNTRY, x + width / 2, y + 3)):
            found.append(Label(short(x), short(y), name, "middle"))
    return found


def sea_labels(room, frame, most=6):
    """Names of seas, each once."""
    found = []
    for name, longitude, latitude in OCEANS if frame.extent.is_world else SEAS:
        x, y = frame.place(longitude, latitude)
        name = str(name)
        width = width_of(name, SEA) + 12
        is_new = name not in [label.text for label in found]
        if is_new and len(found) < most and room.take((x - width / 2, y - SEA, x + width / 2, y + 5)):
            found.append(Label(short(x), short(y), name, "middle"))
    return found
