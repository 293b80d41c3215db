"""The list of cities as files."""

import csv
import io
import json

import pytest
import shapely

from cities.indexing import cities
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory

pytestmark = pytest.mark.django_db
FORMS = ("csv", "json", "geojson")


def taken(client, form, query="", prefix=""):
    return client.get(f"{prefix}/cities.{form}{query}").getvalue().decode()


def table(client, query=""):
    text = taken(client, "csv", query).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def nairobi():
    """A city with everything a file tells, beside a place that nobody lists and one that is only proposed."""
    city = CityFactory(
        name="Nairobi", slug="nairobi-ke", country="KE", latitude=-1.28, longitude=36.82, population=4_000_000
    )
    MembershipFactory(city=city, network=NetworkFactory(slug="c40"))
    InitiativeFactory(city=city)
    CityFactory(name="Unlisted")
    MembershipFactory(city=CityFactory(name="Proposed", state="proposed"))
    return city


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 3])
def test_file_asks_the_same_queries_for_any_number(client, django_assert_num_queries, form, count):
    network = NetworkFactory()
    for _ in range(count):
        MembershipFactory(network=network)
    cities.get()
    taken(client, form)

    with django_assert_num_queries(2 if form == "csv" else 3):
        taken(client, form)


def test_table_says_what_is_known_of_a_city(client, nairobi):
    [row] = table(client)

    said = ("slug", "name", "country", "country_label", "region", "latitude", "population", "initiatives", "networks")
    assert [row[name] for name in said] == [
        *("nairobi-ke", "Nairobi", "KE", "Kenya", "africa", "-1.28", "4000000", "1", "c40"),
    ]
    assert row["address"] == "http://testserver/cities/nairobi-ke/"


def test_file_has_the_filter_and_the_language_of_its_page(client, nairobi):
    MembershipFactory(city=CityFactory(name="Nantes", country="FR"))

    found = json.loads(taken(client, "json", "?region=africa", prefix="/de"))

    assert (found["count"], found["title"], found["source"]) == (
        1,
        "Städte",
        "http://testserver/de/cities/?region=africa",
    )
    assert [row["country"]["label"] for row in found["results"]] == ["Kenia"]


def test_geojson_places_each_city(client, nairobi):
    found = json.loads(taken(client, "geojson"))

    assert shapely.from_geojson(json.dumps(found)) == shapely.GeometryCollection([shapely.Point(36.82, -1.28)])
    assert [feature["id"] for feature in found["features"]] == ["nairobi-ke"]


def test_wrong_parameter_is_named(client):
    answer = client.get("/cities.csv?country=XX")

    assert (answer.status_code, answer.content.decode().splitlines()[1:]) == (
        400,
        ["country: “XX” is not in this list."],
    )


def test_page_offers_its_filter_in_every_form(client, nairobi):
    page = client.get("/cities/?region=africa&page=1").content.decode()

    assert [f'href="/cities.{form}?region=africa"' in page for form in FORMS] == [True, True, True]
