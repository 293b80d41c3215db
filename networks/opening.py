"""Whether a service point is open at this moment, by the clock where it stands."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WEEKDAYS = tuple(map(gettext_lazy, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))


@dataclass(frozen=True)
class Opening:
    is_open: bool
    words: str


def hours_of(point):
    """Rows of weekday, opening and closing time, the weekday in words."""
    return [(WEEKDAYS[day], opens, closes) for day, opens, closes in point.hours]


def opening_of(point, now=None):
    """None where hours or zone are not known, or where it is not said to be open at all."""
    if not (point.hours and point.time_zone and point.status == "open"):
        return None
    there = (now or timezone.now()).astimezone(ZoneInfo(point.time_zone))
    clock = {"time": date_format(there, "TIME_FORMAT"), "place": place_of(point)}
    if is_open_at(point.hours, there):
        return Opening(True, _("it is %(time)s in %(place)s") % clock)
    return Opening(
        False, _("it is %(time)s in %(place)s; opens %(next)s") % {**clock, "next": next_opening(point, there)}
    )


def place_of(point):
    """The last part of the time zone, its best known place: Madrid of Europe/Madrid."""
    return point.time_zone.rpartition("/")[2].replace("_", " ")


def is_open_at(hours, there):
    clock = f"{there:%H:%M}"
    return any(day == there.weekday() and opens <= clock < closes for day, opens, closes in hours)


def next_opening(point, there):
    """The next weekday and time in words; within a week there is one, since there are hours."""
    clock = f"{there:%H:%M}"
    later = [
        (ahead, opens)
        for ahead in range(8)
        for day, opens, _closes in point.hours
        if day == (there + timedelta(days=ahead)).weekday() and (ahead or opens > clock)
    ]
    ahead, opens = min(later)
    return f"{WEEKDAYS[(there.weekday() + ahead) % 7]} {opens}"
