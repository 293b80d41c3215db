"""Where a wall time becomes a moment: the only place that derives UTC from a date, a time and a zone.

A wall time that a change of the clocks leaves out, or shows twice, is no moment. It is asked back in words and never
guessed.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

SKIPPED = _(
    "On %(date)s the clocks of %(zone)s go forward, so %(time)s does not come there. Do you mean %(earlier)s or "
    "%(later)s?"
)
DOUBLED = _(
    "On %(date)s the clocks of %(zone)s go back, so %(time)s comes there twice: at %(first)s and at %(second)s UTC. "
    "Which of the two do you mean? Write that day and time, with the zone UTC."
)
NEVER = _("There is no calendar for %(date)s. Choose another day.")


def moment_of(date, time, zone):
    """The moment in UTC. Raises ValidationError, which asks back, where the wall time is none or two."""
    first, second = (datetime.combine(date, time.replace(fold=fold), ZoneInfo(zone)) for fold in (0, 1))
    try:
        moments = [each.astimezone(UTC) for each in (first, second)]
    except OverflowError:
        raise question(NEVER, "never", first, zone) from None
    if first.utcoffset() == second.utcoffset():
        return moments[0]
    exists = moments[0].astimezone(first.tzinfo).replace(tzinfo=None) == first.replace(tzinfo=None)
    raise doubled(first, zone, moments) if exists else skipped(first, zone, moments)


def doubled(wall, zone, moments):
    first, second = (shown(each, wall) for each in moments)
    meant = [(each, "UTC") for each in moments]
    return question(DOUBLED, "doubled", wall, zone, meant, first=first, second=second)


def skipped(wall, zone, moments):
    """The clock read with the offset after the change says the earlier time, with the one before it the later."""
    later, earlier = (each.astimezone(wall.tzinfo) for each in moments)
    meant = [(each, zone) for each in (earlier, later)]
    return question(SKIPPED, "skipped", wall, zone, meant, earlier=shown(earlier, wall), later=shown(later, wall))


def shown(other, wall):
    """The time, with its day where that is another one: some clocks change at midnight, some far from UTC."""
    return f"{other:%H:%M}" if other.date() == wall.date() else f"{date_format(other, 'DATE_FORMAT')}, {other:%H:%M}"


def question(text, code, wall, zone, meant=(), **times):
    """``meant`` are the moments that may be, each with the zone by whose clock it is told."""
    named = {"date": date_format(wall, "DATE_FORMAT"), "time": f"{wall:%H:%M}", "zone": place_of(zone)}
    return ValidationError(text, code=code, params=named | times | {"meant": meant})


def answers_to(asked):
    """``[(date, time, zone), ...]`` that a question which was asked back can be answered with."""
    return [(each.date(), each.time(), zone) for each, zone in asked.params["meant"]]


def weekly(first, number):
    """The days of sessions a week apart."""
    return [first + timedelta(weeks=week) for week in range(number)]


def place_of(zone):
    """Its best known place: New York of America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")
