"""Rows of the audit in words, for the page of what they are about."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from record.words import EVENTS, ROLES, word_of


@dataclass(frozen=True)
class Line:
    """One row for components/_record.html. ``who`` is empty where names are not shown."""

    at: datetime
    event: str
    role: str
    who: str
    was: str
    became: str


def lines_of(entries, *, words, with_names=False):
    """What happened, in words; ``words`` says what the codes of this kind of thing mean. One query, two with names."""
    entries = list(entries)
    people = {}
    if with_names:
        asked = {entry.pseudonym for entry in entries}
        people = {person.pseudonym: str(person) for person in User.objects.filter(pseudonym__in=asked)}
    return [line_of(entry, words, people) for entry in entries]


def line_of(entry, words, people):
    return Line(
        at=entry.at,
        event=word_of(entry.event),
        role=ROLES.get(entry.role, "") if entry.pseudonym else _("The catalogue itself"),
        who=people.get(entry.pseudonym, ""),
        was=words.get(entry.was, entry.was),
        became=tried(entry) if entry.event == "refused" else words.get(entry.became, entry.became),
    )


def tried(entry):
    """A refusal names the step and the exception; people read the step."""
    step = entry.became.partition(":")[0]
    return EVENTS.get(step, "")
