"""What a city of the public list is as data: the one place that CSV, JSON, GeoJSON and the API read."""

from catalogue.indexed import in_order
from catalogue.open_data import absolute
from cities.countries import country_name, region_name
from cities.filters import network_names
from cities.listing import counted
from cities.models import City

TEXTS = (
    *("name", "native_name", "kind", "admin_area", "time_zone", "population_source", "population_date"),
    *("size_class", "website", "description"),
)


def records(filterset, keys):
    """The confirmed ones among these, in this order. One query; one more for the first in each state of the list."""
    snapshot = filterset.snapshot
    names = snapshot.remember("networks", network_names)
    return [record_of(city, snapshot, names) for city in in_order(counted(City.objects.confirmed()), keys)]


def record_of(city, snapshot, names):
    networks = (names[key] for key, members in snapshot.values["network"].items() if city.pk in members)
    return {
        "slug": city.slug,
        "address": absolute(city.get_absolute_url()),
        **{name: getattr(city, name) for name in TEXTS},
        **region_of_country(city.country, city.region),
        "latitude": city.latitude,
        "longitude": city.longitude,
        "population": city.population,
        "geonames_id": city.geonames_id,
        "initiatives": city.initiatives_known,
        "networks": [network_of(name) for name in networks],
    }


def region_of_country(country, region):
    return {
        "country": {"code": country, "label": country_name(country)},
        "region": {"code": region, "label": region_name(region)},
    }


def network_of(name):
    """Of ``(slug, short name)``."""
    slug, label = name
    return {"code": slug, "label": label}
