"""Places that are missing, named by their staff."""

import pytest
from django.db import IntegrityError, transaction

from cities.models import City
from cities.proposals import nearest_time_zone, propose, save_with_free_slug
from tests.factories import CityFactory, UserFactory


@pytest.fixture
def united_states(db):
    for name, latitude, longitude, zone in [
        ("New York City", 40.71, -74.0, "America/New_York"),
        ("Chicago", 41.85, -87.65, "America/Chicago"),
        ("Los Angeles", 34.05, -118.24, "America/Los_Angeles"),
        ("Attu Station", 52.9, 172.9, "America/Adak"),
    ]:
        CityFactory(name=name, country="US", latitude=latitude, longitude=longitude, time_zone=zone)


@pytest.mark.parametrize(
    ("point", "zone"),
    [
        ((43.0, -76.0), "America/New_York"),
        ((43.0, -89.4), "America/Chicago"),
        ((36.0, -115.0), "America/Los_Angeles"),
        ((51.8, -176.6), "America/Adak"),  # across the date line is near
    ],
)
def test_time_zone_is_that_of_the_nearest_place(united_states, point, zone):
    assert nearest_time_zone("US", *point) == zone


def test_time_zone_never_comes_from_a_nearer_place_of_another_country(united_states):
    CityFactory(name="Toronto", country="CA", latitude=43.7, longitude=-79.4, time_zone="America/Toronto")

    assert nearest_time_zone("US", 43.6, -79.5) == "America/New_York"


def test_time_zone_never_comes_from_a_place_that_nobody_confirmed(united_states):
    CityFactory(country="US", latitude=43.0, longitude=-76.0, time_zone="Pacific/Fiji", state="proposed")

    assert nearest_time_zone("US", 43.0, -76.0) == "America/New_York"


def test_time_zone_never_comes_from_a_place_whose_point_is_not_known(united_states):
    CityFactory(country="US", time_zone="Pacific/Fiji")

    assert nearest_time_zone("US", 0.1, 0.1) == "America/New_York"


def test_country_without_places_takes_the_nearest_of_all(united_states):
    assert nearest_time_zone("BM", 32.3, -64.8) == "America/New_York"


def test_time_zone_is_utc_where_no_place_is_known(db):
    assert nearest_time_zone("BM", 32.3, -64.8) == "UTC"


def test_proposed_place_is_not_confirmed_and_names_who_proposed_it(united_states):
    person = UserFactory()

    city = propose("  Old Forge ", "US", 43.71, -74.97, by=person)

    city.refresh_from_db()
    assert (city.name, city.slug, city.state, city.proposed_by) == ("Old Forge", "old-forge-us", "proposed", person)
    assert (city.time_zone, city.region) == ("America/New_York", "northern-america")
    assert (city.latitude, city.longitude, city.geonames_id) == (43.71, -74.97, None)


def test_namesakes_are_numbered(united_states):
    person = UserFactory()
    CityFactory(name="Łódź", slug="lodz-us", country="US")

    slugs = [propose("Lodz", "US", 40, -80, by=person).slug for _ in range(2)]

    assert slugs == ["lodz-us-2", "lodz-us-3"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Île-d’Aix", "ile-d-aix-us"), ("東村", "place-us"), ("A" * 200, "a" * 110 + "-us")],
)
def test_slug_is_plain_letters_and_fits_its_column(united_states, name, slug):
    assert propose(name, "US", 40, -80, by=UserFactory()).slug == slug


def test_slug_taken_at_the_last_moment_gives_the_next_number(united_states, monkeypatch):
    """Another proposal is saved between the look at the slugs and our own save."""
    atomic = transaction.atomic

    def atomic_after_somebody_else():
        monkeypatch.setattr(transaction, "atomic", atomic)
        CityFactory(slug="old-forge-us")
        return atomic()

    monkeypatch.setattr(transaction, "atomic", atomic_after_somebody_else)

    assert propose("Old Forge", "US", 40, -80, by=UserFactory()).slug == "old-forge-us-2"


def test_other_failures_of_the_database_are_not_tried_again(united_states):
    CityFactory(geonames_id=5)

    with pytest.raises(IntegrityError):
        save_with_free_slug(City(name="Old Forge", country="US", geonames_id=5))
