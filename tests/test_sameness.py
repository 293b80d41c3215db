"""Whether an address is known here, no answer tells: status, headers, cookies, bytes, and in the proof the time.

``make prove-sameness`` asks 300 times for each kind of address, with the password hasher of production and a mail
server that takes five seconds, and holds the medians within five milliseconds of each other.
"""

import os
import random
import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median
from urllib.parse import urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from accounts.models import User
from outbox.delivery import deliver_due
from outbox.models import Mail
from tests.accounts.slow_mail import slow_mail_server
from tests.proofs import report

TRIES = int(os.environ.get("TRIES", "3"))
IS_PROOF = "TRIES" in os.environ
NEAR = 5  # milliseconds
PAUSE = 5 if IS_PROOF else 0.2  # seconds
FORMS = {  # name: (address, field, what else is sent)
    "sign-up": ("account_signup", "email", {"name": "Anna Ito", "password1": "correct horse battery staple"}),
    "password reset": ("account_reset_password", "email", {}),
    "mailed code": ("account_request_login_code", "email", {}),
    "wrong password": ("account_login", "login", {"password": "wrong horse battery staple"}),
}
KINDS = {  # of accounts: (columns, whether the address is confirmed)
    "confirmed": ({}, True),
    "unconfirmed": ({}, False),
    "closed": ({"is_active": False}, True),
    "staff": ({"is_staff": True, "is_superuser": True}, True),
    "without a password": ({"password": "!"}, True),
}
CHANGES_EACH_TIME = {"date", "expires", "x-request-id", "set-cookie"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door(live_server, settings):
    """Asks the running server as a proxy would hand on a visitor: each try comes from another client's address."""
    settings.TRUSTED_PROXIES = 1
    return Door(live_server.url)


class Door:
    def __init__(self, base):
        self.place = urlsplit(base)
        self.clients = 0
        form, _took = self.ask("GET", reverse("account_signup"))
        self.csrf = form["cookies"]["csrftoken"].value

    def ask(self, method, path, data=None, cookies=None):
        """One request on a connection of its own; what came back, and the milliseconds it took."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
        headers["X-Forwarded-For"] = f"198.18.{self.clients // 250}.{self.clients % 250 + 1}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(self.place.hostname, self.place.port, timeout=60)
        started = time.perf_counter()
        connection.request(method, path, urlencode(data) if data else None, headers)
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - started) * 1000
        connection.close()
        set_ = SimpleCookie("\r\n".join(value for name, value in answer.getheaders() if name.lower() == "set-cookie"))
        return {"status": answer.status, "headers": answer.getheaders(), "cookies": set_, "body": body}, took

    def knock(self, form, email):
        """Send a form about an address and open the page it leads to: everything a visitor can tell, and the time."""
        self.clients += 1
        address, field, more = FORMS[form]
        data = {field: email, **more, "csrfmiddlewaretoken": self.csrf}
        answer, took = self.ask("POST", reverse(address), data, {"csrftoken": self.csrf})
        faces, location = [face(answer, email)], dict(answer["headers"]).get("Location")
        if location:
            cookies = {name: morsel.value for name, morsel in answer["cookies"].items()}
            page, more_time = self.ask("GET", location, cookies={"csrftoken": self.csrf, **cookies})
            faces.append(face(page, email))
            took += more_time
        return tuple(faces), took


def face(answer, email):
    """An answer without what is different each time: the token, the id of the request, the time of day."""
    headers = sorted(pair for pair in answer["headers"] if pair[0].lower() not in CHANGES_EACH_TIME)
    cookies = sorted(
        (name, *(f"{key}={value}" for key, value in morsel.items() if value and key != "expires"))
        for name, morsel in answer["cookies"].items()
    )
    [request_id] = [value for name, value in answer["headers"] if name == "X-Request-Id"]
    body = answer["body"].decode().replace(email, "ADDRESS").replace(request_id, "REQUEST")
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1TOKEN", body)
    return answer["status"], tuple(headers), tuple(cookies), body


def people(emails, kind="confirmed"):
    """Accounts with these addresses. One hash serves all, and checking it costs what checking any costs."""
    columns, is_confirmed = KINDS[kind]
    columns = {"password": make_password("correct horse battery staple"), "name": "Known", **columns}
    users = User.objects.bulk_create(User(email=email, **columns) for email in emails)
    rows = (EmailAddress(user=user, email=user.email, verified=is_confirmed, primary=True) for user in users)
    EmailAddress.objects.bulk_create(rows)


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_account_and_no_account_are_answered_with_the_same_bytes(door, form):
    faces = {door.knock(form, "nobody00@city.example")[0]}
    for number, kind in enumerate(KINDS):
        people([f"person{number:02}@city.example"], kind)
        faces.add(door.knock(form, f"person{number:02}@city.example")[0])

    assert len(faces) == 1


@pytest.mark.parametrize("form", FORMS)
def test_known_and_unknown_addresses_get_the_same_answer_in_the_same_time(door, settings, form):
    if IS_PROOF:
        settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    known = [f"known{number:04}@city.example" for number in range(TRIES)]
    unknown = [f"other{number:04}@city.example" for number in range(TRIES)]
    people(known)
    faces, times = set(), {"known": [], "unknown": []}

    with slow_mail_server(settings, PAUSE) as server:
        for pair in zip(known, unknown, strict=True):
            for kind, email in random.sample(list(zip(times, pair, strict=True)), 2):
                seen, took = door.knock(form, email)
                faces.add(seen)
                times[kind].append(took)
        visits = server.visits
        queued = Mail.objects.count()
        sent, waited = one_mail_sent()

    medians = {kind: median(each) for kind, each in times.items()}
    apart = abs(medians["known"] - medians["unknown"])
    report(
        form,
        {
            "tries each": TRIES,
            "kinds of answer": len(faces),
            "ms known": round(medians["known"], 1),
            "ms unknown": round(medians["unknown"], 1),
            "ms apart": round(apart, 1),
            "mails queued": queued,
            f"asked the mail server that takes {waited:.1f} s meanwhile": visits,
        },
    )
    assert (len(faces), visits) == (1, 0)
    assert (queued, sent) == ((0, 0) if form == "wrong password" else (2 * TRIES, 1))
    assert not IS_PROOF or apart < NEAR


def one_mail_sent():
    """How many left and how long it took: the server is there, and as slow as it says."""
    Mail.objects.exclude(pk=Mail.objects.values_list("pk").first()[0] if Mail.objects.exists() else None).delete()
    started = time.perf_counter()
    sent = deliver_due()
    waited = time.perf_counter() - started
    assert sent == 0 or waited >= PAUSE
    return sent, waited
