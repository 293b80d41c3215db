"""Sessions as calendar files, read by two libraries that know nothing of each other."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.urls import reverse

from catalogue.models import touch
from tests.factories import NetworkFactory, SeriesFactory, WebinarFactory
from tests.showcase.test_hostile_exports import TEXTS
from webinars.calendars import calendar, cleaned, one_line
from webinars.models import Webinar
from webinars.zones import changes, zone_between

pytestmark = pytest.mark.django_db
AT_THREE = {"state": "announced", "date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid"}
ZONES = [
    "Europe/Paris",
    "Europe/Lisbon",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Santiago",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "Africa/Casablanca",
]
WRITES = re.compile(r"\r\n[ \t]")


def asked(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content


def by_icalendar(body):
    """``{uid: event}``"""
    return {str(each["uid"]): each for each in icalendar.Calendar.from_ical(body).walk("VEVENT")}


def by_vobject(body):
    found = vobject.readOne(body.decode())
    return {each.uid.value: each for each in found.contents.get("vevent", [])}


def moments(body):
    """``{uid: (start, end)}`` in UTC as both read them; asserts that they read the same."""
    first = {uid: (each["dtstart"].dt, each["dtend"].dt) for uid, each in by_icalendar(body).items()}
    second = {uid: (each.dtstart.value, each.dtend.value) for uid, each in by_vobject(body).items()}
    found = [
        {uid: tuple(each.astimezone(UTC) for each in times) for uid, times in each.items()} for each in (first, second)
    ]
    assert found[0] == found[1]
    return found[0]


def test_session_is_read_by_both_and_has_its_time_by_the_clock_of_the_host(client):
    session = WebinarFactory(**AT_THREE, duration=90, title="Shade; trees, and\\heat", summary="First\nSecond")

    body = asked(client, reverse("session-calendar", args=[session.series.slug, session.slug]))

    assert moments(body) == {
        str(session.uid): (datetime(2047, 5, 5, 13, tzinfo=UTC), datetime(2047, 5, 5, 14, 30, tzinfo=UTC))
    }
    [event], [other] = by_icalendar(body).values(), by_vobject(body).values()
    address = f"http://testserver{session.get_absolute_url()}"
    for title, text, url in (
        (str(event["summary"]), str(event["description"]), str(event["url"])),
        (other.summary.value, other.description.value, other.url.value),
    ):
        assert (title, text, url) == ("Shade; trees, and\\heat", f"First\nSecond\n\n{address}", address)
    assert b"DTSTART;TZID=Europe/Madrid:20470505T150000\r\n" in body
    assert (str(event["status"]), str(event["transp"]), event["sequence"]) == ("CONFIRMED", "OPAQUE", 0)


@pytest.mark.parametrize("zone", ZONES)
def test_times_of_a_zone_are_read_alike_all_year_and_around_every_change_of_its_clocks(zone):
    first = datetime(2026, 1, 1, tzinfo=UTC)
    around = [change + timedelta(hours=hours) for change in changes(ZoneInfo(zone), first, first.replace(year=2028))
              for hours in (-25, -3, -2, -1, 0, 1, 2, 3, 25)]  # fmt: skip
    starts = [*(first + timedelta(days=30 * month, hours=9) for month in range(24)), *around]
    sessions, expected = [], {}
    for start in starts:
        there = start.astimezone(ZoneInfo(zone))
        session = Webinar(series=SeriesFactory.build(slug="s"), slug="x", title="x", state="announced", duration=90)
        session.date, session.local_time, session.time_zone = there.date(), there.time().replace(fold=0), zone
        session.starts_at, session.ends_at = start, start + timedelta(minutes=90)
        sessions.append(session)
        expected[str(session.uid)] = (session.starts_at, session.ends_at)

    assert moments(calendar("All", "/sessions/", sessions)) == expected


def test_clocks_change_in_the_file_when_they_change_there():
    first = datetime(2027, 1, 1, tzinfo=UTC)

    written = zone_between("Europe/Paris", first, first.replace(year=2028)).to_ical().decode().split()

    assert [line for line in written if line.startswith(("BEGIN", "DTSTART"))] == [
        "BEGIN:VTIMEZONE",
        *("BEGIN:STANDARD", "DTSTART:20270101T010000"),
        *("BEGIN:DAYLIGHT", "DTSTART:20270328T020000"),
        *("BEGIN:STANDARD", "DTSTART:20271031T030000"),
    ]


def test_hostile_texts_come_back_from_both_without_what_no_calendar_can_hold():
    for text in TEXTS:
        session = WebinarFactory.build(**AT_THREE, series=SeriesFactory.build(), title=text[:200], summary=text)
        session.starts_at = session.ends_at = datetime(2047, 5, 5, 13, tzinfo=UTC)

        body = calendar(text, "/sessions/", [session])

        lines = body.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert [line for line in lines if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)] == []
        assert not re.search("[\x80-\x9f\u2028\u2029\ud800-\udfff]", body.decode())
        [event], [other] = by_icalendar(body).values(), by_vobject(body).values()
        address = f"http://testserver{session.get_absolute_url()}"
        described = "\n\n".join(filter(None, (cleaned(text), address)))
        assert (str(event["summary"]), str(event["description"])) == (one_line(text[:200]), described)
        assert (other.summary.value, other.description.value) == (one_line(text[:200]), described)
        called = icalendar.Calendar.from_ical(body)["name"], vobject.readOne(body.decode()).contents["name"][0].value
        assert (re.sub(r"\\(.)", r"\1", called[0]), called[1]) == (f"{one_line(text)}, City Showcase",) * 2


def test_title_cannot_add_a_line_to_the_file(client):
    session = WebinarFactory(**AT_THREE, title="Shade\r\nSTATUS:CANCELLED\rEND:VEVENT\nBEGIN:VALARM")

    body = asked(client, reverse("session-calendar", args=[session.series.slug, session.slug]))

    event = icalendar.Calendar.from_ical(body).walk("VEVENT")[0]
    assert (str(event["status"]), str(event["summary"])) == (
        "CONFIRMED",
        "Shade STATUS:CANCELLED END:VEVENT BEGIN:VALARM",
    )


def test_link_to_join_is_in_no_calendar(client):
    session = WebinarFactory(**{**AT_THREE, "state": "live"}, join_link="https://meet.example/secret")
    addresses = every_calendar_of(session)

    assert [b"meet.example" in asked(client, address) for address in addresses] == [False] * 4


def every_calendar_of(session):
    return [
        reverse("session-calendar", args=[session.series.slug, session.slug]),
        reverse("series-calendar", args=[session.series.slug]),
        reverse("sessions-calendar"),
        reverse("network-calendar", args=[session.series.lead.slug]),
    ]


def test_each_calendar_holds_what_its_page_lists_and_no_planned_session(client):
    session = WebinarFactory(**AT_THREE)
    beside = WebinarFactory(**AT_THREE, series=session.series)
    of_network = WebinarFactory(**AT_THREE, partners=[session.series.lead])
    elsewhere = WebinarFactory(**AT_THREE)
    WebinarFactory(**{**AT_THREE, "state": "planned"}, series=session.series)
    WebinarFactory(state="held", series=session.series)  # of a day that nobody knows

    found = [set(by_icalendar(asked(client, address))) for address in every_calendar_of(session)]

    expected = ([session], [session, beside], [session, beside, of_network, elsewhere], [session, beside, of_network])
    assert found == [{str(each.uid) for each in some} for some in expected]


def test_list_calendar_has_the_filter_of_the_list_and_refuses_what_it_refuses(client):
    kept, _other = WebinarFactory(**AT_THREE, sign_language="LSE"), WebinarFactory(**AT_THREE)

    answer = client.get("/sessions.ics?access=dance")

    assert set(by_icalendar(asked(client, "/es/sessions.ics?access=sign&page=7"))) == {str(kept.uid)}
    assert (answer.status_code, answer.content.decode().splitlines()[1]) == (
        400,
        "access: “dance” is not in this list.",
    )


def test_session_without_a_time_is_a_whole_day_and_without_a_date_there_is_no_file(client):
    day = WebinarFactory(state="held", date=date(2020, 4, 15))
    undated = WebinarFactory(state="held")

    body = asked(client, reverse("session-calendar", args=[day.series.slug, day.slug]))
    answer = client.get(reverse("session-calendar", args=[undated.series.slug, undated.slug]))

    [event], [other] = by_icalendar(body).values(), by_vobject(body).values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2020, 4, 15), date(2020, 4, 16))
    assert (other.dtstart.value, other.dtend.value) == (date(2020, 4, 15), date(2020, 4, 16))
    assert (str(event["transp"]), answer.status_code) == ("TRANSPARENT", 404)


def test_end_that_nobody_told_is_not_told(client):
    session = WebinarFactory(**AT_THREE)

    [event] = by_icalendar(asked(client, reverse("sessions-calendar"))).values()

    assert (str(event["uid"]), "dtend" in event) == (str(session.uid), False)


@pytest.mark.parametrize(("state", "title"), [("cancelled", "Abgesagt: Heat"), ("postponed", "Verschoben: Heat")])
def test_session_that_was_called_off_is_cancelled_and_says_why_first(client, state, title):
    session = WebinarFactory(**AT_THREE, title="Heat", summary="About heat", duration=60)
    session.state, session.notice = state, "The speakers fell ill."
    session.save()
    touch(session)

    body = asked(client, "/de/sessions.ics")

    [event], [other] = by_icalendar(body).values(), by_vobject(body).values()
    assert (str(event["uid"]), event["sequence"]) == (str(session.uid), 1)
    assert (str(event["status"]), str(event["summary"])) == ("CANCELLED", title)
    assert (other.status.value, other.summary.value) == ("CANCELLED", title)
    assert str(event["description"]).startswith("The speakers fell ill.\n\nAbout heat\n\n")


def test_equal_states_give_equal_bytes_and_304(client):
    session = WebinarFactory(**AT_THREE)
    for address in every_calendar_of(session):
        first = client.get(address)
        second = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert (first.content, again.status_code, dict(first.cookies)) == (second.content, 304, {})
        assert first["Content-Disposition"] == f'attachment; filename="{address.rpartition("/")[2]}"' or (
            address.startswith("/networks/")
        )


@pytest.mark.parametrize("count", [1, 3])
def test_calendars_ask_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    network = NetworkFactory()
    made = [WebinarFactory(**AT_THREE, series=SeriesFactory(lead=network)) for _ in range(count)]

    client.get("/sessions/")  # reads the list into memory
    for address, queries in (("/sessions.ics", 2), (f"/networks/{network.slug}/sessions.ics", 3)):
        with django_assert_num_queries(queries):
            assert set(by_icalendar(asked(client, address))) == {str(each.uid) for each in made}


@pytest.mark.parametrize("change", [{"title": "Trees"}, {"state": "cancelled"}, {"slug": "moved"}])
def test_entry_that_was_written_before_is_written_anew_when_it_says_something_else(client, change):
    session = WebinarFactory(**AT_THREE, title="Heat")
    before = calendar("All", "/sessions/", [session])

    again = calendar("All", "/sessions/", [Webinar.objects.select_related("series").get()])
    Webinar.objects.update(**change)
    after = calendar("All", "/sessions/", [Webinar.objects.select_related("series").get()])

    assert (again == before, after == before) == (True, False)
