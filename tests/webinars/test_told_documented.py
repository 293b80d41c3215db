"""Whoever registered is told once that a session is documented, in their language, with one link."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from outbox.delivery import deliver_due
from outbox.models import Mail
from tests.factories import WebinarFactory
from tests.webinars import registered
from tests.webinars.registered import announced, register, when
from webinars import reminding
from webinars.models import Registration, Webinar
from webinars.reminding import attend_to_registered

pytestmark = pytest.mark.django_db


def over(session, **ago):
    """Documented, and it ended that long ago."""
    Webinar.objects.filter(pk=session.pk).update(state="documented", ends_at=timezone.now() - timedelta(**ago))


def told():
    """Who was, in the order in which it was written."""
    mails = Mail.objects.filter(key__endswith=":documented").order_by("pk")
    return [mail.address.partition("@")[0] for mail in mails]


def test_registered_and_waiting_are_told_once_and_nobody_else():
    session = announced(capacity=1)
    gone = register(session, "gone@a.example")
    Client().post(gone.get_absolute_url(), {"act": "cancel"})
    for name in ("seated", "waits"):
        register(session, f"{name}@a.example")
    registered.ask(session, "asked@a.example")
    over(session, days=1)

    for state in ("documented", "held", "documented"):
        Webinar.objects.filter(pk=session.pk).update(state=state)
        attend_to_registered()
        attend_to_registered()

    assert told() == ["seated", "waits"]


def test_mail_is_in_the_readers_language_with_one_link_to_the_page():
    session = announced(title="Heat")
    register(session, language="de")
    over(session, hours=3)

    attend_to_registered()

    mail = Mail.objects.get(key__endswith=":documented")
    assert (mail.language, mail.subject) == ("de", "Was gesagt wurde: Heat")
    assert re.findall(r"https?://\S+", mail.text) == [f"http://testserver{session.get_absolute_url()}"]
    assert mail.unsubscribe == f"http://testserver{session.registrations.get().get_absolute_url()}"
    deliver_due()
    mail.refresh_from_db()
    assert (mail.address, mail.text) == ("", "")


def test_session_documented_after_a_month_is_told_to_nobody():
    session = announced()
    register(session)
    over(session, days=30, minutes=1)

    attend_to_registered()

    assert told() == []


def test_session_that_was_only_held_is_told_to_nobody():
    session = WebinarFactory(state="held", **when(timezone.now() - timedelta(days=1)))
    Registration.objects.create(
        webinar=session, email="a@a.example", state="registered", order=1, told_start=session.starts_at, language="en"
    )

    attend_to_registered()

    assert told() == []


def test_more_than_one_transaction_holds_are_all_told(monkeypatch):
    session = announced()
    for number in range(3):
        register(session, f"{number}@a.example")
    over(session, days=1)
    monkeypatch.setattr(reminding, "AT_ONCE", 2)

    attend_to_registered()

    assert told() == ["0", "1", "2"]
