"""What the nightly job forgets, to the day, and what it leaves."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from config import retention
from outbox.models import Mail
from record.models import Count, Entry, OnceKey
from showcase import workflow
from showcase.models import Submission
from tests.factories import AffiliationFactory, EditorFactory, UserFactory

pytestmark = pytest.mark.django_db
NONE_LEFT = [
    "0 one-time keys of forms",
    "0 counters of limits",
    "0 texts of mails after 14 days",
    "0 accounts not confirmed in 7 days",
    "0 expired sessions",
    "0 expired rows of the cache",
    "0 audit rows after 5 years",
]
NO_DRAFTS = "0 drafts untouched for 18 months; they are their authors'"


def ago(**time):
    return timezone.now() - timedelta(**time)


def retain(**options):
    said = StringIO()
    call_command("retain", stdout=said, **options)
    return said.getvalue().splitlines()


def mail(key, **fields):
    return Mail.objects.create(key=key, address="a@city.example", language="en", subject="s", text="text", **fields)


def person(name, *, verified=False, **fields):
    user = UserFactory(name=name, email=f"{name}@city.example", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def names(model, field):
    return sorted(model.objects.values_list(field, flat=True))


def test_nothing_to_forget_is_said_rule_by_rule():
    assert retain() == [f"{line} forgotten" for line in NONE_LEFT] + [NO_DRAFTS]


def test_keys_counters_and_sessions_go_when_their_time_is_over():
    OnceKey.objects.create(key="over", expires=ago(minutes=1))
    OnceKey.objects.create(key="open", expires=ago(minutes=-1))
    Count.objects.create(action="over", subject="s", window=ago(days=2, minutes=1))
    Count.objects.create(action="runs", subject="s", window=ago(days=1))
    Session.objects.create(session_key="over", session_data="", expire_date=ago(minutes=1))
    Session.objects.create(session_key="open", session_data="", expire_date=ago(minutes=-1))

    retain()

    left = names(OnceKey, "key"), names(Count, "action"), names(Session, "session_key")
    assert left == (["open"], ["runs"], ["open"])


def test_text_of_a_mail_goes_14_days_after_it_went_or_was_given_up():
    mail("sent", sent_at=ago(days=14, minutes=1))
    mail("dead", dead_at=ago(days=14, minutes=1))
    mail("sent lately", sent_at=ago(days=13))
    mail("dead lately", dead_at=ago(days=13))
    mail("waits", created_at=ago(days=30))

    retain()

    assert dict(Mail.objects.values_list("key", "text")) == {
        "sent": "",
        "dead": "",
        "sent lately": "text",
        "dead lately": "text",
        "waits": "text",
    }


def test_account_that_nobody_confirmed_goes_after_7_days():
    week = ago(days=7, minutes=1)
    person("forgotten", date_joined=week)
    person("new", date_joined=ago(days=6))
    person("confirmed", date_joined=week, verified=True)
    person("came-in", date_joined=week, last_login=week)
    person("admin", date_joined=week, is_superuser=True)
    AffiliationFactory(user=person("claims", date_joined=week))
    EditorFactory(user=person("named-editor", date_joined=week))
    UserFactory(name="made-by-hand", date_joined=week)
    UserFactory(name="", email="", date_joined=week, is_active=False)  # erased; the row keeps what they did together

    retain()

    assert names(User, "name") == [
        "",
        *("admin", "came-in", "claims", "confirmed", "made-by-hand", "named-editor", "new"),
    ]
    assert not EmailAddress.objects.filter(email="forgotten@city.example").exists()


def test_audit_rows_go_after_5_years():
    for name, days in (("old", 5 * 365 + 2), ("kept", 5 * 365 - 1)):
        Entry.objects.create(event=name, what="showcase.submission", key="1", at=ago(days=days))

    retain()

    assert list(Entry.objects.filter(what="showcase.submission").values_list("event", flat=True)) == ["kept"]


def test_expired_rows_of_the_cache_go():
    shared = caches["shared"]
    shared.clear()
    shared.set("over", "1", timeout=1)
    shared.set("open", "2", timeout=600)

    [rule] = [rule for rule in retention.RULES if isinstance(rule, retention.CacheRule)]
    done = [rule.carry_out(timezone.now() + timedelta(seconds=60)) for _each in range(2)]

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert (done, cursor.fetchall()) == ([1, 0], [(":1:open",)])


def test_dry_run_counts_and_forgets_nothing():
    for number in range(3):
        OnceKey.objects.create(key=f"over-{number}", expires=ago(minutes=1))
    mail("sent", sent_at=ago(days=15))
    person("forgotten", date_joined=ago(days=8))
    would = ["3 one-time keys of forms", NONE_LEFT[1], "1 texts of mails after 14 days"]
    would += ["1 accounts not confirmed in 7 days", *NONE_LEFT[4:]]

    said = [retain(dry_run=True) for _each in range(2)]

    assert said == [[f"{line} would be forgotten" for line in would] + [NO_DRAFTS]] * 2
    assert retain() == [f"{line} forgotten" for line in would] + [NO_DRAFTS]
    assert retain() == [f"{line} forgotten" for line in NONE_LEFT] + [NO_DRAFTS]


def test_more_rows_than_a_batch_all_go(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        Count.objects.create(action=str(number), subject="s", window=ago(days=3))
    [rule] = [rule for rule in retention.RULES if rule.what == "counters of limits"]

    with django_assert_num_queries(13):  # three batches of keys, savepoint, rows and its release, and one look in vain
        assert rule.carry_out(timezone.now()) == 5
    assert names(Count, "action") == []


def test_untouched_drafts_are_counted_and_stay(cast, draft):
    def touched(**days):
        Submission.objects.filter(pk=draft.pk).update(edited_at=ago(**days))

    touched(days=547)
    young = retain()[-1]
    touched(days=549)
    old = retain()[-1]
    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)
    sent = retain()[-1]
    workflow.perform("withdraw", draft, by=cast.author, seen=draft.saves)
    taken_back = retain()[-1]

    rest = "drafts untouched for 18 months; they are their authors'"
    assert [young, old, sent, taken_back] == [f"{count} {rest}" for count in (0, 1, 0, 0)]
    assert Submission.objects.filter(pk=draft.pk, state="draft").count() == 1
