"""A limit of ten lets ten through: of fifty at once, and not one more of those who forge where they come from.

``make prove-sameness`` sends a thousand forged requests to each limit on both databases.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from accounts import admission
from outbox.models import Mail
from tests.factories import EditorFactory, UserFactory
from tests.proofs import at_once, report
from tests.showcase.test_races import browser_of
from tests.webinars.registered import announced

NOW = datetime(2026, 5, 1, 12, 1, tzinfo=UTC)
FORGED = int(os.environ.get("FORGED", "4"))
AT_ONCE = 50 if "FORGED" in os.environ else 14
MOST, PLENTY = 10, 10**6
CLIENT, PROXY = "192.0.2.1", "10.0.0.1"
PASSWORD = "correct horse battery staple"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch):
    """No window ends while a test counts."""
    monkeypatch.setattr("accounts.limits.timezone.now", lambda: NOW)


@pytest.fixture
def anna(db):
    user = UserFactory(email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def only(monkeypatch):
    """``only("sign-up")``: this limit is ten, and no other is in its way."""

    def set_(name):
        for module in ("sign-in", "second-step", "account-mail"):
            most = MOST if module == name else PLENTY
            for constant in CONSTANTS[module]:
                monkeypatch.setattr(constant, most)
        if name == "sign-in":
            monkeypatch.setattr("accounts.attempts.MOST_FROM_ONE_ADDRESS", PLENTY)
            monkeypatch.setattr("accounts.attempts.MOST_AT_ONE_ACCOUNT", PLENTY)
        for address, limits in admission.LIMITS.items():
            changed = tuple(replace(each, most=MOST if each.action == name else PLENTY) for each in limits)
            monkeypatch.setitem(admission.LIMITS, address, changed)

    return set_


CONSTANTS = {
    "sign-in": [
        "accounts.attempts.MOST_FROM_ONE_ADDRESS_AT_ONE_ACCOUNT",
        "accounts.attempts.MOST_FROM_ONE_ADDRESS",
        "accounts.attempts.MOST_AT_ONE_ACCOUNT",
    ],
    "second-step": ["accounts.attempts.MOST_CODES"],
    "account-mail": ["accounts.adapter.MAILS_A_DAY", "accounts.adapter.MAILS_A_DAY_UNCONFIRMED"],
}


def said_no(answer):
    """The page that says so, or the sentence in the form."""
    return answer.status_code == 429 or "Too many attempts" in answer.content.decode()


def post(name, data, browser=None, args=()):
    """``send(**where it says it comes from)``: True when it was let through."""
    address = reverse(name, args=args)

    def send(**origin):
        visitor = browser_of(browser) if browser else Client(raise_request_exception=False)
        return not said_no(visitor.post(address, data() if callable(data) else data, **origin))

    return send


def passwords(anna):
    return post("account_login", {"login": anna.email, "password": "wrong horse"})


def sign_ups(anna):
    return post("account_signup", {"name": "Ben", "email": "ben@city.example", "password1": PASSWORD})


def codes_asked_for(anna):
    return post("account_request_login_code", {"email": anna.email})


def resets_of_one_address(anna):
    return post("account_reset_password", {"email": anna.email})


def mails(anna):
    """Let through is what became a mail; the page says the same to everybody."""
    send = post("account_reset_password", {"email": anna.email})

    def sent(**origin):
        send(**origin)
        return None

    return sent


def guesses_of_a_mailed_code(anna):
    """All in the browser that asked for it, which is the only one it works in."""
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": anna.email})
    return post("account_confirm_login_code", {"code": "00000000"}, browser)


def guesses_of_the_second_step(anna):
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    browser = Client()
    browser.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    return post("mfa_authenticate", {"code": "000000"}, browser)


def passwords_shown_again(anna):
    browser = Client()
    browser.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    return post("account_reauthenticate", {"password": "wrong horse"}, browser)


def seats(anna):
    session = announced()
    return post("session-register", {"email": anna.email}, args=[session.series.slug, session.slug])


LIMITS = {
    "sign-in": passwords,
    "sign-in-page": passwords,
    "sign-up": sign_ups,
    "code-for": codes_asked_for,
    "code": codes_asked_for,
    "code-try": guesses_of_a_mailed_code,
    "reset-of": resets_of_one_address,
    "account-mail": mails,
    "second-step": guesses_of_the_second_step,
    "show-again": passwords_shown_again,
    "register": seats,
}


def forgeries():
    """What a client may write about where it comes from. Behind a proxy the last entry is what the proxy saw."""
    for number in range(FORGED):
        false = f"203.0.{number // 250}.{number % 250}"
        lies = {f"HTTP_{name}": false for name in ("X_REAL_IP", "CLIENT_IP", "X_CLIENT_IP", "TRUE_CLIENT_IP")}
        yield {**lies, "HTTP_FORWARDED": f"for={false};proto=https", "HTTP_X_FORWARDED_FOR": false}


@pytest.mark.parametrize("name", LIMITS)
def test_limit_of_ten_lets_ten_of_many_at_once_through_and_nobody_who_forges(name, anna, only, settings):
    send = LIMITS[name](anna)
    only(name)
    before = Mail.objects.count()

    answers = at_once([partial(send, REMOTE_ADDR=CLIENT)] * AT_ONCE)
    at_first = Mail.objects.count() - before if name == "account-mail" else answers.count(True)
    forged = [send(**lies, REMOTE_ADDR=CLIENT) for lies in list(forgeries())[::2]]
    settings.TRUSTED_PROXIES = 1
    for lies in list(forgeries())[1::2]:
        lies["HTTP_X_FORWARDED_FOR"] += f", {CLIENT}"
        forged.append(send(**lies, REMOTE_ADDR=PROXY))
    later = Mail.objects.count() - before - at_first if name == "account-mail" else forged.count(True)

    report(name, {f"of {AT_ONCE} at once let through": at_first, f"of {len(forged)} with forged headers": later})
    assert (at_first, later) == (MOST, 0)


LOOKED_UP = (
    "Nobody signs in here with this address yet.",
    "You have named many people today. Come back tomorrow for more.",
)


def test_of_many_look_ups_at_once_ten_are_answered(cast, monkeypatch):
    """Each answer tells a lead whether somebody signs in here with an address."""
    monkeypatch.setattr("networks.admin_forms.MOST_LOOKED_UP_A_DAY", MOST)
    lead = UserFactory()
    EditorFactory(user=lead, network=cast.rival, role="lead")
    browser = Client(raise_request_exception=False)
    browser.force_login(lead)
    address = reverse("admin:networks_network_change", args=[cast.rival.pk])
    data = {"name": "C40", "days_to_answer": 5, "members_listed": "none", "kind": cast.rival.kind_id}
    data |= {"editors-TOTAL_FORMS": 1, "editors-INITIAL_FORMS": 0, "editors-0-role": "editor"}

    def ask(number):
        page = browser_of(browser).post(address, data | {"editors-0-email": f"nobody{number}@city.example"})
        [error] = re.findall(r'<ul class="errorlist"[^>]*><li>(.*?)</li>', page.content.decode())
        return error

    errors = at_once([partial(ask, number) for number in range(AT_ONCE)])

    answered, refused = (errors.count(sentence) for sentence in LOOKED_UP)
    report("look-ups", {f"of {AT_ONCE} at once let through": answered})
    assert (answered, refused) == (MOST, AT_ONCE - MOST)
