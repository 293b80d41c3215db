"""Pages on which somebody follows a filter, confirms it, changes it or stops. None is kept by a cache."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.facets import chips
from record import once
from showcase.followed import filterset_from, filterset_of, list_of
from showcase.following import MOST_LISTED, ask, confirm, normalised, stop
from showcase.forms.follow import FollowForm, LanguageForm
from showcase.models import Follow
from showcase.models.following import LONGEST_QUERY

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def follow(request):
    """Ask for mails about the filter in the address. Known and unknown addresses get the same answer."""
    filterset = filterset_from(request.GET)
    query = normalised(filterset) if filterset.makes_sense else ""
    form = FollowForm(request.POST if request.method == "POST" else None, initial=first_words(request))
    can_be_followed = filterset.makes_sense and len(query) <= LONGEST_QUERY
    if can_be_followed and form.is_valid():
        return answered(request, form, filterset)
    context = {
        "form": form,
        "filterset": filterset,
        "followed": list_of(filterset),
        "query": query,
        "can_be_followed": can_be_followed,
        "chips": list(chips(filterset)),
    }
    return render(request, "follow/follow.html", context)


def first_words(request):
    """The address comes along from the field of a public page."""
    email = request.GET.get("email", "")[:254].replace("\0", "")
    return {"email": email, "language": get_language()}


def answered(request, form, filterset):
    """The filter was read before: in a transaction the whole list would be read anew."""
    address = reverse("follow-asked")
    said = form.cleaned_data
    with transaction.atomic():
        if not form.is_caught and once.is_first(request, address):
            ask(said["email"], said["language"], filterset)
    return redirect(address)


@require_safe
def asked(request):
    return render(request, "follow/asked.html")


@require_safe
def stopped(request):
    return render(request, "follow/stopped.html")


@get_or_post
def own(request, key):
    """What a mail leads to: confirm, change the language, stop. Opening it changes nothing."""
    found = Follow.objects.with_key(key)
    if found is None:
        raise Http404
    form = LanguageForm(
        request.POST if request.POST.get("act") == "save" else None, initial={"language": found.language}
    )
    if request.method == "POST" and (done := act(request, found, form)):
        return redirect(done)
    return render(request, "follow/own.html", shown(found, form))


def act(request, found, form):
    """Does what the pressed button says; where to go then, or None where nothing was done."""
    pressed = request.POST.get("act")
    if pressed == "stop":
        stop(found)
        return reverse("follow-stopped")
    if pressed == "confirm":
        confirm(found)
        messages.success(request, _("Confirmed. We write when something new matches."))
    elif form.is_valid():
        Follow.objects.filter(pk=found.pk).update(language=form.cleaned_data["language"])
        messages.success(request, _("Saved."))
    else:
        return None
    return found.get_absolute_url()


def shown(found, form):
    """What is followed, and what the last mail was about: the newest first, those that are still public."""
    filterset = filterset_of(found.query)
    followed = list_of(filterset)
    return {
        "found": found,
        "form": form,
        "filterset": filterset,
        "followed": followed,
        "query": found.query,
        "chips": list(chips(filterset)),
        "rows": followed.shown(filterset, found.keys_told, MOST_LISTED),
    }
