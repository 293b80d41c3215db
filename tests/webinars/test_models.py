"""Sessions: their times, who may see and manage them, and names that go when consent ends."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import AppearanceFactory, CityFactory, PersonFactory, SeriesFactory, WebinarFactory
from webinars.models import Moment, Recording, State, Webinar
from webinars.models.documentation import clock_of, second_of

pytestmark = pytest.mark.django_db
AT_THREE = {"date": date(2027, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid"}


def test_moment_follows_the_wall_time_on_saving():
    session = WebinarFactory(**AT_THREE, duration=60)

    session.local_time = time(16)
    session.save(update_fields=["local_time"])
    session.refresh_from_db()

    assert session.starts_at == datetime(2027, 5, 5, 14, tzinfo=UTC)
    assert session.ends_at == datetime(2027, 5, 5, 15, tzinfo=UTC)


def test_session_is_not_saved_at_a_time_that_does_not_come():
    with pytest.raises(ValidationError) as asked:
        WebinarFactory(date=date(2027, 3, 28), local_time=time(2, 30), time_zone="Europe/Paris")

    assert list(asked.value.message_dict) == ["local_time"]


@pytest.mark.parametrize("missing", ["date", "local_time", "time_zone"])
def test_time_without_one_of_its_parts_is_refused(missing):
    whole = {**AT_THREE}
    del whole[missing]

    with pytest.raises(ValidationError, match="A time needs its date and its time zone"):
        WebinarFactory(**whole)


@pytest.mark.parametrize("state", State.values)
def test_database_asks_for_a_time_where_people_are_invited(state):
    session = WebinarFactory()

    def change():
        with transaction.atomic():
            Webinar.objects.filter(pk=session.pk).update(state=state)

    if state in ("announced", "live"):
        with pytest.raises(IntegrityError):
            change()
    else:
        change()
        assert Webinar.objects.get().state == state


def test_form_is_told_which_part_of_the_time_is_missing():
    session = WebinarFactory(date=date(2027, 5, 5))
    session.state = State.ANNOUNCED

    with pytest.raises(ValidationError) as asked:
        session.clean()

    assert asked.value.message_dict == {
        "local_time": ["Before it is announced, a session needs date, time and time zone."]
    }


@pytest.mark.parametrize(
    ("state", "hours_ago", "phase"),
    [
        ("announced", -1, "before"),
        ("announced", 1, "before"),
        ("announced", 2, "after"),
        ("live", 2, "live"),
        ("live", 3, "after"),
        ("held", 3, "after"),
        ("documented", 3, "after"),
        ("cancelled", -1, "before"),
        ("postponed", -1, "before"),
        ("cancelled", 3, "before"),
        ("postponed", 3, "before"),
    ],
)
def test_page_is_about_what_comes_or_what_was(state, hours_ago, phase):
    start = timezone.now() - timedelta(hours=hours_ago)
    session = WebinarFactory(state=state, date=start.date(), local_time=start.time(), time_zone="UTC", duration=90)

    assert session.phase == phase


def test_planned_sessions_are_public_nowhere():
    shown = [WebinarFactory(state=state) for state in ("held", "documented", "cancelled", "postponed")]
    planned = WebinarFactory(state="planned")

    assert set(Webinar.objects.public()) == set(shown)
    assert list(type(planned.series).objects.public().order_by("pk")) == [each.series for each in shown]


def test_editors_manage_what_their_network_leads(cast):
    own = AppearanceFactory(webinar=WebinarFactory(series=SeriesFactory(lead=cast.host)), person__network=cast.host)
    AppearanceFactory(webinar__series__lead=cast.rival, person__network=cast.rival)
    rows = (own.webinar.series, own.webinar, own, own.person)

    for row in rows:
        assert list(type(row).objects.managed_by(cast.editor)) == [row]
        assert list(type(row).objects.managed_by(cast.author)) == []
        assert type(row).objects.managed_by(cast.platform_admin).count() == 2


def test_sessions_of_a_network_are_those_it_leads_supports_or_joins(cast):
    led = WebinarFactory(series=SeriesFactory(lead=cast.host))
    supported = WebinarFactory()
    supported.series.supporters.add(cast.host)
    joined = WebinarFactory(partners=[cast.host])
    alone = WebinarFactory(lead=cast.host)
    WebinarFactory(series=SeriesFactory(lead=cast.rival))

    assert list(Webinar.objects.of_network(cast.host).order_by("pk")) == [led, supported, joined, alone]


def test_sessions_come_in_the_order_of_time_and_those_without_a_day_last():
    undated = WebinarFactory()
    late = WebinarFactory(date=date(2027, 6, 1))
    early = WebinarFactory(**AT_THREE)

    assert list(Webinar.objects.in_order()) == [early, late, undated]
    assert list(Webinar.objects.latest()) == [late, early, undated]


def test_next_session_is_announced_and_not_over():
    now = datetime(2027, 5, 5, 13, 30, tzinfo=UTC)
    running = WebinarFactory(**AT_THREE, state="announced")
    WebinarFactory(**AT_THREE, state="cancelled")
    WebinarFactory(**{**AT_THREE, "date": date(2027, 5, 4)}, state="announced")
    later = WebinarFactory(**{**AT_THREE, "date": date(2027, 5, 6)}, state="announced")

    assert list(Webinar.objects.to_come(now)) == [running, later]


@pytest.mark.parametrize(
    ("scope", "days", "shown"),
    [
        ("pages", None, "Ada"),
        ("public-office", None, "Ada"),
        ("none", None, ""),
        ("pages", 0, "Ada"),
        ("pages", -1, ""),
    ],
)
def test_name_goes_when_consent_ends(scope, days, shown):
    until = None if days is None else timezone.now().date() + timedelta(days=days)
    person = PersonFactory(name="Ada", consent_scope=scope, consent_until=until)

    assert person.public_name == shown


def test_role_and_city_stay_when_the_name_goes():
    appearance = AppearanceFactory(person__consent_scope="none", office="Mayor", city=CityFactory(name="Grenoble"))
    takeaway = appearance.webinar.takeaways.create(text="Ask early.", speaker=appearance)

    assert takeaway.who == "Mayor, Grenoble"


def test_recording_names_its_host_and_leads_to_a_second():
    recording = Recording(address="https://www.vimeo.com/1#t=2")

    assert (recording.host, recording.at(754)) == ("vimeo.com", "https://www.vimeo.com/1#t=754")


@pytest.mark.parametrize(("second", "clock"), [(0, "0:00"), (754, "12:34"), (3723, "1:02:03")])
def test_second_is_written_as_a_clock_and_read_from_it(second, clock):
    assert (clock_of(second), second_of(clock)) == (clock, second)


@pytest.mark.parametrize("clock", ["", "soon", "1:2:3:4", "-1", "१:२", "9" * 6])
def test_clock_that_is_none_is_asked_back(clock):
    with pytest.raises(ValidationError, match="Write minutes and seconds"):
        second_of(clock)


def test_unknown_second_is_no_clock():
    assert Moment(second=None).clock == ""


def counted(session):
    session.refresh_from_db()
    return session.sequence


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Trees"},
        {"summary": "New"},
        {"notice": "Bring water."},
        {"local_time": time(16)},
        {"date": date(2027, 5, 6)},
        {"time_zone": "Asia/Beirut"},
        {"duration": 45},
        {"state": "cancelled"},
        {"state": "postponed"},
    ],
)
def test_change_that_calendars_take_over_is_counted_and_the_id_stays(change):
    session = WebinarFactory(**AT_THREE, state="announced")
    before = Webinar.objects.get()

    for name, value in change.items():
        setattr(session, name, value)
    session.save()
    session.save()

    assert (counted(session), session.uid) == (1, before.uid)
    assert session.changed_at > before.changed_at


def test_change_that_is_in_no_calendar_is_not_counted_and_the_state_is_told_to_feeds():
    session = WebinarFactory(**AT_THREE, state="announced")
    before = session.changed_at

    session.capacity, session.join_link, session.programme = 20, "https://meet.example/x", "Welcome"
    session.save()
    same = Webinar.objects.get().changed_at
    session.state = State.LIVE
    session.save(update_fields=["state"])

    assert (same, counted(session), session.changed_at > before) == (before, 0, True)


def test_plan_is_not_counted_before_anybody_was_told():
    session = WebinarFactory(**AT_THREE)

    session.title = "Trees"
    session.save()
    session.state = State.ANNOUNCED
    session.save()

    assert counted(session) == 0


def test_postponed_session_that_is_announced_anew_counts_on():
    session = WebinarFactory(**AT_THREE, state="announced")
    for state, day in (("postponed", 5), ("announced", 19)):
        session.state, session.date = state, date(2027, 5, day)
        session.save()

    assert (counted(session), session.moved_from) == (2, datetime(2027, 5, 5, 13, tzinfo=UTC))


def test_change_with_a_row_that_was_read_before_another_change_is_counted_too():
    WebinarFactory(**AT_THREE, state="announced")
    one, other = Webinar.objects.get(), Webinar.objects.get()
    one.title, other.summary = "Trees", "New"

    one.save(update_fields=["title"])
    other.save(update_fields=["summary"])

    assert (counted(one), one.title, one.summary) == (2, "Trees", "New")
