"""What the nightly job forgets, to the day, and what it leaves."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import seeds
from accounts.models import User
from accounts.sealing import unseal
from catalogue.models import CatalogueChange, touch
from config import diagnosis, retention
from outbox.models import Mail
from record.models import Count, Entry, OnceKey
from showcase import workflow
from showcase.models import Submission
from tests.factories import AffiliationFactory, EditorFactory, InitiativeFactory, UserFactory

pytestmark = pytest.mark.django_db
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DONE = {  # what each rule does with which rows
    "one-time keys of forms": "forgotten",
    "counters of limits": "forgotten",
    "texts of mails after 14 days": "forgotten",
    "accounts not confirmed in 7 days": "forgotten",
    "filters to follow, not confirmed in 7 days or without a meaning": "forgotten",
    "needs of people who registered, 2 days after the session": "forgotten",
    "registrations 30 days after the session": "forgotten",
    "registrations not confirmed in 7 days": "forgotten",
    "names of people on stage after their consent": "forgotten",
    "expired sessions": "forgotten",
    "changes of the catalogue after 7 days": "forgotten",
    "expired rows of the cache": "forgotten",
    "audit rows after 5 years": "forgotten",
    "files of mails in a demo": "forgotten",
    "first warnings about untouched drafts": "written",
    "second warnings about untouched drafts": "written",
    "drafts untouched for 18 months": "discarded",
    "desks without an editor": "handed over to the host",
    "seeds of second steps under an old key": "sealed anew",
}


def ago(**time):
    return timezone.now() - timedelta(**time)


def retain(**options):
    said = StringIO()
    call_command("retain", stdout=said, **options)
    return said.getvalue().splitlines()


def told(would="", **due):
    """What it says where rows are due of the rules that begin with these words: ``told(counters=3)``."""
    counts = {what: due.pop(what.split()[0].replace("-", "_"), 0) for what in DONE}
    assert due == {}
    return [f"{count} {what} {would}{DONE[what]}" for what, count in counts.items()]


def mail(key, **fields):
    return Mail.objects.create(key=key, address="a@city.example", language="en", subject="s", text="text", **fields)


def person(name, *, verified=False, **fields):
    user = UserFactory(name=name, email=f"{name}@city.example", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def names(model, field):
    return sorted(model.objects.values_list(field, flat=True))


def test_nothing_to_forget_is_said_rule_by_rule():
    assert retain() == told()


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


def test_changes_of_the_catalogue_go_after_7_days_and_the_list_is_read_anew(client):
    InitiativeFactory(title="Before")
    client.get(reverse("initiatives"))
    initiative = InitiativeFactory(title="Since then")
    CatalogueChange.objects.update(at=ago(days=7, minutes=1))
    touch(initiative)

    retain()

    assert CatalogueChange.objects.count() == 1
    assert "Since then" in client.get(reverse("initiatives")).content.decode()


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
    due = {"one_time": 3, "texts": 1, "accounts": 1}

    said = [retain(dry_run=True) for _each in range(2)]

    assert said == [told("would be ", **due)] * 2
    assert retain() == told(**due)
    assert retain() == told()


def test_more_rows_than_a_batch_all_go(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        Count.objects.create(action=str(number), subject="s", window=ago(days=3))
    [rule] = [rule for rule in retention.RULES if rule.what == "counters of limits"]

    with django_assert_num_queries(13):  # three batches of keys, savepoint, rows and its release, and one look in vain
        assert rule.carry_out(timezone.now()) == 5
    assert names(Count, "action") == []


def test_untouched_draft_is_counted_before_its_author_is_warned(cast, draft):
    Submission.objects.filter(pk=draft.pk).update(edited_at=ago(days=549))

    said = [retain(dry_run=True), retain(), retain()]

    assert said == [told("would be ", first=1), told(first=1), told()]
    assert names(Mail, "address") == [cast.author.email]


def test_desk_whose_editor_went_past_the_signals_is_handed_over_to_the_host(cast, draft):
    Submission.objects.filter(pk=draft.pk).update(desk=cast.rival)
    draft.refresh_from_db()
    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)
    User.objects.filter(pk=cast.rival_editor.pk).update(is_active=False)
    doubt = "The desk c40 has no active editor; submissions that are open there: 1."
    before = list(diagnosis.desks())

    said = [retain(dry_run=True), retain(), retain()]

    draft.refresh_from_db()
    assert (before, list(diagnosis.desks())) == ([doubt], [])
    assert said == [told("would be ", desks=1), told(desks=1), told()]
    assert (draft.desk, draft.reviews.latest("pk").step) == (cast.host, "hand_over")


def test_seeds_move_to_the_current_key(settings):
    user = UserFactory()
    TOTP.activate(user, SEED)
    RecoveryCodes.activate(user)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-key-" + "9876543210" * 4
    settings.SECRET_KEY_FALLBACKS = [old]

    said = [retain(dry_run=True), retain(), retain()]
    settings.SECRET_KEY_FALLBACKS = []

    assert said == [told("would be ", seeds=2), told(seeds=2), told()]
    assert unseal(user.authenticator_set.get(type="totp").data["secret"]) == SEED


def test_seed_whose_spare_code_was_just_used_waits_for_the_next_night():
    row = RecoveryCodes.activate(UserFactory()).instance
    seen = Authenticator.objects.get(pk=row.pk)
    spare = row.wrap().get_unused_codes()[0]
    row.wrap().validate_code(spare)

    assert seeds.seal_again(seen) == 0
    assert len(Authenticator.objects.get(pk=row.pk).wrap().get_unused_codes()) == 9


def test_files_of_mails_go_after_a_day_in_a_demo_only(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    for name, hours in (("old.log", 25), ("new.log", 23), ("notes.txt", 99)):
        (tmp_path / name).write_text("To: a@city.example")
        os.utime(tmp_path / name, times=(ago(hours=hours).timestamp(),) * 2)

    elsewhere = retain()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    assert (elsewhere, retain(), retain()) == (told(), told(files=1), told())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.log", "notes.txt"]
