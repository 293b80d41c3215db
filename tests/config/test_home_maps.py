import pytest
from django.utils import translation

from catalogue.models import touch
from cities.maps.extents import extents
from cities.maps.spots import Place
from config.home_maps import beside_of, fullest, home_maps
from showcase.filters import InitiativeFilter
from tests.factories import CityFactory, InitiativeFactory

EUROPE = [(Place(at, f"c{at}-fr", f"C{at}", "FR", 2 + at, 47), 1) for at in range(3)]
ASIA = [(Place(10 + at, f"c{at}-in", f"I{at}", "IN", 75 + 3 * at, 22), 1) for at in range(3)]


def test_region_with_cities_closest_together_stands_beside_the_world():
    assert beside_of(ASIA + EUROPE).extent.code == "europe"
    assert beside_of(ASIA + EUROPE[:1]).extent.code == "asia"


def test_one_city_needs_no_second_map():
    assert beside_of(EUROPE[:1]) is None


def test_second_map_shows_the_part_with_most():
    extent = extents()["europe"]
    west, east = (
        (Place(1, "w", "W", "PT", -9, 39), 2),
        [(Place(at, f"e{at}", "E", "RO", 24 + at, 45), 2) for at in (2, 3)],
    )

    middle = fullest(extent, [west, *east], 200)

    xs = [extent.place(place.longitude, place.latitude)[0] for place, _number in east]
    assert middle == sum(xs) / 2


@pytest.mark.django_db
def test_maps_are_made_once_for_each_language_and_state():
    lima = InitiativeFactory(city=CityFactory(name="Lima", country="PE", longitude=-77.0, latitude=-12.0))
    first, again = home_maps(InitiativeFilter({})), home_maps(InitiativeFilter({}))
    with translation.override("de"):
        german = home_maps(InitiativeFilter({}))
    touch(lima)

    assert first is again
    assert ("Lima, Peru: 1 initiative" in first[0], "1 Initiative" in german[0]) == (True, True)
    assert home_maps(InitiativeFilter({})) is not first


@pytest.mark.django_db
def test_circles_of_the_home_page_lead_to_the_pages_of_cities(client):
    InitiativeFactory(city=CityFactory(slug="lima-pe", country="PE", longitude=-77.0, latitude=-12.0))

    assert '<a href="/cities/lima-pe/"><title>' in client.get("/").content.decode()
    assert '<a href="/de/cities/lima-pe/"><title>' in client.get("/de/").content.decode()


@pytest.mark.django_db
def test_home_page_without_initiatives_has_no_map(client):
    assert '<svg class="map"' not in client.get("/").content.decode()
