"""The review page and its decisions: each an address of its own, outside the stock change view and its transaction."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.recorded import lines_of
from record import once
from record.models import Entry
from record.models import note as audit
from record.once import answered_once
from showcase.admin.forms import HINTS, CommentForm, DecisionForm, desk_steps_open_to
from showcase.admin.reading import chosen, hindrances, known_of, names_of, parts_of
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Comment, Submission
from showcase.roles import Role, is_affiliated, roles_of
from showcase.states import WITH_DESK, State
from showcase.workflow import STEPS, perform

EDITORS = frozenset({Role.EDITOR, Role.PLATFORM})
TYPED = ("note", "among_editors", "text")  # the fields in which somebody writes sentences


def at_desk(request, pk):
    """The submission, if the person may read it as an editor; else it is missing."""
    rows = Submission.objects.managed_by(request.user).for_list()
    found = rows.select_related("initiative__current_version").filter(pk=pk).first()
    if found is None:
        missing(request, pk)
    return found


def missing(request, pk):
    """404 for what is not there and for what is not theirs. The page of it shows every word that was typed.

    The city may have taken its text back while somebody wrote a note about it.
    """
    if request.method == "POST":
        audit("refused", Submission(pk=pk if pk < 10**18 else None), by=request.user, became="Http404")
        request.typed = [text for name in TYPED if (text := request.POST.get(name, "").strip())]
    raise Http404


@require_safe
def review(request, pk):
    """The whole text as it was sent, what was said about it, and the decision."""
    return page(request, at_desk(request, pk))


def page(request, submission, form=None, status=200, comment_errors=None):
    roles = roles_of(request.user, submission)
    is_editor = bool(roles & EDITORS)
    revision = submission.last_revision
    form = form or DecisionForm(submission=submission, initial={"seen": submission.saves})
    parts = parts_of(submission, revision, with_editors=is_editor)
    show = shown_tab(request, submission, comment_errors)
    context = {
        **admin.site.each_context(request),
        "title": str(submission),
        "submission": submission,
        "revision": revision,
        "parts": chosen(parts, show),
        "tabs": tabs_of(submission, parts, show),
        "show": show,
        "reviews": reviews_of(submission),
        "record": lines_of(Entry.objects.about(submission), words=dict(State.choices), with_names=True),
        "form": form,
        "steps": choices_for(request.user, submission),
        "known": known_of(submission) if is_editor else [],
        "hindrances": hindrances(submission) if is_editor and submission.is_with_desk else [],
        "is_editor": is_editor,
        "is_own_city": not is_editor and is_affiliated(request.user, submission.city_id),
        "decides_in_their_place": Role.PLATFORM in roles and Role.EDITOR not in roles,
        "may_comment": is_editor and submission.is_with_desk and revision is not None,
        "comment_errors": comment_errors,
        "next_version": next_version(submission),
    }
    return render(request, "admin/showcase/submission/review.html", context, status=status)


def shown_tab(request, submission, comment_errors):
    """Which tab the address names; a change opens with its changes, a comment that was refused with its field."""
    named = request.GET.get("show")
    if comment_errors:
        return "text"
    if named in ("text", "comments", "changes"):
        return named
    return "changes" if submission.differs_from_page else "text"


def tabs_of(submission, parts, show):
    """The tabs above the text; "Changes" only where there is a public page to change."""
    rows = [row for part in parts for row in part.rows]
    said, changed = sum(len(row.comments) for row in rows), sum(row.is_changed for row in rows)
    named = [("text", _("Whole text")), ("comments", _("Comments (%(n)s)") % {"n": said})]
    if submission.differs_from_page:
        named.insert(0, ("changes", _("Changes (%(n)s)") % {"n": changed}))
    return [{"name": name, "label": label, "is_current": name == show} for name, label in named]


def choices_for(user, submission):
    """``[(step, label, hint, words of the button), ...]`` of what may be decided now."""
    says = {"publish": _("Publish version %(number)s") % {"number": next_version(submission)}}
    return [
        (name, STEPS[name].label, HINTS[name], says.get(name, STEPS[name].label))
        for name in desk_steps_open_to(user, submission)
    ]


def reviews_of(submission):
    """What happened so far, the steps in words."""
    reviews = list(submission.reviews.select_related("by", "revision"))
    for each in reviews:
        each.label = STEPS[each.step].label if each.step in STEPS else each.step
    return reviews


def next_version(submission):
    """Which number the public version would have, for the button that publishes it."""
    version = submission.initiative.current_version if submission.initiative else None
    return version.number + 1 if version else 1


@require_POST
def decide(request, pk):
    """One editor's decision on the revision they were shown."""
    submission = at_desk(request, pk)
    form = DecisionForm(request.POST, submission=submission)
    if not form.is_valid():
        must_be_editor(request, submission)
        return page(request, submission, form, status=422)
    said = form.cleaned_data
    try:
        perform(
            said["step"],
            submission,
            by=request.user,
            seen=said["seen"],
            note=said["note"],
            among_editors=said["among_editors"],
            to=form.to,
        )
    except ChangedMeanwhile as refusal:
        return changed_meanwhile(request, pk, refusal.sentence, said["note"], said["among_editors"])
    except ValidationError as error:
        form.say(error)
        return page(request, submission, form, status=422)
    messages.success(request, done(said["step"], submission))
    if said["step"] in ("claim", "assign"):
        return redirect("admin:showcase_submission_review", pk)
    return redirect(f"{reverse('admin:showcase_submission_next')}?{urlencode({'after': pk})}")


