"""The one-page form: save with gaps, add a row, or send."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from record import once
from showcase import drafts, workflow
from showcase.completeness import missing
from showcase.conflicts import ChangedMeanwhile, WithTheEditors
from showcase.forms import DraftForms
from showcase.questions import questions_of
from showcase.roles import Role, roles_of
from showcase.sharing.doors import city_page, conflict, mine, seen_of


@city_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, uuid):
    """Whatever button is pressed, what was typed comes back or is saved; never lost."""
    submission = mine(request, uuid)
    if not may_edit(request.user, submission):
        raise PermissionDenied(_("Only the city writes this text."))
    if answered := once.answer(request.POST.get("once", "")):
        return redirect(answered)
    if not submission.is_with_author:
        return conflict(request, submission, WithTheEditors if submission.is_with_desk else ChangedMeanwhile)
    if request.method != "POST":
        return form_page(request, DraftForms(submission, request.user))
    forms = DraftForms(submission, request.user, request.POST)
    if not forms.is_valid():
        return form_page(request, forms, seen=seen_of(request), status=422)
    try:
        return save_or_send(request, submission, forms)
    except ChangedMeanwhile as refusal:
        return conflict(request, submission, refusal, typed=DraftForms(submission, request.user, request.POST))


def may_edit(user, submission):
    """Writers, and the author of a draft whose claim to the city is not confirmed yet."""
    if {Role.WRITER, Role.PLATFORM} & roles_of(user, submission):
        return True
    own_draft = submission.author_id == user.pk and submission.state == "draft" and submission.channel != "on_behalf"
    return own_draft and user.affiliations.current().filter(city=submission.city).exists()


def save_or_send(request, submission, forms):
    """What the pressed button asked for, after saving what was typed."""
    with transaction.atomic():
        # Together: a save that fails frees the key again, so that the same form can be sent once more.
        if not once.claim(request.POST.get("once", ""), submission.get_absolute_url()):
            return redirect(submission)
        drafts.save_draft(forms, seen=seen_of(request))
    if "send" not in request.POST:
        messages.success(request, _("Draft saved. You can close this page and come back."))
        return redirect(reverse("submission-edit", args=[submission.uuid]) + anchor_of(request))
    return send(request, mine(request, submission.uuid), forms.form.cleaned_data.get("note", ""))


def send(request, submission, note):
    """Hand the saved text to its desk, or say what it still lacks."""
    if gaps := missing(submission):
        return show_gaps(request, submission, gaps)
    try:
        workflow.perform("submit", submission, by=request.user, seen=submission.saves, note=note)
    except ChangedMeanwhile as refusal:
        return conflict(request, submission, refusal)
    except ValidationError as refusal:  # the public page it would change cannot take it
        return show_gaps(request, submission, {None: refusal.messages})
    messages.success(request, _("Sent to the editors of %(desk)s.") % {"desk": submission.desk})
    return redirect(submission)


def anchor_of(request):
    """Back to the rows that one more was added to."""
    return f"#{request.POST['add']}" if request.POST.get("add") in ("results", "conditions", "links") else ""


def show_gaps(request, submission, gaps):
    """The saved draft again, with a sentence beside each field that sending still asks for."""
    forms = DraftForms(submission, request.user, request.POST)
    forms.is_valid()
    forms.add_gaps(gaps)
    return form_page(request, forms, seen=submission.saves, status=422)


def form_page(request, forms, *, seen=None, status=200):
    submission = forms.submission
    context = {
        "submission": submission,
        "forms": forms,
        "form": forms.form,
        "problems": forms.problems() if forms.form.is_bound else [],
        "seen": submission.saves if seen is None else seen,
        "once": once.new_key(),
        "may_send": "submit" in workflow.steps_open_to(request.user, submission),
        "questions": questions_of(submission),
    }
    return render(request, "showcase/share/edit.html", context, status=status)
