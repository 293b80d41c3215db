"""The time of a session in words: where the host is, with the zone's name, and in UTC."""

from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from webinars.clock import place_of

ZONE_OF_NO_PLACE = "UTC"


@dataclass(frozen=True)
class Clock:
    """From when to when by one clock; ``zone`` says whose clock, ``day`` is there where it is another one there."""

    start: str
    end: str
    zone: str
    moment: str  # for machines
    day: str = ""


def clocks_of(session):
    """The host's clock and UTC; UTC alone where that is the host's; none where no time is known."""
    if session.starts_at is None:
        return []
    there = ZoneInfo(session.time_zone)
    clocks = [] if session.time_zone == ZONE_OF_NO_PLACE else [clock(session, there, zone_in_words(session, there))]
    return [*clocks, clock(session, UTC, "UTC")]


def with_clocks(sessions):
    """The sessions as a list, those that are to come with their ``clocks``."""
    for session in sessions:
        session.clocks = clocks_of(session) if session.phase != "after" and not session.is_off else []
    return sessions


def clock(session, zone, words):
    """The end is there only where somebody said how long it takes."""
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    return Clock(
        start=date_format(start, "TIME_FORMAT"),
        end=date_format(end, "TIME_FORMAT") if session.duration else "",
        zone=words,
        moment=session.starts_at.strftime("%Y-%m-%dT%H:%MZ"),
        day="" if start.date() == session.date else date_format(start, "DATE_FORMAT"),
    )


def zone_in_words(session, there):
    """``in Madrid (Central European Summer Time)``."""
    name = get_timezone_name(session.starts_at.astimezone(there), locale=get_language() or "en")
    return _("in %(place)s (%(zone)s)") % {"place": place_of(session.time_zone), "zone": name}


def day_of(session):
    """``Wednesday 15 April 2020``; nothing where the day is not known."""
    if session.date is None:
        return ""
    return _("%(weekday)s %(date)s") % {
        "weekday": date_format(session.date, "l"),
        "date": date_format(session.date, "DATE_FORMAT"),
    }
