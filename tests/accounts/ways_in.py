"""How people come in, by the forms: each way returns a browser and the answer to its last step."""

import json
import re

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from outbox.models import Mail
from tests.accounts.devices import Phone

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HALF_MINUTE = 59_000_000  # the one in which these tests happen, so that no code runs out between two lines


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def browser():
    return Client(headers={"user-agent": "Some browser"})


def code_now(secret=SECRET):
    return format_hotp_value(hotp_value(secret, HALF_MINUTE))


def with_app(user):
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def by_password(user):
    person = browser()
    return person, person.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def by_code(user):
    person = browser()
    person.post(reverse("account_request_login_code"), {"email": user.email})
    return person, person.post(reverse("account_confirm_login_code"), {"code": code_in_mail(user.email)})


def code_in_mail(address):
    return re.search(r"\d{4}-\d{4}", Mail.objects.filter(address=address).latest("pk").text)[0]


def with_passkey(user, **phone):
    """A phone that holds a passkey of this person, made through the pages."""
    person, _answer = by_password(user)
    page = show_again(person, reverse("mfa_add_webauthn"))
    phone = Phone("http://localhost", **phone)
    credential = phone.make(page.context["js_data"]["creation_options"])
    person.post(reverse("mfa_add_webauthn"), {"name": "Phone", "credential": json.dumps(credential, default=list)})
    return phone


def by_passkey(phone):
    person = browser()
    asked = person.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    credential = json.dumps(phone.show(asked["request_options"]))
    return person, person.post(reverse("mfa_login_webauthn"), {"credential": credential})


def show_again(person, address):
    """Open a page that asks for the password first."""
    asked = person.get(address)
    return person.post(asked["Location"], {"password": PASSWORD}, follow=True)
