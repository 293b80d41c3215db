"""Sending mails: each once, whoever else is sending, and one that cannot be sent never stands in the way."""

from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core import mail as sent_mails
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from outbox import delivery
from outbox.delivery import LEASE, MOST_ATTEMPTS, deliver, deliver_due, lease
from outbox.models import Mail
from outbox.post import post_text


@pytest.fixture(autouse=True)
def _database(db):
    pass


def write(key, **fields):
    mail = post_text(f"Subject {key}", f"Text {key}", key=key, to=f"{key}@city.example", language="en")
    Mail.objects.filter(pk=mail.pk).update(**fields)
    return mail


def sent():
    return [message.subject for message in sent_mails.outbox]


def in_minutes(number):
    return timezone.now() + timedelta(minutes=number)


def refuse(*_args, **_kwargs):
    raise ConnectionRefusedError("nobody answers at port 25")


def state(mail):
    mail.refresh_from_db()
    return mail.sent_at is not None, mail.attempts, mail.dead_at is not None


def test_due_mails_are_sent_oldest_first_and_once():
    write("b")
    write("a", not_before=in_minutes(-5))

    counts = [deliver_due(), deliver_due()]

    assert (counts, sent()) == ([2, 0], ["Subject a", "Subject b"])


def test_mail_says_who_it_is_from_and_what_it_is():
    mail = write("a")

    deliver_due()

    [message] = sent_mails.outbox
    assert (message.to, message.body, message.from_email) == (
        ["a@city.example"],
        "Text a\n",
        "City Showcase <noreply@localhost>",
    )
    assert message.extra_headers == {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    assert message.content_subtype == "plain"
    assert state(mail) == (True, 1, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"sent_at": in_minutes(-1)},
        {"dead_at": in_minutes(-1)},
        {"not_before": in_minutes(60)},
        {"leased_until": in_minutes(60)},
    ],
)
def test_mail_that_is_not_due_stays(fields):
    write("a", **fields)

    assert (deliver_due(), sent()) == (0, [])


def test_only_the_first_worker_gets_the_lease():
    mail = write("a")

    assert [lease(mail), lease(mail)] == [True, False]


def test_mail_of_a_killed_worker_is_sent_by_the_next_one_after_the_lease(monkeypatch):
    mail = write("a")

    def killed(self):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("outbox.delivery.EmailMessage.send", killed)
        with pytest.raises(SystemExit):
            deliver_due()
    before = deliver_due()
    Mail.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    after = deliver_due()

    assert (before, after, len(sent_mails.outbox)) == (0, 1, 1)
    assert sent_mails.outbox[0].extra_headers["Message-ID"] == mail.message_id


def test_lease_outlives_the_slowest_mail_server(settings):
    assert timedelta(seconds=3 * settings.EMAIL_TIMEOUT) < LEASE


def test_refused_mail_waits_twice_as_long_each_time(monkeypatch):
    mail, now = write("a"), timezone.now()
    monkeypatch.setattr("outbox.delivery.EmailMessage.send", refuse)
    monkeypatch.setattr(delivery.timezone, "now", lambda: now)
    waits = []

    for _each in range(4):
        Mail.objects.update(not_before=now)
        deliver_due()
        mail.refresh_from_db()
        waits.append((mail.not_before - now) / timedelta(minutes=1))

    assert waits == [1, 2, 4, 8]
    assert (mail.attempts, mail.leased_until, mail.last_error) == (4, None, "nobody answers at port 25")


def test_refused_mail_is_sent_when_the_server_is_back(monkeypatch):
    mail = write("a")
    with monkeypatch.context() as patch:
        patch.setattr("outbox.delivery.EmailMessage.send", refuse)
        deliver_due()
    Mail.objects.update(not_before=timezone.now())

    deliver_due()

    assert (sent(), state(mail)) == (["Subject a"], (True, 2, False))
    assert mail.last_error == ""


def test_mail_is_given_up_after_ten_attempts_and_kept_for_the_admin(monkeypatch):
    mail = write("a")
    monkeypatch.setattr("outbox.delivery.EmailMessage.send", refuse)

    for _each in range(MOST_ATTEMPTS + 3):
        Mail.objects.update(not_before=timezone.now())
        deliver_due()

    assert state(mail) == (False, 10, True)
    assert list(Mail.objects.exclude(dead_at=None)) == [mail]


@pytest.mark.parametrize(
    "broken",
    [
        {"subject": "Hello\nBcc: victim@example.org"},
        {"address": "anna@city.example\nBcc: victim@example.org"},
        {"message_id": "<a@b>\r\nBcc: victim@example.org"},
    ],
)
def test_mail_with_a_line_break_in_a_header_is_not_sent_and_blocks_nothing(broken):
    bad, good = write("a", **broken), write("b")

    assert deliver_due() == 1

    assert (sent(), state(bad), state(good)) == (["Subject b"], (False, 1, False), (True, 1, False))


def test_long_errors_are_cut(monkeypatch):
    mail = write("a")

    def fail(self):
        raise OSError("x" * 5000)

    monkeypatch.setattr("outbox.delivery.EmailMessage.send", fail)
    deliver(mail)

    mail.refresh_from_db()
    assert mail.last_error == "x" * 300


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_mail_once():
    for number in range(20):
        write(str(number))
    barrier, counts = Barrier(3), []

    def work():
        barrier.wait()
        counts.append(deliver_due())
        connections.close_all()

    workers = [Thread(target=work) for _each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(counts) == 20
    assert sorted(sent()) == sorted(f"Subject {number}" for number in range(20))


def test_worker_sends_what_is_due_and_says_how_much():
    write("a")
    write("b", not_before=in_minutes(60))
    said = StringIO()

    call_command("worker", once=True, stdout=said)

    assert (said.getvalue(), sent()) == ("1 mails sent\n", ["Subject a"])


def test_outbox_is_managed_by_platform_admins_alone(cast):
    mail = write("a")

    managed = [list(Mail.objects.managed_by(user)) for user in (cast.author, cast.editor, cast.platform_admin)]
    assert managed == [[], [], [mail]]
