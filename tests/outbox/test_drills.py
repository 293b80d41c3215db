"""The mail server is in trouble for an hour: no request waits for it, each mail is tried less and less often, and when
it is back, each has arrived. A mail that can never be sent stands in no other's way.

A short form in the suite; ``make prove-mail`` on both databases, where a slow server is waited for as in production.
"""

import os
import socket
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from statistics import median, quantiles
from threading import Event, Thread

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from outbox.delivery import MOST_ATTEMPTS, deliver_due
from outbox.models import Mail
from outbox.post import post_text
from tests.outbox import mail_server as server_in
from tests.outbox.mail_server import mail_server
from tests.proofs import IS_PROOF, report
from tests.webinars.registered import announced, ask, form_of

PEOPLE = int(os.environ.get("PEOPLE", "3"))
WAITS = 20 if IS_PROOF else 0.2  # seconds for an answer; 20 in production
UNAFFECTED = 300  # milliseconds
REFUSED = "refuses to talk"
TROUBLES = (
    *(REFUSED, server_in.SLOW, server_in.LATER, server_in.NEVER),
    *(server_in.HANGS_UP, server_in.TAKES_AND_HANGS_UP),
)
IN_AN_HOUR = 6  # tries at once and after 1, 3, 7, 15, 31 minutes
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings):
    settings.EMAIL_TIMEOUT = WAITS
    with mail_server(settings) as server:
        yield server


@pytest.fixture
def clock(monkeypatch):
    """``clock(minutes)`` after now, from now on."""
    start = timezone.now()
    return lambda minutes: monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=minutes))


@contextmanager
def worker_at_work():
    """Sends what is due all the time, as the worker does."""
    stopped = Event()

    def work():
        while not stopped.wait(0.02):
            deliver_due()
        connections.close_all()

    worker = Thread(target=work)
    worker.start()
    yield
    stopped.set()
    worker.join()


def requests_of(session, number):
    """Milliseconds of each request of one visitor who registers."""
    browser = Client(REMOTE_ADDR=f"198.18.{number // 250}.{number % 250 + 1}")
    acts = (
        lambda: browser.get(session.get_absolute_url()).status_code,
        lambda: browser.get(form_of(session)).status_code,
        lambda: ask(session, f"reader-{number}@a.example", browser).status_code,
    )
    for act, expected in zip(acts, (200, 200, 302), strict=True):
        started = time.perf_counter()
        assert act() == expected
        yield (time.perf_counter() - started) * 1000


def nobody_listens():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_hour_of_trouble_slows_no_request_and_loses_no_mail(server, settings, clock, trouble):
    session, port = announced(), settings.EMAIL_PORT
    server.trouble, settings.EMAIL_PORT = trouble, nobody_listens() if trouble == REFUSED else port
    list(requests_of(session, PEOPLE))  # the first request of a process reads what all others find in memory
    with worker_at_work():
        times = [each for number in range(PEOPLE) for each in requests_of(session, number)]
    if trouble == server_in.SLOW:
        settings.EMAIL_TIMEOUT = 0.05  # the hour itself is told by a moved clock
    for minute in range(1, 61):
        clock(minute)
        deliver_due()
    during = list(Mail.objects.values_list("attempts", "sent_at", "dead_at"))
    server.trouble, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server_in.FINE, port, 20
    for minute in range(61, 130):
        clock(minute)
        deliver_due()

    arrived, written = Counter(server.taken), set(Mail.objects.values_list("message_id", flat=True))
    repeated = sum(arrived.values()) - len(arrived)
    figures = {"mails": len(written), "requests": len(times), "ms in the middle": round(median(times))}
    figures |= {"ms at most": round(max(times)), "tries of a mail in the hour": max(each[0] for each in during)}
    report(f"mail server {trouble}", figures | {"lost": len(written) - len(arrived), "repeated": repeated})
    assert {(sent, dead) for _attempts, sent, dead in during} == {(None, None)}
    assert max(attempts for attempts, _sent, _dead in during) <= IN_AN_HOUR
    assert {name for _to, name in arrived} == written
    assert Mail.objects.filter(sent_at=None).count() == 0
    assert (repeated > 0) == (trouble == server_in.TAKES_AND_HANGS_UP)  # it had them, and did not say so
    assert not IS_PROOF or quantiles(times, n=20)[-1] < UNAFFECTED


def test_mails_that_can_never_be_sent_stand_in_nobodys_way_and_end_where_an_admin_sees_them(server, clock):
    server.unknown = {"gone@a.example"}
    poison = ["gone@a.example", "a@[1.2.3.4"]  # unknown there, and an address at which Python's own parser fails
    for number, address in enumerate([poison[0], "first@a.example", poison[1], "second@a.example"]):
        post_text("Subject", "Text", key=str(number), to=address, language="en")

    counts = [deliver_due()]
    for minute in (2**number for number in range(MOST_ATTEMPTS)):
        clock(minute)
        counts.append(deliver_due())

    dead = Mail.objects.exclude(dead_at=None).order_by("pk").values_list("address", "attempts")
    assert (counts[0], sum(counts)) == (2, 2)
    assert [to for to, _name in server.taken] == ["first@a.example", "second@a.example"]
    assert list(dead) == [(address, MOST_ATTEMPTS) for address in poison]
