"""Where a submission stands, and the steps the city can take with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.recorded import lines_of
from record.models import Entry
from showcase import drafts, workflow
from showcase.answers import answers_of
from showcase.completeness import missing
from showcase.conflicts import ChangedMeanwhile
from showcase.content import freeze
from showcase.progress import stops_of, turn_of
from showcase.questions import questions_of
from showcase.roles import Role, roles_of
from showcase.sharing.doors import city_page, conflict, mine, seen_of
from showcase.sharing.edit import may_edit
from showcase.states import State


@city_page
@require_safe
def status(request, uuid):
    """Whose turn it is, what was asked, and the whole text."""
    submission = mine(request, uuid)
    questions = questions_of(submission)
    context = {
        "submission": submission,
        "turn": turn_of(submission, len(questions.get("comments", ()))),
        "stops": stops_of(submission),
        "steps": workflow.steps_open_to(request.user, submission),
        "may_edit": may_edit(request.user, submission),
        "may_confirm": may_confirm(request.user, submission),
        "is_editor": Role.EDITOR in roles_of(request.user, submission),
        "answers": answers_of(freeze(submission)),
        "questions": questions,
        "record": lines_of(Entry.objects.about(submission).done(), words=dict(State.choices)),
        "missing": list(missing(submission).values()) if submission.is_with_author else [],
    }
    return render(request, "showcase/share/status.html", context)


@city_page
@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, uuid, step):
    """Take back, delete or send: GET asks, POST does."""
    submission = mine(request, uuid)
    if request.method != "POST":
        context = {"submission": submission, "step": step, "label": workflow.STEPS[step].label}
        return render(request, "showcase/share/step.html", context)
    try:
        workflow.perform(step, submission, by=request.user, seen=seen_of(request))
    except ChangedMeanwhile as refusal:
        return conflict(request, submission, refusal)
    except ValidationError as refusal:
        gaps = hasattr(refusal, "error_dict")
        sentences = [_("Something is still missing; this page says what.")] if gaps else refusal.messages
        for sentence in sentences:
            messages.error(request, sentence)
        return redirect(submission)
    return redirect("share") if step == "discard" else redirect(submission)


def may_confirm(user, submission):
    """Confirmed staff of the city that a text on behalf speaks for, before it is public."""
    if not (submission.lacks_word_of_city and submission.is_with_desk):
        return False
    return user.affiliations.confirmed().filter(city=submission.city).exists()


@city_page
@require_POST
def confirm(request, uuid):
    """The city stands behind a text that editors wrote on its behalf."""
    submission = mine(request, uuid)
    if not may_confirm(request.user, submission):
        raise PermissionDenied(_("Only confirmed staff of the city can confirm this text."))
    try:
        drafts.confirm_for_city(submission, by=request.user, seen=seen_of(request))
    except ChangedMeanwhile as refusal:
        return conflict(request, submission, refusal)
    messages.success(request, _("Thank you. The editors can publish it now."))
    return redirect(submission)
