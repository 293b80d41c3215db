"""Where a single city is: a part of the map of its country, with the largest places near it."""

from dataclasses import dataclass

from cities.maps.extents import extents
from cities.maps.frames import Frame, short
from cities.maps.labels import Label, Room, beside
from cities.maps.spots import Spot

# Width, height and by how much the prepared map is enlarged.
BESIDE_NAME = (652, 280, 1)  # on the page of a city
IN_RAIL = (316, 230, 0.7)
DOT, TOWN = 7, 3.2  # pixels of radius
MOST_TOWNS = 3


@dataclass
class Locator:
    frame: Frame
    x: str
    y: str
    label: Label | None
    towns: list
    radius: float = DOT


def locator_of(city, size=BESIDE_NAME):
    """None for a place whose position is not known. No query."""
    extent = extents().get(city.country.lower())
    if not extent or city.latitude is None or city.longitude is None:
        return None
    x, y = extent.place(city.longitude, city.latitude)
    if not (0 <= x <= extent.width and 0 <= y <= extent.height):
        return locator_on(extents()[extent.parent], city, size)
    return drawn(extent, (x, y), city, size)


def locator_on(extent, city, size):
    """Of a city far from the rest of its country: on the map of the larger part, or of the world."""
    while not extent.is_world and not extent.holds(city.longitude, city.latitude):
        extent = extents()[extent.parent]
    return drawn(extent, extent.place(city.longitude, city.latitude), city, size)


def drawn(extent, point, city, size):
    frame = Frame.around(extent, point, *size)
    x, y = frame.at(*point)
    own = Spot([(city, 1)], x, y, DOT)
    room = Room(frame, [(x - DOT, y - DOT, x + DOT, y + DOT), *frame.degree_boxes])
    label = beside(room, own, city.name)
    return Locator(frame, short(x), short(y), label, towns_of(room, frame, own))


def towns_of(room, frame, own):
    """``[(x, y, Label)]`` of the largest places around, those whose name finds room."""
    found = []
    for x, y, name in frame.extent.towns:
        spot = Spot([], *frame.at(x, y), TOWN)
        is_far = abs(spot.x - own.x) + abs(spot.y - own.y) > 40 and frame.shows(spot.x, spot.y, margin=8)
        if is_far and len(found) < MOST_TOWNS and (label := beside(room, spot, name)):
            found.append((short(spot.x), short(spot.y), label))
    return found
