"""Whatever stands in an address, a public list answers, and names what makes no sense.

``make prove-fuzz`` asks each address ten thousand times and holds every answer below a second.
"""

import gc
import json
import os
import random
import re
import time
from urllib.parse import quote

import pytest
from django.db import connection
from django.urls import reverse

from catalogue import api
from cities.models import City
from tests.factories import (
    EditionFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ReportFactory,
    ServicePointFactory,
    TermFactory,
    WebinarFactory,
)
from tests.proofs import tell

pytestmark = pytest.mark.django_db
SEED = 20261
STRINGS = int(os.environ.get("STRINGS", "50"))
IS_PROOF = "STRINGS" in os.environ
STRINGS_TO_DATA = STRINGS if IS_PROOF else 25  # the filters are those of the pages
LONGEST = 1  # second
ODD = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%zz",
    "%",
    "%F0%9F%92%A9",
    "1" + "0" * 30,
    "9" * 5000,
    "-1",
    "0",
    "99999",
    "%D9%A1",
    "a" * 8000,
    quote("'; drop table showcase_initiative; --"),
    quote("(a+)+$"),
    quote("<script>alert(1)</script>"),
    quote("*\"' OR NEAR( ^:-"),
    quote('"'),
    quote("'"),
    quote("NEAR("),
    quote("title : *"),
    quote("城市气候"),
    quote("a\u19b0b"),
    quote("a* AND (b OR"),
    "b" * 5000,
    "null",
    "[]",
    "..%2f..%2fetc",
    "%20",
    "",
]
ODD_NAMES = [
    "id__in",
    "topics__id",
    "city__name__regex",
    "q[]",
    "sort__x",
    "ordering",
    "%00",
    "%ff",
    "page%5B%5D",
    "all",
]
NUMBER = re.compile(r" *-?[0-9]+ *")


@pytest.fixture
def catalogue():
    network = NetworkFactory(slug="metropolis")
    topic = TermFactory(code="care", parent=TermFactory(scheme="theme", code="health"))
    initiative = InitiativeFactory(topics=[topic], start="2020", city=MembershipFactory(network=network).city)
    City.objects.update(longitude=2.3, latitude=48.9)
    session = WebinarFactory(series__lead=network, state="held", topics=[topic], cities=[initiative.city])
    report = ReportFactory(publisher=network, date="2020-04", series=session.series, sessions=[session], topics=[topic])
    EditionFactory(report=report, texts=["care for 7 cities"])
    of_library = {
        "kind": [report.kind.code],
        "topic": ["care"],
        "publisher": ["metropolis"],
        "language": ["en", "ar"],
        "series": [session.series.slug],
        "city": [initiative.city.slug],
        "year": ["2020"],
    }
    return {
        **dict.fromkeys(("library", "reports"), of_library),
        "initiatives": {
            "theme": ["health"],
            "topic": ["care"],
            "region": ["europe", "africa"],
            "country": ["FR", "KE"],
            "evidence": ["results", "adapted", "documents"],
            "hazard": [],
            "network": ["metropolis"],
            "member": ["metropolis"],
            "language": ["en", "ar"],
            "year": ["2020", "1800"],
            "status": [],
            "size": ["over-5m"],
            "phase": [],
            "target": [],
            "kind": [],
            "sdg": [],
            "cost": [],
            "level": [],
            "city": [initiative.city.slug],
            "like": [initiative.city.slug],
            "view": ["map", "list"],
            "extent": ["world", "fr", "oceania"],
        },
        "cities": {
            "region": ["europe"],
            "country": ["FR"],
            "network": ["metropolis"],
            "size": ["over-5m"],
            "has": ["initiatives"],
        },
        "networks": {"kind": ["city-network"], "region": ["europe"]},
        "terms": {"scheme": ["topic", "cost-level"]},
        "search": {"type": ["initiatives", "cities", "networks", "sessions", "library"]},
        "sessions": {
            "series": [session.series.slug],
            "topic": ["care"],
            "city": [initiative.city.slug],
            "network": ["metropolis"],
            "language": ["en", "ar"],
            "access": ["sign"],
            "year": ["2020"],
            "state": ["held"],
        },
        "series": {"network": ["metropolis"]},
    }


def odd_query(rng, known):
    """Pairs as they stand in the address: known and unknown names, right and wrong values, repeated and cut."""
    names = [*known, "q", "page", "sort"]
    values = [value for values in known.values() for value in values]
    pairs = []
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        name = rng.choice(names if rng.random() < 0.8 else ODD_NAMES)
        fitting = known.get(name) or values
        value = rng.choice(fitting) if rng.random() < 0.3 else rng.choice(ODD)
        pairs += [(name, value)] * rng.choice((1, 1, 1, 2, 40))
    if rng.random() < 0.02:
        pairs += [("city", f"city-{number}") for number in range(500)]
    return "&".join(rng.choice(("=", "=", "=", "==", "")).join(pair) for pair in pairs)


OF_INITIATIVES = ["initiatives", "initiatives-filters", "embed-initiatives", "embed-code"]


