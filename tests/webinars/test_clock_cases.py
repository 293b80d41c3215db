"""Eight zones, told from the other side: every quarter of an hour in UTC says what the clock on the wall shows then, so
it is known which wall times are one moment, none or two. Reminders are watched minute by minute, with clocks of this
machine that jump and with new time zone data.

A short form in the suite; ``make prove-clock`` on both databases.
"""

import os
import random
import shutil
import zoneinfo
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from outbox.models import Mail
from tests.factories import WebinarFactory
from tests.proofs import IS_PROOF, report
from webinars.clock import answers_to, moment_of
from webinars.closing import close_what_is_over
from webinars.models import Registration, Webinar
from webinars.reminding import attend_to_registered

ZONES = (
    *("Europe/Paris", "Europe/Lisbon", "Africa/Cairo", "Asia/Beirut", "America/Santiago", "Pacific/Auckland"),
    *("Africa/Casablanca", "Australia/Lord_Howe"),
)
YEARS = (2027, 2028)
STEP = timedelta(minutes=15)
NEAR = timedelta(days=2)  # in the suite: so much around each change of the clocks, and leap day
JUMPS = int(os.environ.get("JUMPS", "2"))


# Which moment a wall time is ------------------------------------------------------------------------------------------


def moments_of(zone, first, last):
    """``{wall time: [moments], ...}`` as the clock there shows them, one quarter of an hour after the other."""
    shown, moment = defaultdict(list), first
    while moment < last:
        shown[moment.astimezone(zone).replace(tzinfo=None, fold=0)].append(moment)
        moment += STEP
    return shown


def stretches(zone):
    """What is looked at: two whole years, or in the suite what is near a change of the clocks or leap day."""
    first, last = datetime(YEARS[0], 1, 1, tzinfo=UTC), datetime(YEARS[-1] + 1, 1, 1, tzinfo=UTC)
    if IS_PROOF:
        return [(first, last)]
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    changes = [
        day
        for day in days
        if day.astimezone(zone).utcoffset() != (day + timedelta(days=1)).astimezone(zone).utcoffset()
    ]
    leap = datetime(2028, 2, 29, tzinfo=UTC)
    return [(day - NEAR / 2, day + NEAR) for day in (changes[0], changes[1], leap)]


def answered(day, clock, zone):
    """The moment, or what may be meant."""
    try:
        return [moment_of(day, clock, zone)]
    except ValidationError as question:
        return sorted(moment_of(*answer) for answer in answers_to(question))


def test_every_wall_time_is_the_moment_at_which_the_clock_shows_it_or_is_asked_back():
    asked, wrong = Counter(), []
    for zone in ZONES:
        for first, last in stretches(ZoneInfo(zone)):
            shown = moments_of(ZoneInfo(zone), first, last)
            wall, end = min(shown) + timedelta(days=1), max(shown) - timedelta(days=1)
            while wall < end:
                expected = shown.get(wall, [])
                asked[zone, len(expected)] += 1
                wrong += [] if is_right(wall, zone, expected) else [(zone, wall)]
                wall += STEP

    never, twice = (sum(asked[zone, number] for zone in ZONES) for number in (0, 2))
    figures = {
        "zones": len(ZONES),
        "wall times": sum(asked.values()),
        "that do not come": never,
        "that come twice": twice,
    }
    report("clock", figures | {"wrong UTC": len(wrong)})
    assert wrong == []
    assert min(asked[zone, number] for zone in ZONES for number in (0, 2)) > 0