def done(step, submission):
    """What happened, for the message on the next page."""
    sentences = {
        "publish": _("“%(title)s” is public."),
        "recommend": _("“%(title)s” is recommended."),
        "request_changes": _("“%(title)s” is with the city now."),
        "claim": _("“%(title)s” is assigned to you."),
        "assign": _("“%(title)s” is assigned."),
        "pass_on": _("“%(title)s” is passed on."),
        "decline": _("“%(title)s” is declined."),
    }
    return sentences[step] % {"title": submission}


def must_be_editor(request, submission):
    """403 for people who may read but not decide here; an attempt is written to the audit."""
    if roles_of(request.user, submission) & EDITORS:
        return
    facts = {"network": submission.desk, "city": submission.city, "was": submission.state}
    audit("refused", submission, by=request.user, became="PermissionDenied", **facts)
    raise PermissionDenied(_("This step is not yours."))


def changed_meanwhile(request, pk, sentence, *typed):
    """409: what happened since, as far as the person may still see it, and every word they typed."""
    submission = Submission.objects.managed_by(request.user).for_list().filter(pk=pk).first()
    context = {
        **admin.site.each_context(request),
        "title": _("This has changed meanwhile"),
        "sentence": sentence,
        "submission": submission,
        "reviews": reviews_of(submission)[-3:] if submission else [],
        "revision": submission.last_revision if submission else None,
        "typed": [text for text in typed if text.strip()],
    }
    return render(request, "admin/showcase/changed_meanwhile.html", context, status=409)


@require_POST
@answered_once
def comment(request, pk):
    """A question or remark on one field of the revision that was read."""
    submission = at_desk(request, pk)
    must_be_editor(request, submission)
    revision = submission.last_revision
    form = CommentForm(request.POST, fields=names_of(revision) if revision else ())
    if not form.is_valid():
        return page(request, submission, status=422, comment_errors=form)
    said = form.cleaned_data
    if not submission.is_with_desk or revision is None or revision.number != said["revision"]:
        return changed_meanwhile(request, pk, ChangedMeanwhile.sentence, said["text"])
    address = f"{reverse('admin:showcase_submission_review', args=[pk])}#{said['field']}"
    with transaction.atomic():
        if once.is_first(request, address):
            revision.comments.create(
                field=said["field"], text=said["text"].strip(), among_editors=said["among_editors"], by=request.user
            )
    return redirect(address)


@require_POST
def settle(request, pk, comment_pk):
    """A question is answered. Once more changes nothing."""
    submission = at_desk(request, pk)
    must_be_editor(request, submission)
    found = Comment.objects.filter(revision__submission=submission, pk=comment_pk).first()
    if found is None:
        raise Http404
    Comment.objects.filter(pk=found.pk, settled_at=None).update(settled_at=timezone.now())
    return redirect(f"{reverse('admin:showcase_submission_review', args=[pk])}#{found.field}")


@require_safe
def next_in_queue(request):
    """What waits longest and nobody else looks after, or what comes behind ``after``; never the own city's."""
    after = request.GET.get("after", "")
    waiting = Submission.objects.managed_by(request.user).filter(state__in=WITH_DESK)
    waiting = waiting.filter(Q(assigned_to=None) | Q(assigned_to=request.user))
    own = request.user.affiliations.current().values("city")
    keys = list(waiting.exclude(city__in=own).order_by("sent_at", "pk").values_list("pk", flat=True))
    if not keys:
        messages.info(request, _("Nothing else waits for you."))
        return redirect("admin:showcase_submission_changelist")
    here = next((number for number, key in enumerate(keys) if str(key) == after), -1)
    return redirect("admin:showcase_submission_review", keys[(here + 1) % len(keys)])
