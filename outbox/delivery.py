"""Send what is due: one mail at a time, leased first, so that two workers never send the same one."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox.models import Mail

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 10
FORGOTTEN = "forgotten"  # a mail whose key begins so keeps no address and no text once it was sent or given up
log = logging.getLogger(__name__)


def deliver_due():
    """Send every due mail; returns how many left. One that fails waits longer each time and never blocks the rest."""
    return sum(deliver(mail) for mail in Mail.objects.due(timezone.now())[:200] if lease(mail))


def lease(mail):
    """Take the mail for this worker; False when another was faster."""
    now = timezone.now()
    return Mail.objects.due(now).filter(pk=mail.pk).update(leased_until=now + LEASE) == 1


def deliver(mail):
    """Send one leased mail and write what became of it. Returns 1 when it left, else 0."""
    try:
        message(mail).send()
    except Exception as error:  # of the server, of the words, or of Python's own parser: none stops the other mails
        postpone(mail, error)
        return 0
    Mail.objects.filter(pk=mail.pk).update(
        sent_at=timezone.now(), leased_until=None, attempts=mail.attempts + 1, last_error="", **left_of(mail)
    )
    return 1


def left_of(mail):
    """What stays of the words of a mail that is done with: all of it, as a rule."""
    return {"address": "", "text": "", "unsubscribe": ""} if mail.key.startswith(f"{FORGOTTEN}:") else {}


def message(mail):
    stops = {"List-Unsubscribe": f"<{mail.unsubscribe}>"} if mail.unsubscribe else {}
    return EmailMessage(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", **stops},
    )


def postpone(mail, error):
    """Try again after 1, 2, 4 ... minutes; give up after MOST_ATTEMPTS, where a platform admin sees it."""
    attempts, now = mail.attempts + 1, timezone.now()
    log.warning("mail not sent", extra={"mail": mail.pk, "attempt": attempts, "error": type(error).__name__})
    is_dead = attempts >= MOST_ATTEMPTS
    Mail.objects.filter(pk=mail.pk).update(
        attempts=attempts,
        leased_until=None,
        last_error=type(error).__name__ if left_of(mail) else str(error)[:300],
        not_before=now + timedelta(minutes=2 ** (attempts - 1)),
        dead_at=now if is_dead else None,
        **(left_of(mail) if is_dead else {}),
    )
