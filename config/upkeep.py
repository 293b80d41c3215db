"""What the nightly job does one by one: it warns of drafts, and puts right what other ways left undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from accounts import seeds
from networks.handover import hand_over_deserted
from networks.models import Network
from outbox import written
from showcase import untouched
from showcase.states import SENT_STATES

FILES_OF_MAILS = timedelta(days=1)


def files_of_mails(now):
    """Of a demo, which writes its mails instead of sending them."""
    return written.older_than(now - FILES_OF_MAILS)


def deserted_desks(now):
    """Where something is open and nobody answers any more; the host is none, for nobody could take over from it."""
    staffed = Network.objects.with_active_editor().values("pk")
    waiting = Network.objects.filter(submissions__state__in=SENT_STATES).exclude(pk__in=staffed)
    return list(waiting.exclude(is_host=True).distinct())


def relieve(desk, now):
    hand_over_deserted(Network.objects.filter(pk=desk.pk))
    return True


@dataclass(frozen=True)
class Task:
    """What is due one by one: ``act(item, now)`` says whether it was done, for somebody may have been faster."""

    what: str
    due: Callable
    act: Callable
    done: str = "forgotten"

    def count(self, now):
        return len(self.due(now))

    def carry_out(self, now):
        return sum(bool(self.act(item, now)) for item in self.due(now))


def write_through():
    """What was deleted leaves SQLite's journal too. Waits for readers like any statement, then lets it be."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


TASKS = (
    Task("files of mails in a demo", files_of_mails, lambda path, now: path.unlink(missing_ok=True) is None),
    Task("first warnings about untouched drafts", untouched.first_warnings, untouched.warn, "written"),
    Task("second warnings about untouched drafts", untouched.second_warnings, untouched.warn, "written"),
    Task("drafts untouched for 18 months", untouched.over, untouched.discard, "discarded"),
    Task("desks without an editor", deserted_desks, relieve, "handed over to the host"),
    Task(
        "seeds of second steps under an old key",
        lambda now: seeds.under_an_old_key(),
        lambda row, now: seeds.seal_again(row),
        "sealed anew",
    ),
)
