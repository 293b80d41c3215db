"""How a submission moves: the only module that decides on, or changes, a state."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from record.models import note as audit
from showcase import effects, notifications
from showcase.conflicts import AnotherChangeSent, ChangedMeanwhile
from showcase.models import Submission
from showcase.roles import Role, role_word, roles_of
from showcase.states import SENT_STATES, WITH_AUTHOR, WITH_DESK, State

WRITERS = frozenset({Role.WRITER, Role.PLATFORM})
EDITORS = frozenset({Role.EDITOR, Role.PLATFORM})


@dataclass(frozen=True)
class Step:
    label: str
    sources: tuple
    target: State
    actors: frozenset
    effect: Callable = effects.nothing
    needs_note: str = ""  # the sentence that asks for it
    is_decision: bool = False  # a platform admin gives a reason


STEPS = {
    "submit": Step(_("Send"), WITH_AUTHOR, State.SUBMITTED, WRITERS, effects.submit),
    "withdraw": Step(_("Take back"), SENT_STATES, State.DRAFT, WRITERS, effects.withdraw),
    "claim": Step(_("Assign to me"), (State.SUBMITTED, State.IN_REVIEW), State.IN_REVIEW, EDITORS, effects.claim),
    "assign": Step(_("Assign"), (State.SUBMITTED, State.IN_REVIEW), State.IN_REVIEW, EDITORS, effects.assign),
    "request_changes": Step(
        _("Ask the city"),
        WITH_DESK,
        State.CHANGES_REQUESTED,
        EDITORS,
        effects.request_changes,
        is_decision=True,
    ),
    "pass_on": Step(
        _("Pass to another network"),
        WITH_DESK,
        State.SUBMITTED,
        EDITORS,
        effects.pass_on,
        needs_note=_("Say why you pass it on."),
        is_decision=True,
    ),
    "recommend": Step(_("Recommend"), (State.IN_REVIEW,), State.RECOMMENDED, EDITORS, is_decision=True),
    "publish": Step(_("Publish"), WITH_DESK, State.PUBLISHED, EDITORS, effects.publish, is_decision=True),
    "decline": Step(
        _("Decline"),
        WITH_DESK,
        State.DECLINED,
        EDITORS,
        needs_note=_("Give the reason; the city reads it."),
        is_decision=True,
    ),
    "discard": Step(_("Discard this draft"), (State.DRAFT,), State.DISCARDED, WRITERS),
    # Nobody's button: what is with the city stays there, the rest begins anew at the host.
    "hand_over": Step(_("Handed over to the host"), SENT_STATES, State.SUBMITTED, frozenset(), effects.hand_over),
}


def steps_open_to(user, submission):
    """The names of the steps this person may take now, for buttons and for ``perform``."""
    roles = roles_of(user, submission)
    return [
        name
        for name, step in STEPS.items()
        if submission.state in sources_of(name, submission) and may_take(name, step, user, submission, roles)
    ]


def sources_of(name, submission):
    """The states a step starts from; at a desk with four eyes only what was recommended is published."""
    if name == "publish" and submission.desk and submission.desk.four_eyes:
        return (State.RECOMMENDED,)
    return STEPS[name].sources


def may_take(name, step, user, submission, roles):
    """Whether one of the roles has the step, and the desk's own rules leave it to this person."""
    if not roles & step.actors:
        return False
    four_eyes = bool(submission.desk and submission.desk.four_eyes)
    if name == "recommend":
        return four_eyes
    if name == "publish" and four_eyes and Role.EDITOR in roles:
        return not recommended_by(user, submission)
    return True


def recommended_by(user, submission):
    last = submission.reviews.filter(step="recommend").order_by("-at", "-pk").first()
    return last is not None and last.by_id == user.pk


@dataclass(frozen=True)
class Act:
    """One person taking one step: who, as what, on which text, with which words."""

    name: str
    by: object
    role: str
    seen: int
    note: str = ""
    among_editors: str = ""
    to: object = None

    @property
    def step(self):
        return STEPS[self.name]


def perform(name, submission, *, by, seen, note="", among_editors="", to=None):
    """Take one step, all of it or none of it, in one short transaction of its own.

    ``seen`` is the count of saves the person was shown; ``to`` the colleague of ``assign`` or the desk of
    ``pass_on``. Raises PermissionDenied (403), ChangedMeanwhile (409) or ValidationError (say it beside the form);
    the first two are written to the audit.
    """
    roles = roles_of(by, submission)
    role = role_word(roles, STEPS[name].actors)
    act = Act(name, by, role, seen, note.strip(), among_editors.strip(), to)
    try:
        refuse(act, submission, roles)
        review = take(act, submission)
    except (PermissionDenied, ChangedMeanwhile) as refusal:
        became = f"{name}: {type(refusal).__name__}"
        audit("refused", submission, was=State(submission.state), became=became, **facts(act, submission))
        raise
    submission.refresh_from_db()
    return review


def refuse(act, submission, roles):
    """In this order: a step that is not theirs, a state or text that moved on, words that are missing."""
    if not may_take(act.name, act.step, act.by, submission, roles):
        raise PermissionDenied(_("This step is not yours."))
    if submission.state not in sources_of(act.name, submission) or submission.saves != act.seen:
        raise ChangedMeanwhile
    if act.note:
        return
    if act.step.needs_note:
        raise ValidationError({"note": act.step.needs_note}, code="note_required")
    if act.step.is_decision and Role.EDITOR not in roles:
        # A platform admin who decides in an editor's place.
        raise ValidationError({"note": _("Give the reason why you decide in the editors' place.")}, code="reason")


def hand_over(submission, *, to):
    """The desk is deserted and the host takes over: a step of the system, inside the transaction that makes it so.

    Raises ChangedMeanwhile, unless the caller has locked the row.
    """
    return move(Act("hand_over", by=None, role="", seen=submission.saves, to=to), submission)


def discard_untouched(submission):
    """Nobody has touched this draft for long: a step of the system. Raises ChangedMeanwhile when somebody just did."""
    with transaction.atomic():
        return move(Act("discard", by=None, role="", seen=submission.saves), submission)


def take(act, submission):
    """The transaction of a step that a person takes."""
    try:
        with transaction.atomic(durable=True):
            return move(act, submission)
    except IntegrityError as error:
        if act.name == "submit" and "initiative" in str(error):
            raise AnotherChangeSent from error
        raise


def move(act, submission):
    """Compare and swap first, then what follows from the step."""
    found = Submission.objects.filter(pk=submission.pk, state=submission.state, saves=act.seen, desk=submission.desk_id)
    # Two editors may press at once: only the one who still finds what they saw goes on.
    if not found.update(state=target_of(act, submission)):
        raise ChangedMeanwhile
    return follow(act, submission)


def target_of(act, submission):
    """Where the step leads; handing over leaves with the city what is with the city."""
    stays = act.name == "hand_over" and submission.is_with_author
    return State(submission.state) if stays else act.step.target


def follow(act, submission):
    """What the step does beside moving the state, its Review, the audit row and the mails."""
    revision = act.step.effect(submission, by=act.by, note=act.note, to=act.to) or submission.last_revision
    review = submission.reviews.create(
        revision=revision,
        step=act.name,
        was=submission.state,
        became=target_of(act, submission),
        by=act.by,
        note=act.note,
        note_among_editors=act.among_editors,
    )
    version = revision.number if revision else None
    audit(act.name, submission, was=review.was, became=review.became, version=version, **facts(act, submission))
    notifications.queue(review, to=act.to)
    return review


def facts(act, submission):
    return {"by": act.by, "role": act.role, "network": submission.desk, "city": submission.city}
