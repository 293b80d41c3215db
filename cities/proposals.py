"""Places that are missing: their staff name them, can draft at once, and editors confirm them later."""

import math
import re
from itertools import count

from django.db import IntegrityError, transaction

from catalogue.folding import fold
from cities.models import City, PlaceState


def propose(name, country, latitude, longitude, *, by):
    """Create a place that nobody sees yet but its people; returns it. It keeps its address when it is confirmed."""
    city = City(
        name=name.strip(),
        country=country,
        latitude=latitude,
        longitude=longitude,
        time_zone=nearest_time_zone(country, latitude, longitude),
        state=PlaceState.PROPOSED,
        proposed_by=by,
    )
    return save_with_free_slug(city)


def nearest_time_zone(country, latitude, longitude):
    """The time zone of the nearest confirmed place of the country; of the nearest anywhere where it has none yet."""
    places = City.objects.confirmed().exclude(latitude=None).exclude(longitude=None)
    located = places.values_list("latitude", "longitude", "time_zone")
    rows = list(located.filter(country=country)) or list(located)
    nearest = min(rows, key=lambda row: angle((latitude, longitude), row), default=(0, 0, "UTC"))
    return nearest[2]


def angle(a, b):
    """The angle between two points (latitude, longitude first) seen from the centre of the earth: orders distances."""
    (north, east), (other_north, other_east) = (map(math.radians, point[:2]) for point in (a, b))
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return math.asin(min(1, math.sqrt(half)))


def save_with_free_slug(city):
    """``<name>-<cc>``, then ``-2``, ``-3``: the first that is free, also when somebody else takes one meanwhile."""
    plain = slug_of(city.name, city.country)
    for number in count(1):
        city.slug = plain if number == 1 else f"{plain}-{number}"
        if City.objects.filter(slug=city.slug).exists():
            continue
        try:
            with transaction.atomic():
                city.save()
        except IntegrityError:
            if not City.objects.filter(slug=city.slug).exists():
                raise
            continue
        return city


def slug_of(name, country):
    """Of a name that no letter of remains in ASCII only the country does."""
    longest = City._meta.get_field("slug").max_length - 10  # leaves room for a number
    words = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:longest].strip("-")
    return f"{words or 'place'}-{country.lower()}"
