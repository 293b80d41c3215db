"""The places of the committed file: every one of 15,000 and more in GeoNames, and those the catalogue names besides."""

from django.conf import settings

from cities.models import City

PLACES = settings.BASE_DIR / "data" / "places.csv.gz"
TEXTS = "slug name native_name country admin_area near time_zone population_source population_date".split()


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
