"""Two workers tell followers of what is new, one of them killed again and again: each new match reaches each follower
in one mail, and of a kill at most the mail in flight is sent twice, under the same Message-ID.

A short form in the suite; ``make prove-follow`` on both databases.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from catalogue.current import version_now
from outbox.models import Mail
from showcase import following
from showcase.models import Follow
from tests.factories import CityFactory, InitiativeFactory
from tests.proofs import report

FOLLOWERS = int(os.environ.get("FOLLOWERS", "9"))
ROUNDS = int(os.environ.get("FOLLOW_ROUNDS", "1"))
EACH = 4  # initiatives that are published in a round, one after the other
LONGEST = 60
FILTERS = ("", "region=europe", "country=KE&country=FR", "language=es", "region=africa&language=en")
WORKER = """
import sys, django
django.setup()
from django.db import connections
from django.core.management import call_command
from outbox import delivery
from outbox.management.commands import worker
connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = sys.argv[1]
worker.MINUTE = 0.05
delivery.LEASE = delivery.timedelta(seconds=2)
call_command("worker", pause=0.02)
"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox(tmp_path):
    path = tmp_path / "mailbox"
    path.touch()
    return path


@pytest.fixture
def start(mailbox):
    """Starts a worker in a process of its own; all of them end with the test."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.showcase.mailing_settings",
        "MAILBOX": str(mailbox),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    started = []

    def start():
        program = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"])]
        started.append(subprocess.Popen(program, cwd=settings.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()


def letters(mailbox):
    whole, _newline, _being_written = mailbox.read_text().rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]


def is_idle():
    token = version_now()[1]
    waiting = Follow.objects.to_look_at(token, timezone.now() - following.PAUSE)
    return not waiting.exists() and not Mail.objects.filter(sent_at=None).exists()


def until(condition):
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def publish(number, places):
    city, language = places[number % len(places)], ("en", "es")[number % 2]
    return InitiativeFactory(title=f"Initiative {number}", city=city, text_language=language)


def a_week_later():
    Follow.objects.update(last_mailed_at=timezone.now() - following.PAUSE)


def test_each_new_match_is_mailed_once_with_two_workers_of_which_one_is_killed(start, mailbox):
    rng = random.Random(20261123)  # noqa: S311 -- the same each time
    places = [CityFactory(country="FR", region="europe"), CityFactory(country="KE", region="africa")]
    for number in range(FOLLOWERS):
        follow = Follow.objects.create(email=f"r{number}@a.example", query=FILTERS[number % len(FILTERS)])
        following.confirm(follow)
    survivor, victim, kills, number = start(), start(), 0, 0
    for _round in range(ROUNDS):
        before = len(letters(mailbox))
        for _each in range(EACH):
            publish(number, places)
            number += 1
        until(lambda before=before: len(letters(mailbox)) >= before + rng.randrange(1, 4))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        kills += 1
        victim = start()
        until(is_idle)
        a_week_later()
    until(is_idle)

    sent = letters(mailbox)
    told = {(each["to"], title): set() for each in sent for title in titles(each)}
    for each in sent:
        for title in titles(each):
            told[each["to"], title].add(each["id"])
    repeated = sum(Counter(each["id"] for each in sent).values()) - len({each["id"] for each in sent})
    figures = {"followers": FOLLOWERS, "initiatives": number, "kills": kills, "mails": len(sent)}
    report("follow", figures | {"news": len(told), "told twice": twice(told), "repeated by a kill": repeated})
    assert set(told) == expected()
    assert (twice(told), repeated <= kills, survivor.poll()) == (0, True, None)


def twice(told):
    return sum(len(ids) != 1 for ids in told.values())


def titles(letter):
    return re.findall(r"^- (Initiative \d+)", letter["text"], re.MULTILINE)


def expected():
    """Who should know of what, told without the workers."""
    public = {
        follow.query: following.filterset_of(follow.query) for follow in Follow.objects.order_by("query").distinct()
    }
    names = dict(InitiativeFactory._meta.model.objects.values_list("pk", "title"))
    return {(follow.email, names[key]) for follow in Follow.objects.all() for key in public[follow.query].mask}
