"""Following a filter: asked for, confirmed by mail, told of what is new at most once a week, stopped by its reader.

New is what matches now and never matched before: published, or changed so that it fits (docs/decisions/0013).
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override

from accounts.limits import within
from catalogue.current import version_now
from catalogue.facets import chips, parameters
from outbox.delivery import FORGOTTEN
from outbox.models import Mail
from outbox.post import post
from showcase.followed import ABOUT, about, filterset_of, list_of
from showcase.models import Follow

PAUSE = timedelta(days=7)  # between two mails to the same follower
MOST_UNASKED = 3  # mails a day to an address that has not said yes; sign-up counts them too
MOST_LISTED = 20
AT_ONCE = 200
log = logging.getLogger(__name__)


# What is followed ----------------------------------------------------------------------------------------------------


def normalised(filterset):
    """The parameters that narrow the list, always in the same order: the same filter is followed once."""
    name, _followed = about(filterset)
    pairs = {*parameters(filterset, skip=("sort",)), *([(ABOUT, name)] if name else [])}
    return urlencode(sorted(pairs))


def names_of(filterset):
    """``["Topic: Health and care", ...]`` for mails: without free words, which somebody else may have typed."""
    return [f"{chip.name}: {chip.value}" for chip in chips(filterset) if chip.parameter != "q"]


# Asking, confirming, stopping ----------------------------------------------------------------------------------------


def ask(email, language, filterset):
    """Write the mail that asks whether this address wants it. Nobody is told whether the address is known here."""
    email = email.lower()
    if not within("account-mail", email, most=MOST_UNASKED):
        return
    with transaction.atomic():
        usual = {"language": language, "asked_at": timezone.now()}
        named = {"email": email, "query": normalised(filterset)}
        follow, _is_new = Follow.objects.get_or_create(**named, defaults=usual)
        Follow.objects.filter(pk=follow.pk, confirmed_at=None).update(**usual)
        Follow.objects.filter(pk=follow.pk).update(looks=F("looks") + 1)
        follow.refresh_from_db()
        write("follow_asked", follow, filterset)


def confirm(follow):
    """From now on: what matches already is not new. Once more changes nothing."""
    token, filterset = version_now()[1], filterset_of(follow.query)
    known = list_of(filterset).news(filterset)
    fresh = {"confirmed_at": timezone.now(), "seen": known.serialize(), "looked_at_token": token}
    Follow.objects.filter(pk=follow.pk, confirmed_at=None).update(**fresh)


@transaction.atomic
def stop(follow):
    """Forget the address with what is still to be sent to it."""
    Mail.objects.filter(key__startswith=f"{event_of(follow)}-", sent_at=None).delete()
    Follow.objects.filter(pk=follow.pk).delete()


def event_of(follow):
    return f"{FORGOTTEN}:follow-{follow.pk}"


def write(kind, follow, filterset=None, **context):
    """A mail in the follower's language, whose address and text go once it was sent."""
    place = list_of(filterset).mails if filterset else "showcase"
    with override(follow.language):
        own = follow.get_absolute_url()
        told = {"follow": follow, "own": own, "names": names_of(filterset) if filterset else [], **context}
        post(
            f"{place}/{kind}",
            key=f"{event_of(follow)}-{follow.looks}:{kind}",
            to=follow.email,
            language=follow.language,
            context=told,
            unsubscribe=own,
        )


# Telling -------------------------------------------------------------------------------------------------------------


def tell_all():
    """Look at every filter that may have something new; returns how many mails were written. The worker's task."""
    token = version_now()[1]
    due = Follow.objects.to_look_at(token, timezone.now() - PAUSE)
    return sum(told_safely(follow, token) for follow in due[:AT_ONCE])


def told_safely(follow, token):
    """As ``tell``; one that cannot be read stands in nobody's way."""
    try:
        return tell(follow, token)
    except (ValueError, KeyError):
        log.exception("follower not told", extra={"follow": follow.pk})
        return False


def tell(follow, token):
    """Write the mail about what is new, if anything is. True when this worker wrote one.

    The list is read before the transaction, in which a snapshot would be read whole; ``token`` is older than it, so
    what changes meanwhile is looked at again.
    """
    filterset = filterset_of(follow.query)
    if not filterset.makes_sense:
        return say_broken(follow, token)
    followed = list_of(filterset)
    new = followed.news(filterset) - follow.keys_seen
    keys = followed.newest(filterset, new, MOST_LISTED)
    with transaction.atomic():
        shown = followed.rows(keys)
        now = timezone.now()
        seen = {"seen": (follow.keys_seen | new).serialize(), "told": new.serialize(), "last_mailed_at": now}
        # Two workers may be here at once: only the one who still finds what it read goes on.
        if not take(follow, token, **(seen if shown else {})) or not shown:
            return False
        write("follow_new", follow, filterset, rows=shown, count=len(new), more=len(new) - len(shown))
    return True


def take(follow, token, **columns):
    """Mark the follower as looked at; False when somebody else did, or when it was stopped."""
    same = Follow.objects.filter(pk=follow.pk, looks=follow.looks)
    taken = same.update(looks=F("looks") + 1, looked_at_token=token, **columns)
    follow.looks += 1
    return taken == 1


@transaction.atomic
def say_broken(follow, token):
    """A place that has gone, say. Told once; what can be listed again is not told of any more."""
    if not take(follow, token, broken_at=timezone.now()):
        return False
    write("follow_ended", follow)
    return True
