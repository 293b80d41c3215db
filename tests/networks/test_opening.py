from datetime import UTC, datetime

import pytest

from networks.models import ServicePoint
from networks.opening import hours_of, opening_of

WEEK = [[day, "09:00", "17:00"] for day in range(4)] + [[4, "09:00", "14:30"]]


def point(**fields):
    return ServicePoint(**{"hours": WEEK, "time_zone": "Europe/Madrid", "status": "open", **fields})


@pytest.mark.parametrize(
    ("now", "is_open", "words"),
    [
        (datetime(2026, 1, 12, 10, 20, tzinfo=UTC), True, "it is 11:20 in Madrid"),
        (datetime(2026, 7, 13, 14, 59, tzinfo=UTC), True, "it is 16:59 in Madrid"),
        (datetime(2026, 7, 13, 15, 0, tzinfo=UTC), False, "it is 17:00 in Madrid; opens Tuesday 09:00"),
        (datetime(2026, 1, 12, 7, 59, tzinfo=UTC), False, "it is 08:59 in Madrid; opens Monday 09:00"),
        (datetime(2026, 1, 16, 13, 30, tzinfo=UTC), False, "it is 14:30 in Madrid; opens Monday 09:00"),
    ],
)
def test_service_point_is_open_by_the_clock_where_it_stands(now, is_open, words):
    opening = opening_of(point(), now)

    assert (opening.is_open, opening.words) == (is_open, words)


def test_only_hour_of_a_week_comes_again_in_a_week():
    opening = opening_of(point(hours=[[0, "09:00", "10:00"]], time_zone="UTC"), datetime(2026, 1, 12, 10, tzinfo=UTC))

    assert opening.words == "it is 10:00 in UTC; opens Monday 09:00"


@pytest.mark.parametrize("fields", [{"hours": []}, {"time_zone": ""}, {"status": "closed"}, {"status": "unknown"}])
def test_nothing_is_said_where_hours_are_not_known(fields):
    assert opening_of(point(**fields)) is None


def test_hours_name_their_weekdays():
    assert hours_of(point(hours=[[6, "10:00", "11:00"]])) == [("Sunday", "10:00", "11:00")]
