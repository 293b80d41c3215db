"""How often somebody may do something in a day, counted in the database: exact however many do it at once."""

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from record.models import Count


def within(action, subject, *, most):
    """Count once more; False when the subject has had its ``most`` of today (UTC). Nothing ever clears the count.

    The subject may be personal, an address say: only its keyed hash is kept.
    """
    key = {
        "action": action,
        "subject": salted_hmac("limits", subject.lower()).hexdigest(),
        "window": timezone.now().replace(hour=0, minute=0, second=0, microsecond=0),
    }
    Count.objects.get_or_create(**key)
    return Count.objects.filter(**key, n__lt=most).update(n=F("n") + 1) == 1
