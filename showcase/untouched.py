"""Drafts that nobody has touched for long: who can read one is warned twice, then it is discarded.

The mails themselves remember that they were written: their key names the draft and when it was last touched, so a
change of the draft starts anew and no warning is written twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from outbox.models import Mail
from outbox.post import post
from showcase import workflow
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Review, Submission
from showcase.notifications import city_readers
from showcase.states import State

UNTOUCHED = timedelta(days=548)  # 18 months
FIRST = timedelta(days=517)  # 17 months
PAUSE = timedelta(days=14)  # between the warnings, and at least between the second one and the end
WARNING = "untouched"


@dataclass(frozen=True)
class Warned:
    """A draft with what was written about it since it was last touched."""

    draft: Submission
    first: datetime | None
    second: datetime | None

    def is_due_for_first(self):
        return self.first is None

    def is_due_for_second(self, now):
        return self.first is not None and self.second is None and self.first <= now - PAUSE

    def is_over(self, now):
        """Nobody is left to be warned of some drafts; these wait for nothing."""
        if self.draft.touched > now - UNTOUCHED:
            return False
        return self.second <= now - PAUSE if self.second else not readers_of(self.draft)

    def end(self, now):
        """When it is discarded if nobody touches it: what the mails say, and never earlier."""
        left = PAUSE if self.first else 2 * PAUSE
        return max(self.draft.touched + UNTOUCHED, now + left)


def untouched(now):
    """Neither edited nor taken back for 17 months. Two queries."""
    last = Review.objects.filter(submission=OuterRef("pk")).order_by("-at").values("at")[:1]
    touched = Greatest("edited_at", Coalesce(Subquery(last), "edited_at"))
    old = Submission.objects.filter(state=State.DRAFT).annotate(touched=touched).filter(touched__lt=now - FIRST)
    mails = Mail.objects.filter(key__startswith=f"{WARNING}-").values_list("key", "created_at")
    written = {(key.split(":")[0], key.split(":")[-1]): at for key, at in mails}
    for draft in old.select_related("author", "city").order_by("pk"):
        event = event_of(draft)
        yield Warned(draft, written.get((event, "first")), written.get((event, "second")))


def event_of(draft):
    return f"{WARNING}-{draft.pk}-{draft.touched:%Y%m%d%H%M%S}"


def readers_of(draft):
    """The author while they may still open it, else whom the city's mails reach."""
    author = draft.author
    if author and author.is_active and Submission.objects.visible_to(author).filter(pk=draft.pk).exists():
        return [author]
    return city_readers(draft) if draft.city else []


def first_warnings(now):
    return [each for each in untouched(now) if each.is_due_for_first() and readers_of(each.draft)]


def second_warnings(now):
    return [each for each in untouched(now) if each.is_due_for_second(now) and readers_of(each.draft)]


def over(now):
    return [each for each in untouched(now) if each.is_over(now)]


@transaction.atomic
def warn(warned, now):
    """The next warning, to everybody who can still do something."""
    kind = "second" if warned.first else "first"
    for person in readers_of(warned.draft):
        context = {"submission": warned.draft, "person": person, "end": warned.end(now), "kind": kind}
        key = f"{event_of(warned.draft)}:{person.pk}:{kind}"
        post("showcase/untouched", key=key, to=person.email, language=person.language, context=context)
    return True


def discard(warned, now):
    """Through the workflow; False when somebody touched it in this moment."""
    try:
        workflow.discard_untouched(warned.draft)
    except ChangedMeanwhile:
        return False
    return True
