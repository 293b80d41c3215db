"""What each step does beside moving the state. Called inside the transaction of workflow.take.

Each takes the submission as it was before the step; returns the Revision it made, or None.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from showcase.completeness import require_complete
from showcase.conflicts import BaseVersionPassed
from showcase.content import files_of, freeze
from showcase.models import Initiative, Revision, RevisionFile, Submission
from showcase.publication import publish_submission, published
from showcase.states import State


def nothing(submission, *, by, note, to):
    """The step only moves the state."""


def update(submission, **columns):
    """Write beside the state, through the same row the compare and swap has taken."""
    Submission.objects.filter(pk=submission.pk).update(**columns)


def submit(submission, *, by, note, to):
    """Freeze what was written. Refused when incomplete, or when the public page has moved on."""
    require_complete(submission)
    require_staffed_desk(submission)
    require_current_base(submission)
    revision = freeze_revision(submission, by)
    taken_over = {"author": by} if submission.is_prepared else {}
    update(submission, sent_at=timezone.now(), **taken_over)
    return revision


def require_staffed_desk(submission):
    """A desk that was deserted since the draft chose it hands nothing over any more. The host answers in any case."""
    if submission.state == State.DRAFT and not submission.desk.is_host and not is_staffed(submission.desk):
        sentence = _("Nobody checks initiatives for %(desk)s at the moment. Choose another network.")
        raise ValidationError(sentence % {"desk": submission.desk})


def is_staffed(desk):
    """Whether a desk has an active editor; locked until the step is taken, so that nobody leaves in this moment."""
    return any(each.editors.at(each).exists() for each in Network.objects.filter(pk=desk.pk).held())


def require_current_base(submission):
    """A change is measured against the version it began with; raises BaseVersionPassed when that is history.

    Refused as well when the page is archived or taken down, or belongs to another city.
    """
    if submission.initiative_id is None:
        return
    # Locked until the step is taken: an import must not slip a version in between (SQLite has one writer anyway).
    page = Initiative.objects.select_for_update(of=("self",)).select_related("current_version")
    submission.initiative = page.get(pk=submission.initiative_id)
    if submission.initiative.current_version.number != submission.base_version:
        raise BaseVersionPassed
    if not submission.initiative.is_public:
        raise ValidationError(_("The public page is archived or taken down; its desk can make it public again."))
    if submission.initiative.city_id != submission.city_id:
        raise ValidationError(_("The public page belongs to another city."))


def freeze_revision(submission, by):
    last = submission.last_revision
    revision = Revision.objects.create(
        submission=submission, number=last.number + 1 if last else 1, content=freeze(submission), by=by
    )
    RevisionFile.objects.bulk_create(RevisionFile(revision=revision, file=file) for file in files_of(submission))
    return revision


def withdraw(submission, *, by, note, to):
    update(submission, assigned_to=None)


def claim(submission, *, by, note, to):
    update(submission, assigned_to=by)


def assign(submission, *, by, note, to):
    """Give it to a colleague of the same desk."""
    if to is None or not submission.desk.editors.at(submission.desk).filter(user=to).exists():
        raise ValidationError({"to": _("Choose a colleague of your desk.")})
    update(submission, assigned_to=to)


def request_changes(submission, *, by, note, to):
    revision = submission.last_revision
    asked = revision.comments.filter(among_editors=False, settled_at=None).exists() if revision else False
    if not note.strip() and not asked:
        raise ValidationError({"note": _("Say what should change, or comment on a field.")}, code="note_required")


def pass_on(submission, *, by, note, to):
    """Another desk takes over; it must have somebody to answer."""
    if to is None or to.pk == submission.desk_id or not is_staffed(to):
        raise ValidationError({"to": _("Choose another network that has an active editor.")})
    update(submission, desk=to, assigned_to=None)


def hand_over(submission, *, by, note, to):
    update(submission, desk=to, assigned_to=None)


def publish(submission, *, by, note, to):
    """Make public what the editor read: the columns are those the last revision froze, because nobody saved since."""
    require_current_base(submission)
    if not submission.city.is_confirmed:
        raise ValidationError(_("Confirm the place %(city)s first.") % {"city": submission.city})
    if submission.lacks_word_of_city:
        raise ValidationError(_("The city has not confirmed this text yet."))
    version = publish_submission(submission, submission.last_revision, by)
    update(submission, initiative=version.initiative, base_version=submission.base_version or 0)
    for tell in published:
        tell(submission, version.initiative)
    return submission.last_revision
