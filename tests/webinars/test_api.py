"""Sessions and series through the API: the records of the files, the filter of the page."""

from datetime import date
from uuid import uuid4

import pytest

from tests.factories import NetworkFactory, SeriesFactory, WebinarFactory
from tests.webinars.test_views import full
from webinars.api_words import SeriesSerializer, SessionSerializer

pytestmark = pytest.mark.django_db


def asked(client, path):
    return client.get(f"/api/v1/{path}")


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_cost_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    made = [full() for _ in range(count)]
    asked(client, "sessions/")

    with django_assert_num_queries(9):  # token, two that count the question, state of the list, five for rows
        answer = asked(client, "sessions/?facets=1")
    with django_assert_num_queries(10):
        one = asked(client, f"sessions/{made[0].uid}/")

    assert ids(answer) == [str(session.uid) for session in reversed(made)]
    assert one.json() == answer.json()["results"][-1]


@pytest.mark.parametrize("count", [1, 3])
def test_series_cost_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    made = [full().series for _ in range(count)]
    SeriesFactory()
    asked(client, "series/")

    with django_assert_num_queries(6):
        answer = asked(client, "series/")
    with django_assert_num_queries(5):
        one = asked(client, f"series/{made[0].slug}/")

    rows = {row["slug"]: row for row in answer.json()["results"]}
    assert set(rows) == {series.slug for series in made}
    assert one.json() == rows[made[0].slug]


def test_what_the_document_describes_is_what_there_is(client):
    full()

    rows = [asked(client, f"{name}/").json()["results"][0] for name in ("sessions", "series")]

    assert [set(row) for row in rows] == [set(each().fields) for each in (SessionSerializer, SeriesSerializer)]


def test_facets_are_counted_under_the_names_of_their_parameters(client):
    series = SeriesFactory(slug="live", lead=NetworkFactory(slug="uclg"))
    for state in ("held", "cancelled"):
        WebinarFactory(series=series, state=state, date=date(2020, 4, 15), languages=["en"])

    facets = asked(client, "sessions/?facets=1&state=held").json()["facets"]

    assert {name: counts for name, counts in facets.items() if counts} == {
        "series": {"live": 1},
        "network": {"uclg": 1},
        "language": {"en": 1},
        "year": {"2020": 1},
        "state": {"held": 1, "cancelled": 1},
    }


def test_series_are_found_by_name_and_by_who_leads_or_supports_them(client):
    lead, other = NetworkFactory(slug="uclg"), NetworkFactory(slug="c40")
    first = WebinarFactory(state="held", series=SeriesFactory(slug="one", title="Villes à l'écoute", lead=lead)).series
    WebinarFactory(state="held", series=SeriesFactory(slug="two", lead=other))
    first.supporters.add(other)

    found = {
        query: [row["slug"] for row in asked(client, f"series/?{query}").json()["results"]]
        for query in ("q=ecoute villes", "network=uclg", "network=c40&q=", "network=uclg&network=c40")
    }

    assert found == {
        "q=ecoute villes": ["one"],
        "network=uclg": ["one"],
        "network=c40&q=": ["two", "one"],
        "network=uclg&network=c40": ["two", "one"],
    }
    assert asked(client, "series/?facets=1").json()["facets"] == {"network": {"uclg": 1, "c40": 2}}


def test_series_says_who_stands_behind_it_and_where_its_calendar_is(client):
    series = SeriesFactory(
        slug="live",
        title="Live",
        lead=NetworkFactory(slug="uclg", acronym="UCLG"),
        texts={"en": {"description": "What cities learned"}},
        sessions_total=17,
        source="https://hub.example/about",
    )
    series.supporters.add(NetworkFactory(slug="c40", acronym="C40"))
    WebinarFactory(state="held", series=series)
    WebinarFactory(series=series)

    assert asked(client, "series/live/").json() == {
        "slug": "live",
        "address": "http://testserver/sessions/live/",
        "calendar": "http://testserver/sessions/live.ics",
        "title": "Live",
        "source": "https://hub.example/about",
        "description": {"text": "What cities learned", "language": "en"},
        "lead": {"code": "uclg", "label": "UCLG"},
        "supporters": [{"code": "c40", "label": "C40"}],
        "sessions_known": 1,
        "sessions_total": 17,
    }


def test_what_is_planned_or_unknown_is_missing(client):
    planned = WebinarFactory()
    paths = (
        *(f"sessions/{planned.uid}/", f"sessions/{uuid4()}/", "sessions/nothing/", "sessions/%00/"),
        *(f"series/{planned.series.slug}/", "series/nothing/", "series/%00/"),
    )

    assert [asked(client, path).status_code for path in paths] == [404] * 7
    assert asked(client, "sessions/").json()["count"] == asked(client, "series/").json()["count"] == 0


@pytest.mark.parametrize("path", ["sessions/?state=dancing", "series/?network=moon"])
def test_wrong_parameter_is_named(client, path):
    answer = asked(client, path)

    named = [each["parameter"] for each in answer.json()["errors"]]
    assert (answer.status_code, named) == (400, [path.partition("?")[2].partition("=")[0]])
