"""The read-only API: its pages, numbers, mistakes, limits, and who may read it from where."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from catalogue import api
from catalogue.models import touch
from catalogue.release import release
from cities.api_words import CitySerializer
from cities.indexing import cities
from networks.api import NetworkSerializer
from showcase.api_words import InitiativeSerializer
from showcase.indexing import initiatives
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory, TermFactory

pytestmark = pytest.mark.django_db
LISTS = ("initiatives", "cities", "networks", "sessions", "series", "reports", "terms")
MANY = "&".join(["topic=a"] * 1001)


def asked(client, path, **headers):
    return client.get(f"/api/v1/{path}", headers=headers)


def mistakes(answer):
    return [(each["parameter"], each["message"]) for each in answer.json()["errors"]]


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


def test_root_leads_to_every_list_and_to_what_explains_them(client):
    addresses = asked(client, "").json()

    assert list(addresses) == [*LISTS, "schema", "explained"]
    assert {client.get(urlsplit(address).path).status_code for address in addresses.values()} == {200}


@pytest.mark.parametrize("name", LISTS)
def test_list_has_the_shape_of_every_list(client, name):
    answer = asked(client, f"{name}/")

    assert list(answer.json()) == ["count", "next", "previous", "results"]
    assert answer["Content-Type"] == "application/json"


def test_pages_lead_to_each_other_and_keep_the_filter(client, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 2)
    made = [InitiativeFactory(city=CityFactory(country="KE")) for _ in range(5)]
    InitiativeFactory()

    pages, address = [], "/api/v1/initiatives/?country=KE&sort=newest&facets=1"
    while address:
        pages.append(client.get(address.removeprefix("http://testserver")))
        address = pages[-1].json()["next"]

    assert [codes(page) for page in pages] == [
        [made[4].code, made[3].code],
        [made[2].code, made[1].code],
        [made[0].code],
    ]
    assert {page.json()["count"] for page in pages} == {5}
    query = {"country": ["KE"], "sort": ["newest"], "facets": ["1"], "page": ["1"]}
    assert parse_qs(urlsplit(pages[1].json()["previous"]).query) == query


def test_page_beyond_the_last_is_the_last(client):
    initiative = InitiativeFactory()

    assert codes(asked(client, f"initiatives/?page={10**30}")) == [initiative.code]


def test_facets_are_counted_under_the_names_of_their_parameters(client):
    housing = TermFactory(code="housing", parent=TermFactory(scheme="theme", code="urban"))
    network = NetworkFactory(slug="c40")
    InitiativeFactory(topics=[housing], start="2020", shared_through=[network], city=CityFactory(country="KE"))
    InitiativeFactory(city=CityFactory(country="FR"))

    facets = asked(client, "initiatives/?facets=1&country=KE").json()["facets"]

    assert {name: counts for name, counts in facets.items() if counts} == {
        "theme": {"urban": 1},
        "topic": {"housing": 1},
        "region": {"africa": 1},
        "country": {"KE": 1, "FR": 1},
        "network": {"c40": 1},
        "language": {"en": 1},
        "year": {"2020": 1},
    }
    assert "facets" not in asked(client, "initiatives/?facets=0").json()


@pytest.mark.parametrize("count", [1, 3])
def test_initiatives_cost_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    network = NetworkFactory()
    made = [InitiativeFactory(topics=[TermFactory()], shared_through=[network]) for _ in range(count)]
    asked(client, "initiatives/")

    with django_assert_num_queries(5):  # token, two that count the question, state of the list, rows
        answer = asked(client, "initiatives/?facets=1")
    with django_assert_num_queries(6):
        one = asked(client, f"initiatives/{made[0].code}/")

    assert codes(answer) == [initiative.code for initiative in reversed(made)]
    assert one.json() == answer.json()["results"][-1]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("cities", 5), ("networks", 5), ("terms", 4)])
def test_other_lists_cost_the_same_queries_for_any_number(client, django_assert_num_queries, name, queries, count):
    network = NetworkFactory()
    for _ in range(count):
        MembershipFactory(network=network)
        NetworkFactory()
        TermFactory(parent=TermFactory(scheme="theme"))
    cities.get()
    asked(client, f"{name}/")

    with django_assert_num_queries(queries):
        answer = asked(client, f"{name}/")

    assert answer.json()["count"] == {"cities": count, "networks": count + 1, "terms": 2 * count + 1}[name]


def test_city_says_its_networks_and_how_many_initiatives_it_has(client):
    city = CityFactory(name="Nairobi", slug="nairobi-ke", country="KE", latitude=-1.28, longitude=36.82)
    MembershipFactory(city=city, network=NetworkFactory(slug="c40", acronym="C40"))
    InitiativeFactory(city=city)
    InitiativeFactory(city=city, archived_at=timezone.now())

    [row] = asked(client, "cities/").json()["results"]

    said = ("slug", "address", "name", "country", "latitude", "initiatives", "networks")
    assert {name: row[name] for name in said} == {
        "slug": "nairobi-ke",
        "address": "http://testserver/cities/nairobi-ke/",
        "name": "Nairobi",
        "country": {"code": "KE", "label": "Kenya"},
        "latitude": -1.28,
        "initiatives": 1,
        "networks": [{"code": "c40", "label": "C40"}],
    }


def test_term_has_all_its_labels_and_what_stands_for_it_today(client):
    today = TermFactory(code="care", parent=TermFactory(scheme="theme", code="health"))
    TermFactory(code="nursing", merged_into=today, retired=True)

    rows = asked(client, "terms/?scheme=topic").json()["results"]

    assert [(row["code"], row["parent"], row["retired"], row["merged_into"]) for row in rows] == [
        ("care", "health", False, None),
        ("nursing", None, True, "care"),
    ]
    assert rows[0]["labels"]["de"] == "care auf Deutsch"


def test_what_the_document_describes_is_what_there_is(client):
    initiative = InitiativeFactory()
    rows = {name: asked(client, f"{name}/").json()["results"][0] for name in ("initiatives", "cities", "networks")}

    described = {"initiatives": InitiativeSerializer, "cities": CitySerializer, "networks": NetworkSerializer}
    assert rows["initiatives"]["code"] == initiative.code
    assert {name: set(row) for name, row in rows.items()} == {
        name: set(serializer().fields) for name, serializer in described.items()
    }


# What is wrong -------------------------------------------------------------------------------------------------------


def test_wrong_parameters_are_named_each(client):
    answer = asked(client, "initiatives/?region=moon&page=x&facets=2&nothing=1")

    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert mistakes(answer) == [
        ("page", "A page is a number."),
        ("region", "“moon” is not in this list."),
        ("facets", "Write 1 for numbers, or leave it out."),
    ]


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("no/such/thing/", 404, "There is nothing here."),
        ("initiatives/CS-1999-00001/", 404, "There is nothing here."),
        ("initiatives/%00/", 404, "There is nothing here."),
        (f"initiatives/?{MANY}", 400, "These are more parameters than are read, or they are not well formed."),
    ],
)
def test_every_mistake_is_told_in_json(client, path, status, message):
    answer = asked(client, path)

    assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")
    assert answer.json() == {"status": status, "errors": [{"parameter": None, "message": message}]}
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_archived_initiative_is_missing_and_one_taken_down_is_gone(client):
    archived, gone = InitiativeFactory(archived_at=timezone.now()), InitiativeFactory(taken_down_at=timezone.now())

    assert asked(client, f"initiatives/{archived.code}/").status_code == 404
    assert asked(client, f"initiatives/{gone.code}/").status_code == 410
    assert asked(client, "initiatives/").json()["count"] == 0


def test_address_without_its_last_slash_leads_to_the_one_with_it(client):
    assert asked(client, "initiatives?region=europe")["Location"] == "/api/v1/initiatives/?region=europe"


# Conditions, limits, origins -----------------------------------------------------------------------------------------


def test_unchanged_answer_costs_one_query_and_no_bytes(client, django_assert_num_queries):
    InitiativeFactory()
    first = asked(client, "initiatives/")

    with django_assert_num_queries(1):
        again = asked(client, "initiatives/", **{"If-None-Match": f'"other", {first["ETag"]}'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_changed_catalogue_other_address_or_new_release_is_answered_in_full(client, settings):
    initiative = InitiativeFactory()
    release.cache_clear()
    etag = {"If-None-Match": asked(client, "initiatives/")["ETag"]}

    assert asked(client, "initiatives/?region=europe", **etag).status_code == 200
    release.cache_clear()
    settings.RELEASE = "next"
    assert asked(client, "initiatives/", **etag).status_code == 200
    release.cache_clear()
    settings.RELEASE = "0.1.0"
    assert asked(client, "initiatives/", **etag).status_code == 304
    Initiative.objects.filter(pk=initiative.pk).update(taken_down_at=timezone.now())
    touch(initiative)
    assert asked(client, "initiatives/", **etag).json()["count"] == 0


def test_too_many_questions_in_a_minute_are_refused_until_it_is_over(client, monkeypatch):
    monkeypatch.setattr(api, "MOST", 2)
    etag = asked(client, "terms/")["ETag"]

    statuses = [asked(client, "cities/").status_code for _ in range(2)]
    refused = asked(client, "cities/")
    unchanged = asked(client, "terms/", **{"If-None-Match": etag})
    elsewhere = client.get("/api/v1/cities/", REMOTE_ADDR="192.0.2.7")

    assert (statuses, unchanged.status_code, elsewhere.status_code) == ([200, 429], 304, 200)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert mistakes(refused) == [(None, "There were more than 2 questions in this minute.")]


def test_other_sites_may_read_and_nothing_says_who_asks(client_of, cast):
    InitiativeFactory()

    answer = asked(client_of(cast.editor), "initiatives/", Origin="https://elsewhere.example", Accept="text/html")

    assert (answer["Access-Control-Allow-Origin"], answer["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
    assert "Access-Control-Allow-Credentials" not in answer
    assert (dict(answer.cookies), answer.get("Vary"), answer["Cache-Control"]) == (
        {},
        None,
        "public, max-age=0, must-revalidate",
    )


def test_browser_is_told_what_other_sites_may_ask(client):
    answer = client.options("/api/v1/initiatives/", headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/initiatives/")

    assert (answer.status_code, answer["Allow"], answer.content) == (405, "GET, HEAD, OPTIONS", b"")


def test_head_has_the_headers_and_no_body(client):
    initiatives.get()
    asked_, head = asked(client, "initiatives/"), client.head("/api/v1/initiatives/")

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", asked_["ETag"])
