"""People who register, as the tests of registration need them: through the forms and mails that people use."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.models import Mail
from tests.factories import WebinarFactory
from webinars.models import Registration

EMAIL = "reader@elsewhere.example"
MADRID = ZoneInfo("Europe/Madrid")


def when(start):
    """The columns of a session that begins then, to the minute."""
    wall = start.astimezone(MADRID)
    return {
        "date": wall.date(),
        "local_time": wall.time().replace(second=0, microsecond=0),
        "time_zone": "Europe/Madrid",
    }


def announced(start=None, **fields):
    """Five days ahead, unless the test says otherwise."""
    start = start or timezone.now() + timedelta(days=5)
    return WebinarFactory(**{**when(start), "duration": 60, "state": "announced", **fields})


def move(session, start):
    for name, value in when(start).items():
        setattr(session, name, value)
    session.save()


def form_of(session):
    return reverse("session-register", args=[session.series.slug, session.slug])


def ask(session, email=EMAIL, client=None, **more):
    data = {"name": "Ana Ito", "email": email, "language": "en", "consent": "on", **more}
    return (client or Client()).post(form_of(session), data)


def path_in(mail):
    [path] = re.findall(r"http://testserver(\S+)", mail.text)
    return path


def last_mail(email=EMAIL):
    return Mail.objects.filter(address=email).latest("pk")


def register(session, email=EMAIL, **more):
    """Asked and confirmed, as by the person; the registration as it is then."""
    ask(session, email, **more)
    Client().post(path_in(last_mail(email)), {"act": "confirm"})
    return Registration.objects.get(webinar=session, email=email.lower())


def standings(session):
    """Who stands where, in the order of confirmation."""
    rows = session.registrations.living().order_by("order")
    return [(each.email.partition("@")[0], each.state) for each in rows]


def subjects(email=EMAIL):
    return [mail.subject.partition(":")[0] for mail in Mail.objects.filter(address=email).order_by("pk")]
