"""The mails to who registered: in the reader's language, forgotten when sent, with one link, to their own page."""

from django.utils import timezone
from django.utils.translation import override

from outbox.delivery import FORGOTTEN
from outbox.models import Mail
from outbox.post import post
from webinars.times import clocks_of, day_of

SESSIONS = f"{FORGOTTEN}:session-"  # what the keys of all these mails begin with
REMINDER = "-before-"  # between the name of a reminder and the start it is of, at the end of its key
STAMP = "%Y%m%d%H%M"


def mails_of(registration):
    """What the keys of all mails about it begin with."""
    return f"{SESSIONS}{registration.webinar_id}:registration-{registration.pk}:"


def forget_unsent(registration):
    """What it says does not hold any more."""
    Mail.objects.filter(key__startswith=mails_of(registration), sent_at=None).delete()


def reminder_of(name, start):
    """The end of the key."""
    return f"{name}{REMINDER}{start:{STAMP}}"


def forget_reminders(session, name):
    """Those of this name that still wait to be sent. One query."""
    waiting = Mail.objects.waiting(timezone.now()).filter(key__startswith=f"{SESSIONS}{session.pk}:")
    waiting.filter(key__contains=f":{name}{REMINDER}").delete()


def forget_late_reminders():
    """The worker's chore, for when mails could not be sent for hours: nobody reads that what has begun is soon.

    One query where no reminder waits to be sent, one more for each start whose reminders come too late.
    """
    now = timezone.now()
    waiting = Mail.objects.waiting(now).filter(key__startswith=SESSIONS, key__contains=REMINDER)
    ends = {key.rpartition(":")[2] for key in waiting.values_list("key", flat=True)}
    for end in ends:
        if end.rpartition(REMINDER)[2] <= f"{now:{STAMP}}":
            waiting.filter(key__endswith=f":{end}").delete()


def tell(kind, session, registration):
    """Write a mail about how things stand, and keep what it said. Call it with the session's row held."""
    registration.mails += 1
    registration.told_at, registration.told_start = timezone.now(), session.starts_at or registration.told_start
    registration.told_off = session.state if session.is_off else ""
    registration.save(update_fields=["state", "mails", "told_at", "told_start", "told_off"])
    write(kind, session, registration)


def write(kind, session, registration, event=""):
    """One mail; ``event`` names what may happen once only, else each of them is one of its own."""
    with override(registration.language):
        own = registration.get_absolute_url()
        post(
            f"webinars/{kind}",
            key=f"{mails_of(registration)}{event or f'{kind}-{registration.mails}'}",
            to=registration.email,
            language=registration.language,
            context={
                "session": session,
                "registration": registration,
                "own": own,
                "day": day_of(session),
                "clocks": clocks_of(session),
            },
            unsubscribe=own,
        )
