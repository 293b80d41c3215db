"""Whose turn it is, in words, and the road a submission has come."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from showcase.states import State


@dataclass(frozen=True)
class Turn:
    title: str
    text: str
    yours: bool = False


def turn_of(submission):
    """The headline of the status page."""
    desk = str(submission.desk or "")
    days = submission.desk.days_to_answer if submission.desk else 0
    with_desk = Turn(
        _("%(desk)s is checking it") % {"desk": desk},
        ngettext(
            "%(desk)s usually answers within %(days)d day. You can take it back until then.",
            "%(desk)s usually answers within %(days)d days. You can take it back until then.",
            days,
        )
        % {"desk": desk, "days": days},
    )
    return {
        State.DRAFT: Turn(_("A draft"), _("Only your city sees it. Send it when nothing is missing."), yours=True),
        State.SUBMITTED: Turn(_("Sent to %(desk)s") % {"desk": desk}, with_desk.text),
        State.IN_REVIEW: with_desk,
        State.RECOMMENDED: with_desk,
        State.CHANGES_REQUESTED: Turn(
            _("%(desk)s has a question") % {"desk": desk}, _("Answer it and send the initiative again."), yours=True
        ),
        State.PUBLISHED: Turn(_("Published"), _("Everybody can read it now.")),
        State.DECLINED: Turn(_("Not published"), _("Nothing is deleted; your text stays here.")),
        State.DISCARDED: Turn(_("A discarded draft"), _("It is kept for a while and then goes.")),
    }[State(submission.state)]


def stops_of(submission):
    """The road so far and what is still ahead, for components/_road.html. One query."""
    stops = [stop(_("Draft"), submission.created_at)]
    for review in submission.reviews.all():
        if review.was != review.became or review.step in ("pass_on", "hand_over"):
            stops.append(stop(State(review.became).label, review.at))
    stops[-1]["state"] = "current"
    if submission.state in (State.DRAFT, State.CHANGES_REQUESTED):
        stops.append({"label": State.SUBMITTED.label, "state": "future"})
    if submission.state not in (State.PUBLISHED, State.DECLINED, State.DISCARDED):
        stops.append({"label": State.PUBLISHED.label, "state": "future"})
    return stops


def stop(label, at):
    return {"label": label, "when": date_format(at, "DATE_FORMAT"), "state": "done"}
