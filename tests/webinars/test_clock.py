"""From the time on the wall to the moment: never guessed where the clocks change."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from webinars.clock import moment_of, weekly


@pytest.mark.parametrize(
    ("day", "clock", "zone", "utc"),
    [
        ("2027-03-27", "15:00", "Europe/Paris", "2027-03-27T14:00"),
        ("2027-03-28", "15:00", "Europe/Paris", "2027-03-28T13:00"),
        ("2027-10-31", "03:00", "Europe/Paris", "2027-10-31T02:00"),
        ("2028-02-29", "23:30", "America/Santiago", "2028-03-01T02:30"),
        ("2027-03-28", "15:00", "Asia/Beirut", "2027-03-28T12:00"),
        ("2027-09-26", "01:00", "Pacific/Auckland", "2027-09-25T13:00"),
        ("2027-07-01", "12:00", "UTC", "2027-07-01T12:00"),
    ],
)
def test_wall_time_is_one_moment(day, clock, zone, utc):
    moment = moment_of(date.fromisoformat(day), time.fromisoformat(clock), zone)

    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "question"),
    [
        (
            "2027-03-28",
            "02:30",
            "Europe/Paris",
            "On 28 March 2027 the clocks of Paris go forward, so 02:30 does not come there. "
            "Do you mean 01:30 or 03:30?",
        ),
        (
            "2027-10-31",
            "02:30",
            "Europe/Paris",
            "On 31 October 2027 the clocks of Paris go back, so 02:30 comes there twice: at 00:30 and at 01:30 UTC. "
            "Which of the two do you mean? Write that day and time, with the zone UTC.",
        ),
        (
            "2027-04-04",
            "02:30",
            "Pacific/Auckland",
            "On 4 April 2027 the clocks of Auckland go back, so 02:30 comes there twice: at 3 April 2027, 13:30 and "
            "at 3 April 2027, 14:30 UTC. Which of the two do you mean? Write that day and time, with the zone UTC.",
        ),
        (
            "2027-03-28",
            "00:15",
            "Asia/Beirut",
            "On 28 March 2027 the clocks of Beirut go forward, so 00:15 does not come there. "
            "Do you mean 27 March 2027, 23:15 or 01:15?",
        ),
        ("9999-12-31", "23:30", "America/New_York", "There is no calendar for 31 December 9999. Choose another day."),
    ],
)
def test_wall_time_that_is_no_moment_or_two_is_asked_back(day, clock, zone, question):
    with pytest.raises(ValidationError) as asked:
        moment_of(date.fromisoformat(day), time.fromisoformat(clock), zone)

    assert [text.replace("\xa0", " ") for text in asked.value.messages] == [question]


def test_weekly_sessions_keep_their_weekday():
    assert weekly(date(2027, 3, 24), 3) == [date(2027, 3, 24), date(2027, 3, 31), date(2027, 4, 7)]
