"""A whole life on this site, by its pages: no line of any log names the person, before or after they are erased, and a
day after that no place does."""

import json
import logging
import os
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from gunicorn.glogging import Logger

from accounts.erasure import erase
from accounts.models import User
from cities.affiliations import decide
from config.gunicorn import access_log_format
from config.logs import JSONFormatter
from outbox.delivery import deliver_due
from outbox.models import Mail
from showcase import workflow
from tests.accounts.dumps import places_with
from tests.webinars.registered import announced, ask

NAME, EMAIL, OTHER = "Zyxmärka Quellendorf", "zyxmarka@quell.example", "zq@elsewhere.example"
MARKS = (NAME, "Zyxm", "Quellendorf", "@quell.example", "zyxmarka", "%40quell", OTHER)
PASSWORD = "correct horse battery staple"
LOGGERS = {
    "django.request",
    "django.security.DisallowedHost",
    "django.security.csrf",
    "gunicorn.access",
    "gunicorn.error",
    "outbox.delivery",
}


class Lines(logging.Handler):
    """Every line as the server writes it, and beside it as any other program would."""

    def __init__(self):
        super().__init__()
        self.written, self.plain, self.json, self.stock = [], [], JSONFormatter(), logging.Formatter()

    def emit(self, record):
        self.written.append((record.name, json.dumps(json.loads(self.json.format(record)), ensure_ascii=False)))
        self.plain.append((record.name, self.stock.format(record)))


def naming(lines):
    return [(logger, line) for logger, line in lines if any(mark.lower() in line.lower() for mark in MARKS)]


@pytest.fixture
def lines(monkeypatch):
    """From INFO on, as in production."""
    handler, root = Lines(), logging.getLogger()
    monkeypatch.setattr(root, "level", logging.INFO)
    loggers = [root, *(logging.getLogger(name) for name in ("gunicorn.access", "gunicorn.error"))]
    for each in loggers:
        monkeypatch.setattr(each, "propagate", each is root)
        monkeypatch.setattr(each, "level", logging.INFO)
        logging.Logger.manager._clear_cache()
        each.addHandler(handler)
    yield handler
    for each in loggers:
        each.removeHandler(handler)
    logging.Logger.manager._clear_cache()


class Visitor(Client):
    """A browser behind the server that writes the access log."""

    server = object.__new__(Logger)

    def __init__(self, **options):
        super().__init__(raise_request_exception=False, **options)

    def request(self, **request):
        answer = super().request(**request)
        environ = self._base_environ(**request)
        environ["RAW_URI"] = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        sent = SimpleNamespace(status=answer.status_code, sent=1, headers=list(answer.headers.items()))
        headers = [(name, value) for name, value in environ.items() if name.startswith("HTTP_")]
        atoms = self.server.atoms(sent, SimpleNamespace(headers=headers), environ, timedelta(0))
        logging.getLogger("gunicorn.access").info(access_log_format, atoms)
        return answer


