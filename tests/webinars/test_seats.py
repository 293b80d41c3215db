"""Twenty people press at once for the last seats. A few rounds in the suite; ``make prove-seats`` runs two hundred on
both databases: never more seats than there are, the list in the order of confirmation, nobody twice.
"""

import os
import random
from functools import partial

import pytest
from django.test import Client

from outbox.models import Mail
from record.models import Count
from tests.proofs import at_once, report
from tests.webinars.registered import announced, ask, register
from webinars.models import Registration
from webinars.registering import seats_of
from webinars.telling import mails_of

ROUNDS = int(os.environ.get("SEAT_ROUNDS", "2"))
PEOPLE = 17  # one of them presses three times, and one of those with a seat gives it back: twenty at once
pytestmark = pytest.mark.django_db(transaction=True)


def press(path, act, number):
    browser = Client(REMOTE_ADDR=f"198.18.0.{number + 1}", raise_request_exception=False)
    return browser.post(path, {"act": act}).status_code


def asked(session, number):
    registration = Registration.objects.create(webinar=session, email=f"reader-{number}@a.example", language="en")
    return registration.get_absolute_url()


def test_last_seats_go_to_as_many_as_there_are_in_order_and_to_nobody_twice():
    rng = random.Random(20261123)  # noqa: S311 -- the same each time
    codes, over, unordered, twice, untold, seats = [], 0, 0, 0, 0, 0
    for _number in range(ROUNDS):
        capacity = rng.randrange(1, 5)
        session = announced(capacity=capacity)
        Count.objects.all().delete()
        early = [register(session, f"early-{each}@a.example") for each in range(rng.randrange(1, capacity + 1))]
        paths = [asked(session, each) for each in range(PEOPLE)]
        tasks = [partial(press, path, "confirm", each) for each, path in enumerate([*paths, paths[0]])]
        tasks.append(partial(press, early[0].get_absolute_url(), "cancel", 100))
        tasks.append(partial(again, session))
        rng.shuffle(tasks)

        codes += at_once(tasks)

        seats += capacity
        over += abs(session.registrations.registered().count() - capacity)
        unordered += not is_in_order(session)
        twice += session.registrations.alive().count() - (PEOPLE + len(early) - 1)
        untold += sum(not told_once(each) for each in session.registrations.living())

    figures = {"rounds": ROUNDS, "people at once": len(codes) // ROUNDS, "seats": seats, "seats too many or few": over}
    figures |= {"lists out of order": unordered, "registered twice": twice, "not told once": untold}
    report("seats", figures | {"errors": len([code for code in codes if code != 302])})
    assert (over, unordered, twice, untold) == (0, 0, 0, 0)
    assert set(codes) == {302}


def again(session):
    """The first of them asks once more while they confirm."""
    return ask(session, "reader-0@a.example", Client(REMOTE_ADDR="198.18.0.200")).status_code


def is_in_order(session):
    """Each has a place of their own, and whoever has a seat confirmed before everybody who waits."""
    seated = list(session.registrations.registered().values_list("order", flat=True))
    waiting = list(session.registrations.waiting().values_list("order", flat=True))
    return len({*seated, *waiting}) == len(seated) + len(waiting) and (not waiting or max(seated) < min(waiting))


def told_once(registration):
    """By one mail that they are registered, or by one that they wait and perhaps by one that they moved up."""
    start = mails_of(registration)
    kinds = [
        key.removeprefix(start).rpartition("-")[0]
        for key in Mail.objects.filter(key__startswith=start).order_by("pk").values_list("key", flat=True)
    ]
    told = [kind for kind in kinds if kind != "registration_asked"]
    ends = [["registration_waiting"]] if registration.is_waiting else [["registered"], MOVED_UP]
    return told in ends


MOVED_UP = ["registration_waiting", "registration_moved_up"]


def test_more_seats_while_people_confirm_seat_nobody_out_of_order():
    for _number in range(ROUNDS):
        session = announced(capacity=1)
        paths = [asked(session, each) for each in range(6)]
        Count.objects.all().delete()

        at_once([*(partial(press, path, "confirm", each) for each, path in enumerate(paths)), partial(widen, session)])

        assert is_in_order(session)
        assert session.registrations.registered().count() <= 3


def widen(session):
    with seats_of(session.pk) as held:
        held.capacity = 3
        held.save()
