"""Ways to begin: a draft of one's own city, a text on behalf of a city, a change to a public page."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.models import Network
from record import once
from showcase import drafts
from showcase.forms import OnBehalfForm, StartForm
from showcase.models import Initiative, Submission
from showcase.sharing.doors import city_page

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])


@city_page
@require_safe
def overview(request):
    """What this person's cities are writing, what they sent, and how to begin."""
    submissions = Submission.objects.written_for(request.user).exclude(state="discarded").for_list()
    context = {
        "submissions": submissions.order_by("-edited_at")[:100],
        "has_city": request.user.affiliations.current().exists(),
    }
    return render(request, "showcase/share/overview.html", context)


@city_page
@ASK_AND_DO
def new(request):
    """Choose the city and how much to tell; the draft exists from then on."""
    form = StartForm(request.POST or None, person=request.user)
    if form.is_valid():
        return begun(request, lambda: drafts.begin(request.user, **form.cleaned_data))
    has_city = request.user.affiliations.current().exists()
    return asked(request, "showcase/share/new.html", {"form": form, "has_city": has_city})


@city_page
@ASK_AND_DO
def on_behalf(request):
    """Editors begin a text for a city that has nobody here to write it."""
    if not Network.objects.managed_by(request.user).exists():
        raise PermissionDenied(_("Only editors of a network write on behalf of a city."))
    form = OnBehalfForm(request.POST or None, person=request.user)
    if form.is_valid():
        return begun(request, lambda: drafts.begin_on_behalf(request.user, **form.cleaned_data))
    return asked(request, "showcase/share/on_behalf.html", {"form": form})


@city_page
@ASK_AND_DO
def change(request, slug):
    """Propose other words for a public page of one's own city."""
    pages = Initiative.objects.public().select_related("city", "desk", "current_version")
    initiative = get_object_or_404(pages, slug=slug)
    if not request.user.affiliations.current().filter(city=initiative.city).exists():
        raise PermissionDenied(_("Only staff of %(city)s can change this page.") % {"city": initiative.city})
    if request.method == "POST":
        return begun(request, lambda: drafts.begin_change(request.user, initiative))
    return asked(request, "showcase/share/change.html", {"initiative": initiative})


def asked(request, template, context):
    status = 422 if request.method == "POST" else 200
    return render(request, template, {**context, "once": once.new_key()}, status=status)


def begun(request, make):
    """Make the draft, all of it and once; the same form posted again leads to the list, where it stands."""
    with transaction.atomic():
        if not once.claim(request.POST.get("once", ""), reverse("share")):
            return redirect("share")
        draft = make()
    return redirect("submission-edit", draft.uuid)
