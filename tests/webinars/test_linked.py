"""Sessions as programs read them."""

from datetime import date, time

import pytest

from tests.factories import AppearanceFactory, NetworkFactory, SeriesFactory, WebinarFactory
from tests.linked import nodes

pytestmark = pytest.mark.django_db
AT_THREE = {"date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid", "duration": 90}


def event(client, **fields):
    return nodes(client.get(WebinarFactory(**fields).get_absolute_url()))["Event"]


def test_session_says_when_it_is_and_who_organises_it(client):
    series = SeriesFactory(title="Live Learning", lead=NetworkFactory(name="United Cities"))

    told = event(client, **AT_THREE, series=series, state="announced", title="Heat", languages=["en"])

    assert (told["name"], told["startDate"], told["endDate"]) == (
        "Heat",
        "2047-05-05T13:00:00+00:00",
        "2047-05-05T14:30:00+00:00",
    )
    assert [each["name"] for each in told["organizer"]] == ["United Cities"]
    assert told["superEvent"]["name"] == "Live Learning"
    assert told["inLanguage"] == ["en"]


@pytest.mark.parametrize(
    ("state", "status"),
    [("announced", "EventScheduled"), ("cancelled", "EventCancelled"), ("postponed", "EventPostponed")],
)
def test_session_that_was_called_off_says_so(client, state, status):
    assert event(client, **AT_THREE, state=state)["eventStatus"] == f"https://schema.org/{status}"


@pytest.mark.parametrize("state", ["announced", "cancelled", "postponed", "held"])
def test_session_is_on_line_at_our_page_in_every_state(client, state):
    session = WebinarFactory(**AT_THREE, state=state, join_link="https://meet.example/secret")

    told = nodes(client.get(session.get_absolute_url()))["Event"]

    assert told["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert told["location"] == {"@type": "VirtualLocation", "url": f"http://testserver{session.get_absolute_url()}"}
    assert told["startDate"] == "2047-05-05T13:00:00+00:00"


def test_session_that_was_moved_says_when_it_was_to_begin(client):
    session = WebinarFactory(**AT_THREE, state="announced")
    for state, hour in (("postponed", 15), ("announced", 16)):
        session.state, session.local_time = state, time(hour)
        session.save()

    told = nodes(client.get(session.get_absolute_url()))["Event"]

    assert (told["eventStatus"], told["startDate"], told["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2047-05-05T14:00:00+00:00",
        "2047-05-05T13:00:00+00:00",
    )


def test_what_is_not_known_or_not_public_is_not_told(client):
    session = WebinarFactory(state="held", join_link="https://meet.example/secret")
    AppearanceFactory(webinar=session, person__name="Ada")

    told = nodes(client.get(session.get_absolute_url()))["Event"]

    assert {"startDate", "endDate", "performer"} & set(told) == set()
    assert ("meet.example" in str(told), "Ada" in str(told)) == (False, False)
