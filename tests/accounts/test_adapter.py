"""The words and links of the mails about sign-in, in every language."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core.context import request_context
from django.conf import settings
from django.utils import translation

from accounts.limits import within
from outbox.models import Mail
from record.models import Count
from tests.factories import UserFactory

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def adapter(db, rf):
    """As inside a request that came by another name of the site than the configured one."""
    with request_context(rf.get("/", headers={"host": "127.0.0.1"})):
        yield get_adapter()


def confirmation(adapter, *, signup):
    address = EmailAddress.objects.create(user=UserFactory(name="Win http://evil.example"), email="anna@city.example")
    adapter.send_confirmation_mail(adapter.request, EmailConfirmationHMAC(address), signup)


def reset(adapter):
    context = {"password_reset_url": adapter.get_reset_password_from_key_url("1a-some-token")}
    adapter.send_mail("account/email/password_reset_key", "anna@city.example", context)


def notice(name):
    context = {"from_email": "a@city.example", "to_email": "b@city.example", "deleted_email": "b@city.example"}
    path = name if "/" in name else f"account/email/{name}"
    return lambda adapter: adapter.send_mail(path, "anna@city.example", context)


MAILS = {
    "sign-up": lambda adapter: confirmation(adapter, signup=True),
    "confirmation": lambda adapter: confirmation(adapter, signup=False),
    "account exists": lambda adapter: adapter.send_account_already_exists_mail("anna@city.example"),
    "reset": reset,
    "unknown": lambda adapter: adapter.send_mail("account/email/unknown_account", "anna@city.example", {}),
    "password changed": notice("password_changed"),
    "password reset": notice("password_reset"),
    "password set": notice("password_set"),
    "address changed": notice("email_changed"),
    "change cancelled": notice("email_deleted"),
    "app added": notice("mfa/email/totp_activated"),
    "app removed": notice("mfa/email/totp_deactivated"),
    "passkey added": notice("mfa/email/webauthn_added"),
    "passkey removed": notice("mfa/email/webauthn_removed"),
    "spare codes made": notice("mfa/email/recovery_codes_generated"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAILS)
def test_mail_is_plain_text_with_one_link_of_ours(adapter, name, language):
    with translation.override(language):
        MAILS[name](adapter)

    mail = Mail.objects.get()
    [link] = re.findall(r"\S+://\S+", mail.text)
    prefix = "" if language == "en" else f"/{language}"
    assert link.startswith(f"{settings.BASE_URL}{prefix}/account/")
    assert re.findall(r"<[^>]*>|&\w+;|\{|\}|None", mail.subject + mail.text) == []
    assert (mail.address, mail.language, mail.sent_at) == ("anna@city.example", language, None)
    assert mail.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_with_a_code_holds_no_link(adapter, language):
    with translation.override(language):
        adapter.send_mail("account/email/login_code", "anna@city.example", {"code": "1234-5678"})

    mail = Mail.objects.get()
    assert re.findall(r"\S+://\S+|\d{4}-\d{4}", mail.text) == ["1234-5678"]
    assert (mail.address, mail.language) == ("anna@city.example", language)


def test_link_to_a_new_password_holds_the_whole_key(adapter):
    assert adapter.get_reset_password_from_key_url("1a-some-token") == (
        f"{settings.BASE_URL}/account/password/reset/key/1a-some-token/"
    )


def test_mails_to_one_address_count_in_any_spelling(adapter):
    for address in ("a@city.example", "A@city.example", "a@CITY.example", "A@CITY.EXAMPLE", "b@city.example"):
        adapter.send_mail("account/email/unknown_account", address, {})

    assert sorted(Mail.objects.values_list("address", flat=True)) == [
        "A@city.example",
        "a@CITY.example",
        "a@city.example",
        "b@city.example",
    ]


def test_confirmed_address_gets_ten_mails_a_day(adapter):
    EmailAddress.objects.create(user=UserFactory(), email="anna@city.example", verified=True)

    for _each in range(12):
        reset(adapter)

    assert Mail.objects.count() == 10


@pytest.mark.django_db
def test_limit_lets_exactly_so_many_through():
    assert [within("knock", "door", most=2) for _each in range(4)] == [True, True, False, False]
    assert within("knock", "other door", most=2) is True
    assert within("ring", "door", most=2) is True


@pytest.mark.django_db
def test_limit_begins_anew_each_day(monkeypatch):
    days = iter([datetime(2026, 5, 1, 23, 59, tzinfo=UTC), datetime(2026, 5, 2, 0, 0, tzinfo=UTC)])
    monkeypatch.setattr("accounts.limits.timezone.now", lambda: next(days))

    assert [within("knock", "door", most=1) for _each in range(2)] == [True, True]


@pytest.mark.django_db
def test_limit_keeps_no_address():
    within("account-mail", "anna@city.example", most=1)

    assert "anna" not in Count.objects.get().subject
