"""What the worker does for who registered: tells of sessions that moved or were called off, seats who waits, reminds,
and says when a session is documented.

Nothing is planned ahead: each minute it is asked what the registered were told and what is true now. So it does not
matter who changed a session, where, and how often; and a mail is written together with the note that it was.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from webinars.models import Registration, State, Webinar
from webinars.models.registration import KEPT
from webinars.models.webinar import WITH_TIME
from webinars.registering import AT_ONCE, give_seats, seats_of
from webinars.telling import forget_reminders, forget_unsent, reminder_of, tell, write

OFF = (State.CANCELLED, State.POSTPONED)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reminder:
    """Written from ``ahead`` before the start on, until the next one's time has come."""

    name: str
    ahead: timedelta
    column: str  # of which start the person was reminded


DAY = Reminder("day", timedelta(days=1), "day_before_of")
HOUR = Reminder("hour", timedelta(hours=1), "hour_before_of")


def attend_to_registered():
    """The worker's chore; safe for several at once. Four queries where nothing is to be done."""
    now = timezone.now()
    for pk in untold(now).values_list("webinar", flat=True).distinct():
        safely(tell_of_change, pk)
    for pk in with_free_seats(now).values_list("pk", flat=True):
        safely(fill, pk)
    for session in Webinar.objects.to_come(now).filter(starts_at__gt=now, starts_at__lte=now + DAY.ahead):
        safely(remind, session.pk)
    for pk in to_tell_documented(now).values_list("webinar", flat=True).distinct():
        safely(tell_documented, pk)


def safely(act, pk):
    """As long as there is something to do; a session for which it fails stands in no other's way."""
    try:
        while act(pk) == AT_ONCE:
            pass
    except Exception:
        log.exception("registered not told", extra={"session": pk})


# Moved, called off ---------------------------------------------------------------------------------------------------


def untold(now):
    """Registered or waiting, and what they were told of the session is not so any more.

    What is over is not told of, except that a postponed session does not come: they still wait for its new time.
    """
    coming = Q(webinar__state__in=WITH_TIME, webinar__ends_at__gt=now)
    promised = Q(webinar__state=State.CANCELLED, told_off=State.POSTPONED)
    off = Q(webinar__state__in=OFF) & (Q(webinar__ends_at=None) | Q(webinar__ends_at__gt=now) | promised)
    moved = coming & (~Q(told_start=F("webinar__starts_at")) | ~Q(told_off=""))
    return Registration.objects.living().filter(moved | (off & ~Q(told_off=F("webinar__state")))).order_by()


def tell_of_change(pk):
    """One mail to each, whatever is still to be sent to them goes: it says what was before."""
    with seats_of(pk) as session:
        rows = list(untold(timezone.now()).filter(webinar=session).order_by("order")[:AT_ONCE])
        for registration in rows:
            forget_unsent(registration)
            tell(change_of(session, registration), session, registration)
    return len(rows)


def change_of(session, registration):
    """The mail about what changed since the last one."""
    if session.is_off:
        return "session_called_off"
    is_back = registration.told_off and registration.told_start == session.starts_at
    return "session_takes_place" if is_back else "session_moved"


# Seats ---------------------------------------------------------------------------------------------------------------


def with_free_seats(now):
    """Somebody waits although there is room: an editor gave the session more seats."""
    waiting = Registration.objects.waiting().filter(webinar=OuterRef("pk")).order_by()
    return Webinar.objects.to_come(now).with_seats().filter(Exists(waiting), is_full=False)


def fill(pk):
    with seats_of(pk) as session:
        before = session.registrations.registered().count()
        give_seats(session)
        return session.registrations.registered().count() - before


# Reminders -----------------------------------------------------------------------------------------------------------


def remind(pk):
    """The reminder whose time it is, to those who were not told anything since then. How many were written."""
    with seats_of(pk) as session:
        now = timezone.now()
        if session.state not in WITH_TIME or not now < session.starts_at <= now + DAY.ahead:
            return 0
        kind = HOUR if session.starts_at - now <= HOUR.ahead else DAY
        rows = list(to_remind(session, kind)[:AT_ONCE])
        if rows and kind is HOUR:  # the earlier one, where it could not be sent yet, says the same
            forget_reminders(session, DAY.name)
        for registration in rows:
            write("session_reminder", session, registration, event=reminder_of(kind.name, session.starts_at))
        marked = session.registrations.filter(pk__in=[each.pk for each in rows])
        marked.update(**{kind.column: session.starts_at})
    return len(rows)


def to_remind(session, kind):
    """Whoever heard of this start later than the reminder was due has just been told."""
    start = session.starts_at
    told = session.registrations.registered().filter(told_start=start, told_off="", told_at__lte=start - kind.ahead)
    return told.exclude(**{kind.column: start}).order_by("order")


# Documented ----------------------------------------------------------------------------------------------------------


def to_tell_documented(now):
    """Registered or waiting, and not to be forgotten yet."""
    documented = Q(webinar__state=State.DOCUMENTED, webinar__ends_at__gt=now - KEPT)
    return Registration.objects.living().filter(documented, told_documented_at=None).order_by()


def tell_documented(pk):
    """One mail to each, however often the session is set to documented."""
    with seats_of(pk) as session:
        now = timezone.now()
        rows = list(to_tell_documented(now).filter(webinar=session).order_by("order")[:AT_ONCE])
        for registration in rows:
            write("session_documented", session, registration, event="documented")
        session.registrations.filter(pk__in=[each.pk for each in rows]).update(told_documented_at=now)
    return len(rows)