def is_right(wall, zone, expected):
    """The one moment; what may be meant where there are two; a time before and one after where there is none."""
    found = answered(wall.date(), wall.time(), zone)
    if expected:
        return found == expected
    there = [each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for each in found]
    return len(there) == 2 and there[0] < wall < there[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "day", "clock", "minutes", "starts", "ends"),
    [
        ("Europe/Paris", "2027-03-28", "01:30", 90, "2027-03-28T00:30", "2027-03-28T02:00"),
        ("Europe/Paris", "2027-10-31", "01:30", 120, "2027-10-30T23:30", "2027-10-31T01:30"),
        ("Europe/Lisbon", "2027-12-31", "23:30", 90, "2027-12-31T23:30", "2028-01-01T01:00"),
        ("Asia/Beirut", "2028-02-29", "23:30", 60, "2028-02-29T21:30", "2028-02-29T22:30"),
        ("America/Santiago", "2028-02-29", "23:30", None, "2028-03-01T02:30", "2028-03-01T04:00"),
        ("Pacific/Auckland", "2028-02-29", "00:15", 60, "2028-02-28T11:15", "2028-02-28T12:15"),
    ],
)
def test_session_over_midnight_on_leap_day_or_over_a_change_ends_when_its_minutes_are_over(
    zone, day, clock, minutes, starts, ends
):
    session = WebinarFactory(
        date=date.fromisoformat(day), local_time=time.fromisoformat(clock), time_zone=zone, duration=minutes
    )

    moments = [each.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") for each in (session.starts_at, session.ends_at)]
    assert moments == [starts, ends]


# Reminders, minute by minute -----------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """``clock(moment)``: it is then, from now on."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def after_a_change(zone):
    """Ten in the morning of the day after the clocks changed there: the day before is not 24 hours long."""
    there, day = ZoneInfo(zone), datetime(2027, 1, 1, 10)
    while (day.replace(tzinfo=there).utcoffset()) == (day - timedelta(days=1)).replace(tzinfo=there).utcoffset():
        day += timedelta(days=1)
    return day


def announced_in(zone, clock):
    """One person has registered long ago."""
    wall = after_a_change(zone)
    clock(datetime(2026, 12, 1, tzinfo=UTC))
    session = WebinarFactory(date=wall.date(), local_time=wall.time(), time_zone=zone, duration=60, state="announced")
    Registration.objects.create(
        webinar=session,
        email="reader@a.example",
        language="en",
        state="registered",
        order=1,
        told_at=timezone.now(),
        told_start=session.starts_at,
    )
    return session


def reminded(session):
    """Which reminders were written so far."""
    mails = Mail.objects.filter(key__contains=f"session-{session.pk}:").order_by("pk")
    return [mail.key.rpartition(":")[2].partition("-")[0] for mail in mails]


def minutes_to_look_at():
    """Before the start; all of them in the proof."""
    if IS_PROOF:
        return range(1500, -70, -1)
    return [*range(1442, 1437, -1), 700, *range(62, 57, -1), 1, 0, -1, -61]


@pytest.mark.django_db
def test_each_reminder_is_written_in_its_own_minute_and_in_no_other(clock):
    written, zones = {}, ZONES if IS_PROOF else ZONES[3:5]
    for zone in zones:
        session, written[zone] = announced_in(zone, clock), []
        for ahead in minutes_to_look_at():
            before = len(reminded(session))
            clock(session.starts_at - timedelta(minutes=ahead))
            attend_to_registered()
            written[zone] += [(ahead, kind) for kind in reminded(session)[before:]]
            Mail.objects.update(sent_at=timezone.now())

    wrong = [zone for zone in zones if written[zone] != [(1440, "day"), (60, "hour")]]
    watched = {"zones": len(zones), "minutes": len(zones) * len(minutes_to_look_at())}
    report(
        "reminders by the minute", watched | {"reminders": sum(map(len, written.values())), "zones wrong": len(wrong)}
    )
    assert wrong == []


@pytest.mark.django_db
def test_clock_of_this_machine_that_jumps_an_hour_repeats_no_reminder_and_closes_nothing(clock):
    rng, doubled, missing, closed = random.Random(20261124), 0, 0, 0  # noqa: S311 -- the same each time
    for _round in range(JUMPS):
        session = announced_in(rng.choice(ZONES), clock)
        minutes = [*range(1530, 1350, -10 if not IS_PROOF else -1), *range(150, -5, -10 if not IS_PROOF else -1)]
        jumps = rng.sample(minutes, 3)
        wrong = timedelta()
        for ahead in minutes:
            if ahead in jumps:
                wrong = rng.choice([timedelta(hours=1), timedelta(), timedelta(hours=-1)])
            clock(session.starts_at - timedelta(minutes=ahead) + wrong)
            attend_to_registered()
            close_what_is_over()
        clock(session.starts_at - timedelta(seconds=30))
        attend_to_registered()
        kinds = Counter(reminded(session))
        doubled += sum(count > 1 for count in kinds.values())
        missing += kinds["hour"] != 1
        closed += Webinar.objects.get(pk=session.pk).state != "announced"
        Mail.objects.all().delete()

    report("jumps", {"sessions": JUMPS, "reminders twice": doubled, "missing": missing, "closed too early": closed})
    assert (doubled, missing, closed) == (0, 0, 0)


# New time zone data --------------------------------------------------------------------------------------------------


@pytest.fixture
def new_data(tmp_path):
    """``new_data("Europe/Paris", like="Africa/Algiers")``: from now on the clocks there go as those do."""
    usual = zoneinfo.TZPATH

    def decreed(zone, like):
        source = next(Path(folder) / like for folder in usual if (Path(folder) / like).exists())
        (tmp_path / zone).parent.mkdir(parents=True)
        shutil.copy(source, tmp_path / zone)
        zoneinfo.reset_tzpath(to=[str(tmp_path), *usual])
        ZoneInfo.clear_cache()

    yield decreed
    zoneinfo.reset_tzpath(to=usual)
    ZoneInfo.clear_cache()


@pytest.mark.django_db
def test_new_time_zone_data_moves_what_is_to_come_tells_the_registered_and_reminds_anew(new_data, clock, capsys):
    session = announced_in("Europe/Paris", clock)  # on the morning after summer time began
    before = session.starts_at
    attend_to_registered()
    first = reminded(session)

    new_data("Europe/Paris", like="Africa/Algiers")  # summer time is abolished
    call_command("derive_times")
    session.refresh_from_db()
    attend_to_registered()
    attend_to_registered()
    for ahead in (1441, 1440, 1380, 61, 60, 0):
        clock(session.starts_at - timedelta(minutes=ahead))
        attend_to_registered()
        Mail.objects.update(sent_at=timezone.now())

    assert capsys.readouterr().out == "1 sessions to come, 1 moved\n"
    assert session.starts_at - before == timedelta(hours=1)
    assert (first, reminded(session)) == ([], ["session_moved", "day", "hour"])
