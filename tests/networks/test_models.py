"""What a service point accepts."""

import pytest
from django.core.exceptions import ValidationError

from networks.models import check_hours, check_sites


@pytest.mark.parametrize("hours", [[], [[0, "09:00", "17:00"]], [[6, "00:00", "23:59"], [6, "20:00", "21:30"]]])
def test_hours_are_rows_of_weekday_and_times(hours):
    assert check_hours(hours) is None


@pytest.mark.parametrize(
    "hours",
    [
        5,
        {},
        "x",
        [5],
        [[1.0, "09:00", "17:00"]],
        [[7, "09:00", "17:00"]],
        [[True, "09:00", "17:00"]],
        [[0, "9", "17"]],
        [[0, "24:00", "25:00"]],
        [[0, "09:00"]],
        [[0, 9, 17]],
        [None],
    ],
)
def test_other_hours_are_refused(hours):
    with pytest.raises(ValidationError):
        check_hours(hours)


def test_sites_are_origins_of_https():
    assert check_sites(["https://www.example.org", "https://city.example:8443"]) is None


@pytest.mark.parametrize("sites", ["https://a.example", ["http://a.example"], ["https://a.example/path"], ["*"], [3]])
def test_other_sites_are_refused(sites):
    with pytest.raises(ValidationError):
        check_sites(sites)
