"""What every page of the city's side begins with, and how it says no."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from showcase import workflow
from showcase.answers import answers_of
from showcase.content import freeze
from showcase.models import Submission


def city_page(view):
    """Behind sign-in, and kept in no cache."""
    return never_cache(login_required(wraps(view)(view)))


def mine(request, uuid):
    """The submission, if this person may see it; 404 like a missing one otherwise."""
    return get_object_or_404(Submission.objects.visible_to(request.user).for_list(), uuid=uuid)


def seen_of(request):
    """The count of saves the form was made from; anything else counts as never seen."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def conflict(request, submission, refusal, typed=None):
    """409: what is there now beside what this person wrote, and what to do about it."""
    submission = mine(request, submission.uuid)
    public = submission.initiative.current_version.content if submission.initiative else None
    context = {
        "submission": submission,
        "refusal": refusal,
        "typed": typed,
        "steps": workflow.steps_open_to(request.user, submission),
        "own": answers_of(freeze(submission)),
        "public": answers_of(public) if public else None,
    }
    return render(request, "showcase/share/conflict.html", context, status=409)
