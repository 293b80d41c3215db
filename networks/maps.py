"""The map of a network's cities that publish."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.maps.drawing import draw
from cities.maps.extents import tightest
from cities.maps.frames import Frame
from cities.maps.spots import ON_WORLD, SMALL, Place

WORLD_WIDE, PART_WIDE = 604, 420  # pixels
LABELS = 12


def map_of(network, members):
    """The HTML, "" where none of them publishes. No query; drawn anew when a number or a place changes."""
    counted = tuple((place_of(each.city), each.initiatives_known) for each in members if each.initiatives_known)
    return rendered(get_language(), str(network), counted) if counted else ""


def place_of(city):
    return Place(city.pk, city.slug, city.name, city.country, city.longitude, city.latitude)


@lru_cache(maxsize=128)
def rendered(_language, name, counted):
    extent = tightest([place for place, _number in counted])
    frame = Frame.shrunk(extent, WORLD_WIDE if extent.is_world else PART_WIDE)
    drawing = draw(frame, counted, ON_WORLD if extent.is_world else SMALL, labels=LABELS)
    context = {
        "drawing": drawing,
        "circles": list(drawing.circles(lambda spot: spot.place.url)),
        "label": _("Map: cities of %(network)s that publish here") % {"network": name},
    }
    return render_to_string("components/_map.html", context)
