"""What waits for an editor, on the home page of the back office and beside the entries of its menu.

An app puts its own panel here in ``AppConfig.ready``; the order is that of registration.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

MOST_SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits: a link, where it is from, since when."""

    title: str
    address: str
    about: str = ""
    language: str = ""
    since: object = None
    promise: int | None = None  # days within which an answer was promised
    parts: tuple = ()  # ``(label, address)`` of what is still to be done with it

    @property
    def days(self):
        return (timezone.now() - self.since).days if self.since else None

    @property
    def is_late(self):
        return self.promise is not None and self.days is not None and self.days > self.promise


@dataclass(frozen=True)
class Panel:
    """One kind of thing that waits. ``model`` ("app.model") is the entry of the menu that bears its number."""

    model: str
    title: str
    nothing: str  # said when nothing waits
    query: str  # of the list that holds all of them
    waiting: Callable  # user -> queryset of what waits, longest first
    line: Callable  # row -> Line


@dataclass(frozen=True)
class Shown:
    """A panel with what one person finds in it."""

    panel: Panel
    n: int
    lines: list

    @property
    def address(self):
        """The whole list of what waits."""
        listed = reverse(f"admin:{self.panel.model.replace('.', '_')}_changelist")
        return f"{listed}?{self.panel.query}" if self.panel.query else listed


panels = []


def counts_for(user):
    """``{model: number}`` of what waits for this person. One query for each panel."""
    return {panel.model: panel.waiting(user).count() for panel in panels}


def shown_to(user, counts):
    """The panels with their first lines, those with something in them first. One query for each that is not empty."""
    found = [
        Shown(panel, counts[panel.model], [panel.line(row) for row in panel.waiting(user)[:MOST_SHOWN]])
        if counts[panel.model]
        else Shown(panel, 0, [])
        for panel in panels
    ]
    return sorted(found, key=lambda each: not each.n)
