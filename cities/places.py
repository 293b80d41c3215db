"""The places of the committed file: every one of 15,000 and more in GeoNames, and those the catalogue names besides."""

import csv
import gzip

from django.conf import settings
from django.db import transaction

from cities.models import City

PLACES = settings.BASE_DIR / "data" / "places.csv.gz"
TEXTS = "slug name native_name country admin_area near time_zone population_source population_date".split()
BATCH = 2000


def read_places():
    """Yields every place of the file as an unsaved ``City``, derived columns filled; about a second for all."""
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield city_of(row)


def city_of(row):
    city = City(
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]) if row["population"] else None,
        alternate_names=row["alternate_names"].replace("|", "\n"),
        **{name: row[name] for name in TEXTS},
    )
    city.derive()
    return city


def load_places():
    """Create the places that are missing and leave every existing row as people made it. Returns how many are new.

    A place is known by its GeoNames id, one without an id by its name and country, or by its slug once renamed here.
    """
    known = set(City.objects.exclude(geonames_id=None).values_list("geonames_id", flat=True))
    known.update(City.objects.values_list("name", "country"))
    slugs = set(City.objects.values_list("slug", flat=True))
    missing = [with_free_slug(city, slugs) for city in read_places() if not is_known(city, known, slugs)]
    with transaction.atomic():
        City.objects.bulk_create(missing, batch_size=BATCH)
    return len(missing)


def is_known(city, known, slugs):
    if city.geonames_id:
        return city.geonames_id in known
    return (city.name, city.country) in known or city.slug in slugs


def with_free_slug(city, slugs):
    """A place that somebody proposed here may hold the slug already; pages keep their addresses."""
    if city.slug in slugs:
        city.slug = f"{city.slug}-{city.geonames_id}"
    return city
