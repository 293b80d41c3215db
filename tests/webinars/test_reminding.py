"""What the worker tells the registered: each change once, each reminder once, nothing to who is not concerned."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from outbox.chores import chores
from outbox.models import Mail
from tests.proofs import at_once
from tests.webinars import registered
from tests.webinars.registered import announced, move, register, subjects
from webinars import reminding
from webinars.reminding import attend_to_registered
from webinars.telling import forget_late_reminders

pytestmark = pytest.mark.django_db
SOON, MOVED, OFF, LATER = "Soon", "New time", "Cancelled", "Postponed"
AFTER_ALL = "It takes place after all"


@pytest.fixture
def clock(monkeypatch):
    """``clock.at(session, hours=-2)``: it is two hours before the session; the worker comes by."""
    return Clock(monkeypatch)


class Clock:
    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def to(self, moment):
        self.monkeypatch.setattr(timezone, "now", lambda: moment)

    def at(self, session, **time):
        session.refresh_from_db()
        self.to(session.starts_at + timedelta(**time))
        attend_to_registered()


def all_sent():
    Mail.objects.filter(sent_at=None).update(sent_at=timezone.now())


def told(email=registered.EMAIL):
    """The subjects of what came after the mail that one is registered."""
    return [each for each in subjects(email) if each in (SOON, MOVED, OFF, LATER, AFTER_ALL)]


def test_each_is_reminded_a_day_and_an_hour_before_and_only_then(clock):
    session = announced()
    register(session)
    counts = []

    for minutes in (-1441, -1440, -1439, -720, -61, -60, -59, -1, 0, 30, 600):
        clock.at(session, minutes=minutes)
        counts.append(len(told()))
        all_sent()

    assert counts == [0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    keys = [key.rpartition(":")[2] for key in Mail.objects.order_by("pk").values_list("key", flat=True)]
    assert keys[2:] == [f"{name}-before-{session.starts_at:%Y%m%d%H%M}" for name in ("day", "hour")]


def test_worker_that_slept_sends_the_nearer_reminder_alone(clock):
    session = announced()
    register(session)

    clock.at(session, minutes=-30)

    assert told() == [SOON]
    assert Mail.objects.latest("pk").key.endswith(f":hour-before-{session.starts_at:%Y%m%d%H%M}")


def reminders_of(name):
    """Which of them are in the outbox, to be sent or sent."""
    rows = Mail.objects.filter(address=f"{name}@a.example", key__contains="-before-").order_by("pk")
    return [mail.key.rpartition(":")[2].partition("-")[0] for mail in rows]


def mails_to(name):
    return Mail.objects.filter(address=f"{name}@a.example")


def test_reminder_that_could_not_be_sent_gives_way_to_the_nearer_one(clock):
    session, later = announced(), announced(timezone.now() + timedelta(days=5, hours=12))
    for name in ("waits", "in-flight", "sent", "given-up"):
        register(session, f"{name}@a.example")
    register(later, "later@a.example")
    clock.at(session, hours=-24)
    clock.at(later, hours=-24)
    now = session.starts_at - timedelta(hours=1)
    mails_to("waits").update(not_before=now + timedelta(hours=5), attempts=9)
    mails_to("in-flight").update(leased_until=now + timedelta(minutes=1))
    mails_to("sent").update(sent_at=now)
    mails_to("given-up").update(dead_at=now)

    clock.at(session, hours=-1)

    left = {name: reminders_of(name) for name in ("waits", "in-flight", "sent", "given-up", "later")}
    both = ["day", "hour"]
    assert left == {"waits": ["hour"], "in-flight": both, "sent": both, "given-up": both, "later": ["day"]}
    assert mails_to("waits").count() == 3  # the two mails about registering say what is so


def test_reminder_of_a_session_that_has_begun_is_sent_no_more(clock, django_assert_num_queries):
    session, later = announced(), announced(timezone.now() + timedelta(days=5, minutes=1))
    for name in ("waits", "in-flight", "killed", "sent", "given-up"):
        register(session, f"{name}@a.example")
    register(later, "later@a.example")
    clock.at(session, hours=-1)
    clock.at(later, hours=-1)
    clock.to(session.starts_at - timedelta(seconds=1))
    forget_late_reminders()
    before = Mail.objects.count()
    clock.to(session.starts_at)
    mails_to("waits").update(not_before=session.starts_at + timedelta(hours=5), attempts=9)
    mails_to("in-flight").update(leased_until=session.starts_at + timedelta(minutes=1))
    mails_to("killed").update(leased_until=session.starts_at - timedelta(minutes=1))
    mails_to("sent").update(sent_at=session.starts_at)
    mails_to("given-up").update(dead_at=session.starts_at)

    with django_assert_num_queries(2):
        forget_late_reminders()
    with django_assert_num_queries(1):
        forget_late_reminders()

    left = [name for name in ("waits", "in-flight", "killed", "sent", "given-up", "later") if reminders_of(name)]
    assert (left, before - Mail.objects.count()) == (["in-flight", "sent", "given-up", "later"], 2)
    assert forget_late_reminders in chores


@pytest.mark.parametrize(("hours", "expected"), [(30, 2), (23, 1), (0.5, 0)])
def test_who_registers_late_does_not_get_the_reminder_that_is_past(clock, hours, expected):
    session = announced()
    clock.to(session.starts_at - timedelta(hours=hours))
    register(session)

    for minutes in (-1440, -60, -10):
        if minutes > -60 * hours:
            clock.at(session, minutes=minutes)
            all_sent()

    assert len(told()) == expected


def test_who_waits_did_not_confirm_or_cancelled_is_not_reminded(clock):
    session = announced(capacity=1)
    gone = register(session, "gone@a.example")
    register(session, "seated@a.example")
    register(session, "waits@a.example")
    registered.ask(session, "asked@a.example")
    Client().post(gone.get_absolute_url(), {"act": "cancel"})

    clock.at(session, hours=-24)
    all_sent()
    clock.at(session, hours=-1)

    assert [told(f"{name}@a.example") for name in ("gone", "seated", "waits", "asked")] == [[], [SOON] * 2, [], []]


def test_who_cancels_is_not_sent_the_reminder_that_waits_to_be_sent(clock):
    session = announced()
    found = register(session)
    clock.at(session, hours=-24)

    Client().post(found.get_absolute_url(), {"act": "cancel"})

    assert Mail.objects.filter(sent_at=None).count() == 0


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_called_off_session_is_told_once_and_reminds_nobody(clock, state):
    session = announced(capacity=1)
    register(session, "a@a.example")
    register(session, "b@a.example")
    session.state = state
    session.save()

    for hours in (-30, -24, -1):
        clock.at(session, hours=hours)

    expected = [OFF if state == "cancelled" else LATER]
    assert [told(f"{name}@a.example") for name in "ab"] == [expected, expected]


def test_moved_session_is_told_once_and_reminders_are_planned_anew(clock):
    session = announced(capacity=1)
    register(session, "a@a.example")
    register(session, "b@a.example")
    clock.at(session, hours=-24)
    move(session, session.starts_at + timedelta(days=3))

    attend_to_registered()
    attend_to_registered()
    clock.at(session, hours=-24)
    all_sent()
    clock.at(session, hours=-1)

    assert [told(f"{name}@a.example") for name in "ab"] == [[MOVED, SOON, SOON], [MOVED]]  # what waited was forgotten


def test_session_that_moves_to_in_two_hours_is_told_and_reminds_once(clock):
    session = announced()
    register(session)
    move(session, timezone.now() + timedelta(hours=2, minutes=1))

    clock.at(session, hours=-2)
    clock.at(session, hours=-1)

    assert told() == [MOVED, SOON]


def test_each_change_is_told_also_back_to_the_time_of_before():
    session = announced()
    register(session)
    first = session.starts_at

    for start in (first + timedelta(hours=1), first, first + timedelta(hours=1)):
        move(session, start)
        all_sent()
        attend_to_registered()

    assert told() == [MOVED] * 3


@pytest.mark.parametrize(
    ("state", "hours", "expected"),
    [("cancelled", 0, [OFF, AFTER_ALL]), ("postponed", 0, [LATER, AFTER_ALL]), ("postponed", 1, [LATER, MOVED])],
)
def test_session_that_is_on_again_is_told_of_as_back_or_as_moved(state, hours, expected):
    session = announced(capacity=1)
    register(session, "a@a.example")
    register(session, "b@a.example")
    for each, moved_by in ((state, 0), ("announced", hours)):
        session.state = each
        move(session, session.starts_at + timedelta(hours=moved_by))
        all_sent()
        attend_to_registered()
    attend_to_registered()

    assert [told(f"{name}@a.example") for name in "ab"] == [expected, expected]


def test_postponed_session_that_is_cancelled_after_its_old_date_is_told_of_once(clock):
    session = announced(capacity=1)
    for name in "ab":
        register(session, f"{name}@a.example")
    session.state = "postponed"
    session.save()
    clock.at(session, hours=-30)
    counts = [len(told("a@a.example"))]
    Mail.objects.filter(sent_at=None).update(sent_at=timezone.now())
    session.state = "cancelled"
    session.save()

    for hours in (48, 49, 400):
        clock.at(session, hours=hours)
        counts.append(len(told("a@a.example")))

    assert counts == [1, 2, 2, 2]
    assert [told(f"{name}@a.example") for name in "ab"] == [[LATER, OFF]] * 2


def test_correcting_a_session_that_is_over_tells_nobody():
    session = announced()
    register(session)
    move(session, timezone.now() - timedelta(days=2))
    attend_to_registered()
    session.state = "cancelled"
    session.save()
    attend_to_registered()

    assert told() == []


def test_new_words_and_a_new_length_tell_nobody():
    session = announced()
    register(session)
    session.title, session.duration = "Sun", 90
    session.save()

    attend_to_registered()

    assert told() == []


def test_session_that_fails_stands_in_no_others_way(monkeypatch, caplog):
    broken, fine = announced(), announced()
    for number, session in enumerate((broken, fine)):
        register(session, f"{number}@a.example")
        move(session, session.starts_at + timedelta(hours=1))
    tell = reminding.tell

    def failing(kind, session, registration):
        if session == broken:
            raise ValueError("words")
        tell(kind, session, registration)

    monkeypatch.setattr(reminding, "tell", failing)
    attend_to_registered()

    assert [told(f"{number}@a.example") for number in range(2)] == [[], [MOVED]]
    assert [record.message for record in caplog.records if record.name == "webinars.reminding"] == [
        "registered not told"
    ]


def test_nothing_to_do_costs_four_queries(django_assert_num_queries):
    register(announced())

    with django_assert_num_queries(4):
        attend_to_registered()


def test_more_than_one_transaction_holds_are_all_told(monkeypatch, clock):
    session = announced()
    for number in range(3):
        register(session, f"{number}@a.example")
    monkeypatch.setattr(reminding, "AT_ONCE", 2)

    clock.at(session, hours=-1)

    assert [told(f"{number}@a.example") for number in range(3)] == [[SOON]] * 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_each_mail_once(clock):
    session = announced(capacity=2)
    for number in range(3):
        register(session, f"{number}@a.example")
    clock.to(session.starts_at - timedelta(hours=1))

    at_once([attend_to_registered] * 2)
    reminded = [told(f"{number}@a.example") for number in range(3)]
    session.state = "cancelled"
    session.save()
    at_once([attend_to_registered] * 2)

    assert reminded == [[SOON], [SOON], []]
    assert [told(f"{number}@a.example") for number in range(3)] == [[OFF]] * 3  # reminders that wait are forgotten
    assert Mail.objects.filter(key__contains=":session_called_off-").count() == 3
