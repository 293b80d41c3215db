"""The committed file of places: complete, unambiguous, and loaded without touching what people wrote."""

import csv
from collections import Counter, defaultdict
from zoneinfo import available_timezones

import pytest
from django.conf import settings

from cities import places
from cities.countries import COUNTRIES
from cities.models import City, SizeClass
from cities.places import PLACES
from tests.places import read_places

MUNICH, BERLIN, KADIKOY = 2867714, 2950159, ("Kadıköy", "TR")


@pytest.fixture(scope="module")
def all_places():
    return list(read_places())


def reference_rows(*names):
    for name in names:
        with open(settings.BASE_DIR / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def by_key(cities):
    return {city.geonames_id or (city.name, city.country): city for city in cities}


def alike(rows):
    return [row for row, count in Counter(rows).items() if count > 1]


def test_file_stays_small_enough_to_commit():
    assert PLACES.stat().st_size < 2_500_000


def test_file_carries_no_time_stamp_and_no_name():
    head = PLACES.read_bytes()[:10]

    assert (head[:2], head[3], head[4:8]) == (b"\x1f\x8b", 0, b"\0\0\0\0")


def test_file_holds_every_place_once(all_places):
    assert len(all_places) == 34_016
    assert alike(city.slug for city in all_places) == []
    assert alike(city.geonames_id for city in all_places if city.geonames_id) == []


def test_every_place_of_the_reference_files_is_there_in_their_spelling(all_places):
    known = by_key(all_places)
    rows = list(reference_rows("initiatives", "memberships", "places"))
    keys = [int(row["geonames_id"]) if row["geonames_id"] else (row["city"], row["country_iso2"]) for row in rows]
    named = [(row["city"], row["country_iso2"]) for row in rows]

    assert len(set(keys)) == 412
    assert [(known[key].name, known[key].country) for key in keys] == named


def test_every_city_of_the_sessions_is_there_by_name(all_places):
    named = {(city.name, city.country) for city in all_places}
    lists = [row["participating_cities"] for row in reference_rows("webinars")]
    cities = [tuple(city.rsplit(", ", 1)) for cities in lists if cities for city in cities.split("; ")]

    assert [city for city in cities if city not in named] == []


def test_places_without_id_are_the_four_of_places_csv(all_places):
    rows = [row for row in reference_rows("places") if not row["geonames_id"]]
    expected = {(row["city"], row["country_iso2"], row["population"], row["timezone"]) for row in rows}

    found = {
        (city.name, city.country, str(city.population or ""), city.time_zone)
        for city in all_places
        if city.geonames_id is None
    }
    assert found == expected


def test_namesakes_inside_a_country_differ_in_area_neighbour_or_population(all_places):
    groups = defaultdict(list)
    for city in all_places:
        groups[city.name, city.country].append((city.admin_area, city.near, city.population))
    shared = {name: group for name, group in groups.items() if len(group) > 1}

    assert len(shared) == 815
    assert {name: group for name, group in shared.items() if alike(group)} == {}


def test_largest_namesake_has_the_plain_slug_and_the_others_their_id(all_places):
    springfields = [city for city in all_places if (city.name, city.country) == ("Springfield", "US")]
    springfields.sort(key=lambda city: -city.population)

    assert len(springfields) == 8
    assert springfields[0].slug == "springfield-us"
    assert [city.slug for city in springfields[1:]] == [f"springfield-us-{c.geonames_id}" for c in springfields[1:]]


def test_places_without_telling_area_say_what_larger_place_is_near(all_places):
    """Their names are what a reader sees, so no place is said to be near itself."""
    silent = [city for city in all_places if city.admin_area not in ("", city.name) and city.near]
    near_itself = [city for city in all_places if city.near == city.name]

    assert (silent, near_itself) == ([], [])


def test_every_row_is_valid_for_its_columns(all_places):
    zones = available_timezones()
    longest = {name: City._meta.get_field(name).max_length for name in places.TEXTS}
    wrong = [
        city.slug
        for city in all_places
        if city.country not in COUNTRIES
        or not city.region
        or city.time_zone not in zones
        or not (-90 <= city.latitude <= 90 and -180 <= city.longitude <= 180)
        or any(len(getattr(city, name)) > most for name, most in longest.items())
        or bool(city.population) != bool(city.population_source)
    ]
    assert wrong == []


def test_derived_columns_are_filled_when_read(all_places):
    munich = by_key(all_places)[MUNICH]

    assert (munich.region, munich.size_class, munich.admin_area) == ("europe", SizeClass.METROPOLIS, "Bavaria")
    assert munich.names_folded.startswith("|munich|munchen|")


def test_population_of_a_place_of_our_own_names_source_and_year(all_places):
    kadikoy = by_key(all_places)[KADIKOY]

    assert (kadikoy.population, kadikoy.population_date) == (481983, "2020")
    assert kadikoy.population_source == "https://de.wikipedia.org/wiki/Kad%C4%B1k%C3%B6y"
