"""What is forgotten when its time is over: what each rule finds, and how it is forgotten, in batches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from catalogue.models import CatalogueChange
from cities.models import Affiliation
from outbox.models import Mail
from record.models import Count, Entry, OnceKey
from showcase.models import Follow
from webinars.consent import forget_names, names_without_consent
from webinars.models import Registration, Standing, State
from webinars.models.registration import KEPT as REGISTRATIONS

BATCH = 500
LONGEST_WINDOW = timedelta(days=2)
TEXTS_OF_MAILS = timedelta(days=14)
UNCONFIRMED = timedelta(days=7)
BROKEN = timedelta(days=30)
CHANGES = timedelta(days=7)
ACCESS_NEEDS = timedelta(days=2)
AUDIT = timedelta(days=5 * 365 + 1)


def old_keys(now):
    return OnceKey.objects.filter(expires__lt=now)


def old_counters(now):
    return Count.objects.filter(window__lt=now - LONGEST_WINDOW)


def old_mails(now):
    """Sent or given up; what still waits is never among them."""
    over = now - TEXTS_OF_MAILS
    return Mail.objects.filter(Q(sent_at__lt=over) | Q(sent_at=None, dead_at__lt=over)).exclude(text="")


def unconfirmed_people(now):
    """Signed up, never confirmed their address and so never came in. Whom somebody else gave a part in this stays."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    people = User.objects.filter(date_joined__lt=now - UNCONFIRMED, last_login=None, is_staff=False, is_superuser=False)
    return people.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        ~Exists(Affiliation.objects.filter(user=OuterRef("pk"))),
    )


def old_sessions(now):
    return Session.objects.filter(expire_date__lt=now)


def old_changes(now):
    """Whoever still holds a list from before them reads it whole (catalogue/current.py)."""
    return CatalogueChange.objects.filter(at__lt=now - CHANGES)


def idle_follows(now):
    """Never confirmed, or of a filter that means nothing any more: its reader was told."""
    return Follow.objects.filter(Q(confirmed_at=None, asked_at__lt=now - UNCONFIRMED) | Q(broken_at__lt=now - BROKEN))


def of_sessions_over(before):
    """Registrations for sessions that ended before this time; without a new date, the last one that was told counts."""
    ended = Coalesce("webinar__ends_at", "told_start", "agreed_at")
    return Registration.objects.alias(ended=ended).filter(ended__lt=before)


def old_registrations(now):
    return of_sessions_over(now - REGISTRATIONS)


def old_access_needs(now):
    """What somebody needs to take part says something of their health. A postponed session is still to come."""
    over = of_sessions_over(now - ACCESS_NEEDS).exclude(webinar__state=State.POSTPONED)
    return over.exclude(access_needs="")


def unconfirmed_registrations(now):
    return Registration.objects.filter(state=Standing.UNCONFIRMED, agreed_at__lt=now - UNCONFIRMED)


def delete(rows):
    rows.delete()


def empty_access_needs(registrations):
    registrations.update(access_needs="")


def empty_texts(mails):
    mails.update(text="")


@dataclass(frozen=True)
class Rule:
    """Rows of one kind whose time is over."""

    what: str
    due: Callable
    forget: Callable = delete
    done: str = "forgotten"

    def count(self, now):
        return self.due(now).count()

    def carry_out(self, now):
        """Forget them, batch by batch, each in a short transaction; returns how many. Once more finds none."""
        done = 0
        while keys := list(self.due(now).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                # Asked again: somebody may just have confirmed their address.
                self.forget(self.due(now).filter(pk__in=keys))
            done += len(keys)
        return done


@dataclass(frozen=True)
class AtOnceRule(Rule):
    """One statement: half the changes of one version would look like all of them."""

    def carry_out(self, now):
        return self.due(now).delete()[0]


@dataclass(frozen=True)
class AuditRule:
    """The audit is append-only and forgets its oldest rows itself."""

    what: str
    done: str = "forgotten"

    def count(self, now):
        return Entry.objects.filter(at__lt=now - AUDIT).count()

    def carry_out(self, now):
        return Entry.objects.expire(now - AUDIT)


@dataclass(frozen=True)
class CacheRule:
    """Rows of the cache's table that nothing reads any more; they name addresses of visitors."""

    what: str
    done: str = "forgotten"

    def count(self, now):
        return sum(self.run("SELECT count(*)", table, now).fetchone()[0] for table in self.tables())

    def carry_out(self, now):
        return sum(self.run("DELETE", table, now).rowcount for table in self.tables())

    def tables(self):
        backends = [cache for cache in settings.CACHES.values() if cache["BACKEND"].endswith(".DatabaseCache")]
        return [connection.ops.quote_name(cache["LOCATION"]) for cache in backends]

    def run(self, act, table, now):
        over = connection.ops.adapt_datetimefield_value(now)
        cursor = connection.cursor()
        cursor.execute(f"{act} FROM {table} WHERE expires < %s", [over])
        return cursor


RULES = (
    Rule("one-time keys of forms", old_keys),
    Rule("counters of limits", old_counters),
    Rule("texts of mails after 14 days", old_mails, empty_texts),
    Rule("accounts not confirmed in 7 days", unconfirmed_people),
    Rule("filters to follow, not confirmed in 7 days or without a meaning", idle_follows),
    Rule("needs of people who registered, 2 days after the session", old_access_needs, empty_access_needs),
    Rule("registrations 30 days after the session", old_registrations),
    Rule("registrations not confirmed in 7 days", unconfirmed_registrations),
    Rule("names of people on stage after their consent", names_without_consent, forget_names),
    Rule("expired sessions", old_sessions),
    AtOnceRule("changes of the catalogue after 7 days", old_changes),
    CacheRule("expired rows of the cache"),
    AuditRule("audit rows after 5 years"),
)
