"""Times of sessions by the clock of who reads, in a real browser; without script nothing is lost."""

from datetime import date, time

import pytest

from tests.browser.conftest import TELL_VIOLATIONS
from tests.factories import SeriesFactory, WebinarFactory

AT_THREE = {"date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid", "duration": 90}


@pytest.fixture
def session(transactional_db):
    return WebinarFactory(**AT_THREE, state="announced", slug="heat", series=SeriesFactory(slug="live"))


@pytest.fixture
def lines(browser, live_server):
    """``lines(address, zone)``: what each place for the reader's time shows; None where it is hidden."""
    contexts = []

    def read(address, zone, script=True):
        context = browser.new_context(timezone_id=zone, java_script_enabled=script)
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.add_init_script(TELL_VIOLATIONS)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        found = [
            each.inner_text().strip() if each.is_visible() else None for each in page.locator("[data-starts]").all()
        ]
        assert complaints == []
        return found

    yield read
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("address", "places"), [("/sessions/live/heat/", 2), ("/sessions/live/", 1), ("/", 1)])
def test_reader_elsewhere_sees_the_time_there(session, lines, address, places):
    assert lines(address, "Asia/Beirut") == ["16:00–17:30 in your time zone"] * places


def test_list_shows_it_in_the_language_of_the_page_and_names_another_day(session, lines):
    assert lines("/de/sessions/", "Pacific/Auckland") == ["01:00–02:30 in Ihrer Zeitzone (6. Mai 2047)"]


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Europe/Paris", "UTC"])
def test_reader_whose_clock_is_shown_already_sees_it_once(session, lines, zone):
    assert lines("/sessions/live/heat/", zone) == [None, None]


def test_session_that_is_over_has_no_place_for_it(session, lines):
    WebinarFactory(**{**AT_THREE, "date": date(2020, 5, 5)}, state="held", slug="past", series=session.series)

    assert lines("/sessions/live/past/", "Asia/Beirut") == []


def test_without_script_the_place_stays_empty_and_hidden(session, lines):
    assert lines("/sessions/live/heat/", "Asia/Beirut", script=False) == [None, None]
    assert lines("/sessions/", "Asia/Beirut", script=False) == [None]
