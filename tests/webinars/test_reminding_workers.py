"""Two workers remind the registered, one of them killed again and again: each gets each reminder in one mail, and of a
kill at most the mail in flight is sent twice, under the same Message-ID. Whoever cancelled, or waits, gets none.

A short form in the suite; ``make prove-reminders`` on both databases.
"""

import os
import random
import signal
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from outbox.models import Mail
from tests.proofs import IS_PROOF, report
from tests.showcase.test_following_workers import letters, mailbox, start, until  # noqa: F401 -- two are fixtures
from tests.webinars.registered import announced, when
from webinars.models import Registration, Webinar
from webinars.registering import cancel
from webinars.reminding import DAY, HOUR

PEOPLE = int(os.environ.get("REMINDED", "5"))
ROUNDS = int(os.environ.get("REMINDER_ROUNDS", "1"))
pytestmark = pytest.mark.django_db(transaction=True)


def session_with(number, people):
    """In two days, so that nothing is due yet; as many with a seat, one who waits, and one who cancels."""
    session = announced(timezone.now() + timedelta(days=2), slug=f"session-{number}")
    long_ago = timezone.now() - timedelta(days=3)
    told = {"webinar": session, "language": "en", "told_at": long_ago, "told_start": session.starts_at}
    seated = [
        Registration(email=f"r{number}-{each}@a.example", state="registered", order=each, **told)
        for each in range(people + 1)
    ]
    waits = Registration(email=f"r{number}-waits@a.example", state="waiting", order=people + 1, **told)
    Registration.objects.bulk_create([*seated, waits])
    Webinar.objects.filter(pk=session.pk).update(capacity=people + 1)
    return session


def let_come(session, ahead):
    """The session begins so soon, and everybody was told of it long ago."""
    columns = when(timezone.now() + ahead - timedelta(minutes=1))
    fresh = Webinar(series=session.series, slug="-", duration=session.duration, **columns)
    fresh.derive()
    times = {**columns, "starts_at": fresh.starts_at, "ends_at": fresh.ends_at}
    with transaction.atomic():  # a start of which nobody was told would be told of
        Registration.objects.filter(webinar=session).update(told_start=fresh.starts_at)
        Webinar.objects.filter(pk=session.pk).update(**times)


def all_reminded(session, kind):
    """Everybody with a seat is marked, and nothing waits to be sent."""
    left = session.registrations.registered().filter(**{kind.column: None})
    return not left.exists() and not Mail.objects.filter(sent_at=None).exists()


def test_each_reminder_is_mailed_once_with_two_workers_of_which_one_is_killed(start, mailbox):  # noqa: F811
    rng = random.Random(20261123)  # noqa: S311 -- the same each time
    sessions = [session_with(number, PEOPLE) for number in range(ROUNDS)]
    gone = [session.registrations.get(order=PEOPLE) for session in sessions]
    Webinar.objects.update(capacity=PEOPLE)  # so that nobody moves up
    for each in gone:
        cancel(each)
    survivor, victim, kills = start(), start(), 0
    for session in sessions:
        for kind in (DAY, HOUR):
            before = len(letters(mailbox))
            let_come(session, kind.ahead)
            if kind is HOUR or IS_PROOF:
                until(lambda before=before: len(letters(mailbox)) >= before + rng.randrange(1, PEOPLE))
                victim.send_signal(signal.SIGKILL)
                victim.wait()
                kills += 1
                victim = start()
            until(partial(all_reminded, session, kind))

    sent = letters(mailbox)
    by_person = Counter(to for to, _id in {(each["to"], each["id"]) for each in sent})
    repeated = len(sent) - len({each["id"] for each in sent})
    figures = {"sessions": ROUNDS, "people with a seat": PEOPLE * ROUNDS, "kills": kills, "mails": len(sent)}
    wrong = {to: n for to, n in by_person.items() if n != 2}
    report("reminders", figures | {"not reminded twice": len(wrong), "repeated by a kill": repeated})
    assert by_person == {f"r{number}-{each}@a.example": 2 for number in range(ROUNDS) for each in range(PEOPLE)}
    assert (repeated <= kills, survivor.poll()) == (True, None)
