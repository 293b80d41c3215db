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


def turn_of(submission, questions=0):
    """The headline of the status page; ``questions`` is how many comments of the editors are open."""
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
    if submission.is_prepared and submission.state == State.DRAFT:
        text = _("Finish it and send it, or discard it. As soon as your city changes it, only your city sees it.")
        return Turn(_("A draft prepared for %(city)s") % {"city": submission.city}, text, yours=True)
    return {
        State.DRAFT: Turn(_("A draft"), _("Only your city sees it. Send it when nothing is missing."), yours=True),
        State.SUBMITTED: Turn(_("Sent to %(desk)s") % {"desk": desk}, with_desk.text),
        State.IN_REVIEW: with_desk,
        State.RECOMMENDED: with_desk,
        State.CHANGES_REQUESTED: Turn(
            ngettext("%(desk)s has a question", "%(desk)s has %(n)s questions", questions or 1)
            % {"desk": desk, "n": questions},
            _("Answer and send the initiative again."),
            yours=True,
        ),
        State.PUBLISHED: Turn(_("Published"), _("Everybody can read it now.")),
        State.DECLINED: Turn(_("Not published"), _("Nothing is deleted; your text stays here.")),
        State.DISCARDED: Turn(_("A discarded draft"), _("It is kept for a while and then goes.")),
    }[State(submission.state)]


def stops_of(submission):
    """The road so far and what is still ahead, for components/_road.html. One query."""
    stops = [{"label": _("Draft"), "when": day(submission.created_at), "state": "done"}]
    for review in submission.reviews.select_related("revision"):
        if review.was != review.became or review.step in ("pass_on", "hand_over"):
            stops.append({"label": label_of(review), "when": when(review), "state": "done"})
    stops[-1]["state"] = "current"
    return stops + ahead_of(submission)


def label_of(review):
    """What the city reads there."""
    return _("Questions for you") if review.became == State.CHANGES_REQUESTED else State(review.became).label


def when(review):
    words = {"when": day(review.at), "number": review.revision.number if review.revision else 0}
    return _("%(when)s, text %(number)s") % words if review.step == "submit" and review.revision else words["when"]


def day(at):
    return date_format(at, "DATE_FORMAT")


def ahead_of(submission):
    """The stops that are still to come."""
    stops, days = [], submission.desk.days_to_answer if submission.desk else 0
    usually = ngettext("Usually within %(n)s day", "Usually within %(n)s days", days) % {"n": days} if days else ""
    if submission.state == State.DRAFT:
        stops.append({"label": State.SUBMITTED.label, "state": "future"})
    if submission.state == State.CHANGES_REQUESTED:
        stops.append({"label": _("Checked again"), "when": usually, "state": "future"})
    if submission.state == State.SUBMITTED:
        stops.append({"label": State.IN_REVIEW.label, "when": usually, "state": "future"})
    if submission.state not in (State.PUBLISHED, State.DECLINED, State.DISCARDED):
        stops.append({"label": State.PUBLISHED.label, "state": "future"})
    return stops
