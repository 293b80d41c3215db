"""Time zones as calendar files write them: VTIMEZONE with the changes of the clocks that fall between two moments.

icalendar can write them too, but puts the changes in spring an hour late, and decades of them.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

STEP = timedelta(days=7)  # no zone changed its clocks there and back within a week
SECOND = timedelta(seconds=1)
UTC_ALONE = ("UTC", "Etc/UTC", "Zulu", "Etc/UCT", "Etc/Zulu", "UCT", "Universal", "Etc/Universal")


def zone_between(key, first, last):
    """What the clocks of the zone show from ``first`` to ``last``, moments in UTC."""
    zone, written = ZoneInfo(key), Timezone()
    written.add("tzid", key)
    written.add_component(observance(zone, first, first))
    for moment in changes(zone, first, last):
        written.add_component(observance(zone, moment - SECOND, moment))
    return written


def changes(zone, first, last):
    """The moments at which the clocks change, to the second."""
    start = first
    while start < last:
        end = min(start + STEP, last)
        if offset(zone, start) != offset(zone, end):
            yield change_in(zone, start, end)
        start = end


def change_in(zone, start, end):
    """Halves the time in between until one second is left."""
    before = offset(zone, start)
    while end - start > SECOND:
        middle = start + timedelta(seconds=(end - start) // SECOND // 2)
        start, end = (middle, end) if offset(zone, middle) == before else (start, middle)
    return end


def observance(zone, before, begins):
    """From this moment on; its beginning is told by the clock as it ran before."""
    there, was = begins.astimezone(zone), offset(zone, before)
    part = TimezoneDaylight() if there.dst() else TimezoneStandard()
    part.add("dtstart", (begins + was).replace(tzinfo=None))
    part.add("tzoffsetfrom", was)
    part.add("tzoffsetto", there.utcoffset())
    part.add("tzname", there.tzname())
    return part


def offset(zone, moment):
    return moment.astimezone(zone).utcoffset()


def wall(moment, key):
    """By the clock of the zone where that shows this moment alone, else in UTC."""
    there = moment.astimezone(UTC if key in UTC_ALONE else ZoneInfo(key))
    doubled = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if doubled else there


def midnight(moment):
    """The beginning of its day, so that the minute of the first session does not show."""
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