@pytest.fixture
def as_in_a_demo(db, settings, tmp_path):
    """Mails become files, all processes share one cache."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.CACHES = {**settings.CACHES, "default": settings.CACHES["shared"]}
    cache.clear()
    yield settings
    cache.clear()


def path_in_mail(pattern):
    return re.search(rf"http://testserver({pattern}\S*)", Mail.objects.filter(address=EMAIL).latest("pk").text)[1]


def sign_in(password=PASSWORD, email=EMAIL):
    browser = Visitor()
    browser.post(reverse("account_login") + f"?next=/account/%3Fwho={EMAIL}", {"login": email, "password": password})
    return browser


def sign_up():
    browser = Visitor()
    browser.post(reverse("account_signup"), {"name": NAME, "email": EMAIL, "password1": PASSWORD})
    browser.post(path_in_mail("/account/confirm-email/"))
    return User.objects.get(email=EMAIL)


def follow():
    """By the field of a public page, which brings the address along, and by the link of the mail."""
    browser = Visitor()
    browser.get(reverse("follow"), {"email": EMAIL, "region": "europe"})
    browser.post(reverse("follow"), {"email": EMAIL, "language": "en"})
    browser.post(path_in_mail("/follow/mine/"), {"act": "confirm"})


def take_seat():
    session = announced()
    ask(session, EMAIL, Visitor(), name=NAME, access_needs=f"Captions for {NAME}")
    Visitor().post(path_in_mail("/registrations/mine/"), {"act": "confirm"})


def fail_to_sign_in():
    sign_in("wrong")
    sign_in("wrong", EMAIL.upper())
    sign_in(PASSWORD, f"{EMAIL}.nowhere")
    browser = Visitor()
    for name in ("account_reset_password", "account_request_login_code"):
        browser.post(reverse(name), {"email": EMAIL})
    browser.post(reverse("account_confirm_login_code"), {"code": NAME})
    Visitor().post(reverse("account_signup"), {"name": NAME, "email": EMAIL, "password1": PASSWORD})


def write(person, browser, cast, draft):
    """Claim the city, write, send, answer a question, and be published."""
    browser.post(reverse("affiliation-claim"), {"city": "Bilbao", "city_slug": "bilbao-es", "role_title": "Officer"})
    decide(person.affiliations.get(), "confirm", by=cast.lead)
    browser.post(reverse("share-new"), {"city": cast.city.pk, "depth": "quick"})
    draft.author = person
    draft.contact = cast.city.contacts.get(email=EMAIL)
    draft.save()
    submit = reverse("submission-submit", args=[draft.uuid])
    assert browser.post(submit, {"seen": draft.saves}).status_code == 302
    draft.refresh_from_db()
    workflow.perform("request_changes", draft, by=cast.editor, seen=draft.saves, note="Which?")
    browser.post(submit, {"seen": draft.saves})
    draft.refresh_from_db()
    workflow.perform("publish", draft, by=cast.editor, seen=draft.saves)
    browser.post(reverse("account_email"), {"action_add": "", "email": OTHER})


def go_wrong(browser, monkeypatch):
    """Errors with the address in the path, the query, the body, the referer, the host, and in what was raised."""

    def broken(*args, **kwargs):
        raise RuntimeError(f"no figures about {NAME} <{EMAIL}>") from IntegrityError(f"Key (email)=({EMAIL}) exists")

    for path in (f"/cities/{EMAIL}/", f"/nowhere/zq%40elsewhere.example?q={NAME}", f"/initiatives/?q={EMAIL}&page=x"):
        browser.get(path)
    browser.get("/", headers={"host": f"{EMAIL}:80"})
    with monkeypatch.context() as patch:
        patch.setattr("config.account.counts_of", broken)
        patch.setattr("config.account.SettingsForm.save", broken)
        assert browser.get(reverse("account-data"), {"about": EMAIL}).status_code == 500
        wanted = {"name": NAME, "language": "en", "time_zone": "UTC", "mail_choice": "all"}
        assert browser.post(reverse("account-settings"), wanted).status_code == 500
    strict = Visitor(enforce_csrf_checks=True)
    referer = f"https://elsewhere.example/?from={EMAIL}&name=Quellendorf"
    refused = strict.post("/account/login/", {"login": EMAIL}, secure=True, headers={"referer": referer})
    assert refused.status_code == 403
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/account/?email={EMAIL}&name={NAME[:5]}")


def post_in_vain(monkeypatch):
    def refused(self):
        raise SMTPRecipientsRefused({EMAIL: (550, f"unknown: {NAME}".encode())})

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refused)
        deliver_due()
    Mail.objects.update(not_before=timezone.now())


def erase_by_button(browser):
    address = reverse("account-erase")
    asked = browser.post(address, {"email": EMAIL})
    return browser.post(asked["Location"], {"password": PASSWORD})


def a_day_later(settings):
    for path in Path(settings.EMAIL_FILE_PATH).iterdir():
        os.utime(path, times=((timezone.now() - timedelta(hours=25)).timestamp(),) * 2)
    call_command("retain", stdout=StringIO())


def test_no_log_and_a_day_later_no_place_names_an_erased_person(lines, as_in_a_demo, cast, draft, monkeypatch):
    person = sign_up()
    follow()
    take_seat()
    fail_to_sign_in()
    browser = sign_in()
    write(person, browser, cast, draft)
    post_in_vain(monkeypatch)
    deliver_due()
    go_wrong(browser, monkeypatch)
    before = places_with(*MARKS)

    assert erase_by_button(browser)["Location"] == reverse("account-erased")
    sign_in()
    deliver_due()
    waiting = places_with(*MARKS)
    a_day_later(as_in_a_demo)

    held = {"accounts_user", "cities_contact", "files", "outbox_mail", "sessions, decoded", "showcase_follow"}
    assert (held | {"webinars_registration"}) - set(before) == set()
    assert waiting == ["files"]  # the last mail, as a demo delivers it
    assert places_with(*MARKS) == []
    assert cache._table in connection.introspection.table_names()
    assert naming(lines.written) == []
    assert {logger for logger, _line in lines.written} >= LOGGERS
    assert {logger for logger, _line in naming(lines.plain)} == LOGGERS - {"outbox.delivery"}


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_file_names_an_erased_person(cast):
    if connection.vendor != "sqlite":
        pytest.skip("the database is a file with SQLite only")
    person = sign_up()
    fail_to_sign_in()
    sign_in().post(reverse("affiliation-claim"), {"city": "Bilbao", "city_slug": "bilbao-es", "role_title": "Officer"})
    before = names_in_database_files()

    erase(person, by=person)
    deliver_due()
    call_command("retain", stdout=StringIO())

    assert (before, names_in_database_files()) == ([NAME, "Zyxm", "Quellendorf", "@quell.example", "zyxmarka"], [])


def names_in_database_files():
    file = Path(connection.settings_dict["NAME"])
    found = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    return [mark for mark in MARKS if mark.encode() in found]
