"""The list of sessions as files: the same rows as its page, without names of persons and the link to join."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, time

import feedparser
import pytest
from django.utils import timezone

from tests.factories import CityFactory, InitiativeFactory, NetworkFactory, SeriesFactory, TermFactory, WebinarFactory
from tests.showcase.test_hostile_exports import TEXTS
from tests.webinars.test_views import HELD, TESTED, full

pytestmark = pytest.mark.django_db
FORMS = ("csv", "json", "atom")
AT_THREE = {"state": "announced", "date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid"}


def taken(client, form, query="", prefix=""):
    return client.get(f"{prefix}/sessions.{form}{query}").getvalue().decode()


def table(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def ids_in(form, text):
    if form == "csv":
        return [row["id"] for row in table(text)]
    if form == "json":
        return [row["id"] for row in json.loads(text)["results"]]
    return [entry.id.rpartition("/")[2] for entry in feedparser.parse(text).entries]


def ids(*sessions):
    return [str(session.uid) for session in sessions]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 3])
def test_export_asks_the_same_queries_for_any_number(client, django_assert_num_queries, form, count):
    made = [full() for _ in range(count)]

    taken(client, form)
    with django_assert_num_queries(6 if form == "csv" else 7):  # the state and five; the date of what stands above
        text = taken(client, form)

    assert ids_in(form, text) == ids(*reversed(made))


@pytest.mark.parametrize("form", FORMS)
def test_export_holds_the_rows_of_the_filter_and_no_planned_session(client, form):
    series = SeriesFactory(slug="live")
    made = [WebinarFactory(series=series, state="held", date=date(2020, 4, day)) for day in (2, 1)]
    WebinarFactory(series=series)
    WebinarFactory(state="held")

    found = ids_in(form, taken(client, form, "?series=live&page=7&nothing=1"))

    assert found == ids(*(reversed(made) if form == "atom" else made))


@pytest.mark.parametrize("form", FORMS)
def test_persons_and_the_link_to_join_are_in_no_form(client, form):
    session = full(state="live", **{name: AT_THREE[name] for name in ("date", "local_time", "time_zone")})
    session.join_link = "https://meet.example/secret"
    session.save()

    text = taken(client, form)

    name = session.appearances.get().person.name
    assert (ids_in(form, text), name in text, "meet.example" in text) == (ids(session), False, False)


def test_wrong_parameter_is_named(client):
    answer = client.get("/sessions.json?state=dancing")

    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [{"parameter": "state", "message": "“dancing” is not in this list."}],
    )


def test_record_says_what_its_page_says(client):
    topic = TermFactory(code="care", label_en="Care")
    network = NetworkFactory(slug="c40", acronym="C40")
    session = WebinarFactory(
        **AT_THREE,
        duration=90,
        number=3,
        slug="heat",
        title="Heat",
        summary="In summer",
        languages=["en"],
        captions=["es"],
        series=SeriesFactory(slug="live", title="Live: beyond", lead=network),
        topics=[topic],
        cities=[CityFactory(slug="lima-pe", name="Lima")],
    )
    session.recordings.create(address="https://video.example/1", language="en")
    session.takeaways.create(text="Ask early.")
    session.moments.create(initiative=InitiativeFactory(code="CS-2020-00007"), second=754)
    session.moments.create(initiative=InitiativeFactory(archived_at=timezone.now()))

    answer = json.loads(taken(client, "json"))
    [record] = answer.pop("results")

    assert (answer["source"], answer["count"]) == ("http://testserver/sessions/", 1)
    assert answer["licence"].startswith("Titles and texts of sessions are those of their organisers")
    assert {name: value for name, value in record.items() if value not in ("", None, [])} == {
        "id": str(session.uid),
        "address": "http://testserver/sessions/live/heat/",
        "series": {"code": "live", "label": "Live"},
        "slug": "heat",
        "number": 3,
        "title": "Heat",
        "summary": "In summer",
        "text_language": "en",
        "state": "announced",
        "time_zone": "Europe/Madrid",
        "date": "2047-05-05",
        "local_time": "15:00",
        "starts": "2047-05-05T13:00:00Z",
        "ends": "2047-05-05T14:30:00Z",
        "duration": 90,
        "languages": ["en"],
        "captions": ["es"],
        "topics": [{"code": "care", "label": "Care"}],
        "cities": [{"code": "lima-pe", "label": "Lima"}],
        "networks": [{"code": "c40", "label": "C40"}],
        "recordings": [{"address": "https://video.example/1", "language": "en"}],
        "takeaways": ["Ask early."],
        "initiatives": [{"code": "CS-2020-00007", "second": 754}],
        "updated": f"{session.changed_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    [row] = table(taken(client, "csv"))
    assert (row["topics"], row["topics_labels"], row["series"], row["initiatives"]) == (
        *("care", "Care", "live", "CS-2020-00007"),
    )


def test_feed_is_read_without_complaint_and_has_what_changed_last_first(client):
    session = WebinarFactory(**AT_THREE, title="Hitze", text_language="de", series=SeriesFactory(title="Live: beyond"))
    later = WebinarFactory(state="held", date=date(2020, 4, 15))
    session.state = "cancelled"
    session.save()

    found = feedparser.parse(taken(client, "atom", prefix="/de"))

    assert (found.bozo, found.version, found.feed.title) == (False, "atom10", "City Showcase: Live-Sitzungen")
    assert [entry.id.rpartition("/")[2] for entry in found.entries] == ids(session, later)
    entry = found.entries[0]
    assert (entry.title_detail.language, entry.summary_detail.value.replace("\xa0", " ")) == (
        "de",
        '<p>Abgesagt, 5. Mai 2047, Live</p><p dir="ltr" lang="de"></p>',
    )
    assert entry.updated == f"{session.changed_at:%Y-%m-%dT%H:%M:%SZ}"


def test_hostile_texts_come_back_whole_and_no_cell_is_a_formula(client):
    for text in TEXTS:
        WebinarFactory(state="held", title=text[:200] or "x", summary=text, programme=text, date=date(2020, 1, 1))

    rows = table(taken(client, "csv"))
    told = [row["summary"] for row in json.loads(taken(client, "json"))["results"]]
    feed = feedparser.parse(taken(client, "atom"))

    assert told[::-1] == TEXTS
    assert [cell for row in rows for cell in row.values() if cell.lstrip().startswith(("=", "+", "@"))] == []
    assert (feed.bozo, len(feed.entries)) == (False, len(TEXTS))


@pytest.mark.parametrize("name", TESTED)
def test_same_filter_gives_the_same_sessions_in_every_form(client, name):
    query, fields = TESTED[name]()
    kept = [WebinarFactory(**{**HELD, **fields}) for _ in range(2)]
    WebinarFactory(**{**HELD, "date": date(2019, 1, 1)})

    through_api = [row["id"] for row in client.get(f"/api/v1/sessions/?{query}").json()["results"]]
    calendar = re.findall(r"\r\nUID:(\S+)", client.get(f"/sessions.ics?{query}").content.decode())

    found = [*(ids_in(form, taken(client, form, f"?{query}")) for form in FORMS), through_api, calendar]
    assert found == [ids(*reversed(kept))] * 5


def test_page_offers_its_filter_in_every_form(client):
    WebinarFactory(state="held", date=datetime(2020, 4, 15, tzinfo=UTC).date(), sign_language="LSE")

    page = client.get("/fr/sessions/?access=sign&page=1").content.decode()

    for form in (*FORMS, "ics"):
        assert f'href="/fr/sessions.{form}?access=sign"' in page
    assert '<input type="hidden" name="about" value="sessions">' in page
