"""The mails to who registered: in the reader's language, forgotten when sent, with one link, to their own page."""

from django.utils import timezone
from django.utils.translation import override

from outbox.delivery import FORGOTTEN
from outbox.models import Mail
from outbox.post import post
from webinars.times import clocks_of, day_of


def mails_of(registration):
    """What the keys of all mails about it begin with."""
    return f"{FORGOTTEN}:session-{registration.webinar_id}:registration-{registration.pk}:"


def forget_unsent(registration):
    """What it says does not hold any more."""
    Mail.objects.filter(key__startswith=mails_of(registration), sent_at=None).delete()


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