@pytest.mark.parametrize("name", [*OF_INITIATIVES, "cities", "networks", "search", "sessions", "library"])
def test_list_answers_every_odd_query_and_names_what_is_wrong(client, catalogue, name):
    known = catalogue["initiatives" if name in OF_INITIATIVES else name]
    unanswered, unnamed = [], []
    for query, response in answers(client, name, known):
        if response.status_code != 200:
            unanswered.append((response.status_code, query[:300]))
        elif name != "initiatives-filters" and wrong_names(response.wsgi_request.GET, known) != named(response):
            unnamed.append(query[:300])

    assert (unanswered, unnamed) == ([], [])


def test_question_which_city_answers_every_odd_query(client, catalogue):
    known = catalogue["initiatives"] | {"place": ["Paris", "x" * 300], "place_slug": ["nowhere"]}
    asked = answers(client, "initiatives-like", known)

    assert {response.status_code for _query, response in asked} - {200, 302} == set()


@pytest.mark.parametrize(
    "name",
    [
        *(f"initiatives-{form}" for form in ("csv", "json", "geojson", "atom")),
        *("cities-csv", "cities-json", "cities-geojson"),
        *("sessions-csv", "sessions-json", "sessions-atom", "sessions-calendar"),
        *("library-csv", "library-json", "library-atom", "api-reports"),
        *("api-initiatives", "api-cities", "api-networks", "api-terms"),
        *("api-sessions", "api-series"),
    ],
)
def test_file_or_api_answers_every_odd_query_and_names_each_parameter_that_is_wrong(
    client, catalogue, monkeypatch, name
):
    monkeypatch.setattr(api, "MOST", 10**9)
    known = catalogue[name.removeprefix("api-").partition("-")[0]]
    unexpected = []
    for query, response in answers(client, name, known, STRINGS_TO_DATA):
        wrong = wrong_names(response.wsgi_request.GET, known)
        if (response.status_code, named_by_data(response)) != (400 if wrong else 200, wrong):
            unexpected.append((response.status_code, wrong, query[:300]))

    assert unexpected == []


def named_by_data(response):
    """How many parameters a refusal names: in JSON, or a line each after the first."""
    if response.status_code != 400:
        return 0
    lines = response.text_of_it.count("\n") - 1
    return (
        lines if response["Content-Type"].startswith("text/plain") else len(json.loads(response.text_of_it)["errors"])
    )


def test_page_to_follow_answers_every_odd_query(client, catalogue):
    known = catalogue["initiatives"] | {"email": ["reader@elsewhere.example", "x" * 300]}

    assert {response.status_code for _query, response in answers(client, "follow", known)} == {200}


@pytest.mark.parametrize("name", ["suggestions", "city-suggestions"])
def test_suggestions_answer_every_odd_query(client, catalogue, name):
    asked = answers(client, name, {"q": ["ci", "in"]})
    shapes = {(response.status_code, tuple(response.json())) for _query, response in asked}

    assert shapes == {(200, ("results",))}


def answers(client, name, known, number=STRINGS):
    """Odd queries with their answers. In a proof none may take longer than a second, and a line is written of all."""
    rng = random.Random(SEED)  # noqa: S311 -- the same queries each time
    took = []
    for place in range(number):
        query = odd_query(rng, known)
        if not place % 500:
            gc.collect()  # of what the test's client leaves behind, which no server has to look through
        started = time.perf_counter()
        response = client.get(f"{reverse(name)}?{query}")
        response.text_of_it = response.getvalue().decode()  # files are written while they are read
        took.append(time.perf_counter() - started)
        yield query, response
    took.sort()
    figures = f"{took[len(took) * 99 // 100]:.3f} s at the 99th percentile, {took[-1]:.3f} s at most"
    tell(f"{connection.vendor} {name}: {len(took)} odd queries, {figures}")
    assert not IS_PROOF or max(took) < LONGEST


def wrong_names(sent, known):
    """How many parameters of a request make no sense, told without the filters."""
    wrong = {name for name in known if set(counting(name, sent.getlist(name))) - {"", *known[name]}}
    pages = sent.getlist("page")[-1:]
    if pages and pages[0].strip() and not NUMBER.fullmatch(pages[0]):
        wrong.add("page")
    if "scheme" not in known and "\0" in (sent.getlist("q") or [""])[-1][:200]:
        wrong.add("q")
    if {"evidence", "publisher"} & set(known) and sent.getlist("sort") and sent.getlist("sort")[-1].strip():
        wrong.add("sort")
    return len(wrong)


def counting(name, values):
    """Those that say something: of a parameter with one value, the last."""
    if name in ("type", "view", "extent"):
        return [value.strip() for value in values[-1:]]
    return list(dict.fromkeys(value for value in values if value))[-1:] if name == "like" else values


def named(response):
    return len(re.findall(r"<li><span><b>[^<]+:</b>", response.content.decode()))


@pytest.mark.parametrize(
    ("name", "number"),
    [("service-points", STRINGS), ("service-point", STRINGS), ("home", 50), ("about", 50), ("data-sources", 50)],
)
def test_page_without_filters_answers_every_odd_query(client, catalogue, name, number):
    rng = random.Random(SEED)  # noqa: S311 -- the same queries each time
    address = reverse(name, args=[ServicePointFactory().slug] if name == "service-point" else [])
    queries = [odd_query(rng, catalogue["initiatives"]) for _ in range(number)]

    assert {client.get(f"{address}?{query}").status_code for query in queries} == {200}


def test_more_parameters_than_a_page_reads_are_refused(client):
    assert client.get(reverse("initiatives") + "?" + "&".join(["topic=a"] * 1001)).status_code == 400
