"""How often somebody may do something in a while, counted in the database: exact however many do it at once."""

from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from record.models import Count

DAY = timedelta(days=1)


def within(action, subject, *, most, window=DAY):
    """Count once more; False when the subject has had its ``most`` of today (UTC). Nothing ever clears the count.

    The subject may be personal, an address say: only its keyed hash is kept.
    """
    return take(action, subject, most=most, window=window) is not None


def take(action, subject, *, most, window=DAY):
    """Count once more; the key of the counter for ``give_back``, or None when the subject has had its ``most``."""
    hashed = salted_hmac("limits", subject.lower()).hexdigest()
    counter, _made = Count.objects.get_or_create(action=action, subject=hashed, window=beginning(window))
    # One statement compares and counts: of many at once none slips past the limit.
    counted = Count.objects.filter(pk=counter.pk, n__lt=most).update(n=F("n") + 1)
    return counter.pk if counted else None


def give_back(key):
    """Uncount what ``take`` counted, for an act that turned out harmless. Others' counts stay."""
    Count.objects.filter(pk=key, n__gt=0).update(n=F("n") - 1)


def beginning(window):
    """When the current window began. Windows follow each other from midnight UTC, the same in every process."""
    now = timezone.now().timestamp()
    return datetime.fromtimestamp(now - now % window.total_seconds(), UTC)
