"""Live sessions by hand, before, during and after: an organiser and three participants, over a change of the clocks."""

from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from outbox.models import Mail
from tests.factories import CityFactory, InitiativeFactory, SeriesFactory
from tests.webinars.registered import path_in, standings
from webinars.models import Webinar
from webinars.reminding import attend_to_registered

TITLES = ("Heat", "Water", "Schools", "Buses", "Squares", "Trees")


@pytest.fixture
def series(transactional_db, cast):
    """Nobody has planned anything yet; one city that spoke has a page here, the other has none."""
    CityFactory(name="Beirut", slug="beirut-lb", country="LB", time_zone="Asia/Beirut")
    InitiativeFactory(title="Shade for every school", city=cast.city, desk=cast.host, code="CS-2020-00007")
    return SeriesFactory(lead=cast.host, title="Live Learning", slug="live")


def session_called(title):
    return Webinar.objects.select_related("series").get(title=title)


def form_of(session):
    return f"/admin/webinars/webinar/{session.pk}/change/"


def plan(organiser, series):
    organiser.open(f"/admin/webinars/series/{series.pk}/plan/")
    organiser.fill(first="2027-03-17", local_time="15:00", time_zone="Europe/Madrid", titles="\n".join(TITLES))
    organiser.press("Plan these sessions")


def change(organiser, title, state, **fields):
    """In the form of the session, as the organiser fills it in."""
    organiser.open(form_of(session_called(title)))
    organiser.fill(**fields)
    organiser.choose(state=state)
    organiser.press("Save")


def register(person, title, email, city=""):
    """Found in the list of the series, asked for, and confirmed from the mail."""
    person.open("/sessions/live/")
    person.follow(title)
    person.follow("Full: waiting list" if "Full: waiting list" in person.text() else "Register", exact=True)
    person.fill(name=email.partition("@")[0].title(), email=email, city=city)
    person.page.locator("[name=consent]").check()
    person.page.locator("main form button[type=submit], main form button:not([type])").last.click()
    person.page.wait_for_url("**/asked/")
    person.open(path_in(Mail.objects.filter(address=email).latest("pk")))
    if person.page.get_by_role("button", name="Yes, register me").count():
        person.press("Yes, register me")
    return person.heading()


def subjects(email):
    mails = Mail.objects.filter(address=email).order_by("pk")
    return [subject.partition(": ")[::2] for subject in mails.values_list("subject", flat=True)]


def document(organiser, session):
    """From the home page of the back office, by the link to what is missing."""
    organiser.open("/admin/")
    with organiser.page.expect_navigation():
        organiser.page.locator(f"a[href='{form_of(session)}#recordings-group']").click()
    organiser.fill(cities="Bilbao\nLima")
    organiser.fill(**{"recordings-0-address": "https://video.example/1", "recordings-0-captions": "en, es"})
    organiser.fill(**{"takeaways-0-text": "Shade comes first.", "takeaways-0-said_by": "Bilbao"})
    organiser.fill(**{"quotes-0-text": "Nobody learns at 40 degrees.", "quotes-0-said_by": "Bilbao"})
    organiser.fill(**{"moments-0-initiative": "CS-2020-00007", "moments-0-second": "12:34"})
    organiser.choose(state="Documented")
    organiser.press("Save")


def test_organiser_plans_announces_holds_and_documents_and_participants_come_along(
    window, signed_in, series, cast, monkeypatch
):
    organiser = signed_in(cast.editor)
    plan(organiser, series)
    hours = [each.starts_at.astimezone(UTC).hour for each in Webinar.objects.order_by("number")]
    assert hours == [14, 14, 13, 13, 13, 13]  # summer time begins between the second and the third

    for title in ("Heat", "Water"):
        change(organiser, title, "Announced")
    change(organiser, "Schools", "Announced", capacity="2")
    lina, omar, rosa = window(), window(), window()
    seated, full = "You are registered", "You are on the waiting list"
    assert [register(lina, title, "lina@a.example", "Beirut") for title in ("Heat", "Water", "Schools")] == [seated] * 3
    assert [register(omar, "Schools", "omar@a.example") for _twice in range(2)] == [seated] * 2
    assert register(rosa, "Schools", "rosa@a.example") == full
    assert standings(session_called("Schools")) == [("lina", "registered"), ("omar", "registered"), ("rosa", "waiting")]
    organiser.open(f"/admin/webinars/webinar/{session_called('Schools').pk}/registrations/")
    assert "Beirut, Lebanon: 1" in organiser.text()

    change(organiser, "Heat", "Announced", local_time="16:00")
    change(organiser, "Water", "Cancelled", notice="The speakers are ill.")
    attend_to_registered()
    assert subjects("lina@a.example")[-2:] == [("New time", "Heat"), ("Cancelled", "Water")]
    assert subjects("omar@a.example")[-1][0] not in ("New time", "Cancelled")

    session = session_called("Schools")
    monkeypatch.setattr(timezone, "now", lambda: session.ends_at + timedelta(hours=1))
    organiser = signed_in(cast.editor)  # weeks later
    document(organiser, session)
    organiser.open(f"/admin/webinars/webinar/{session.pk}/drafts/")
    organiser.press("Prepare 1 draft")
    assert "The staff of the city was told by mail." in organiser.text()
    assert [mail.subject for mail in Mail.objects.filter(address=cast.stranger.email)] == ["A draft waits for Lima"]

    attend_to_registered()
    attend_to_registered()
    told = [subjects(f"{name}@a.example")[-1] for name in ("lina", "omar", "rosa")]
    assert told == [("What was said", "Schools")] * 3
    rosa.open(path_in(Mail.objects.filter(address="rosa@a.example").latest("pk")))
    assert (rosa.heading(), "Nobody learns at 40 degrees." in rosa.text()) == ("Schools", True)
    rosa.follow("Shade for every school")
    assert rosa.heading() == "Shade for every school"
    rosa.follow("Explained in “Schools” at 12:34")
    moment = session.moments.get()
    assert rosa.page.url.endswith(f"{session.get_absolute_url()}#moment-{moment.pk}")
    assert rosa.page.locator(f"#moment-{moment.pk}").is_visible()
