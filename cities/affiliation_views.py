"""Pages on which people say for which city they work, and leads answer their colleagues."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cities import affiliations
from cities.affiliation_forms import ClaimForm, PlaceForm
from cities.models import Affiliation, AffiliationState, City
from cities.verdicts import VERDICTS
from record import once
from record.once import answered_once

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@answered_once
@login_required
@get_or_post
def claim(request):
    """Say for which city one works; ``?city=<slug>`` fills it in."""
    form = ClaimForm(request.POST if request.method == "POST" else None, initial=city_asked_for(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                if not once.is_first(request, reverse("account")):
                    return redirect("account")
                affiliation, is_new = affiliations.claim(request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            say_claimed(request, affiliation, is_new)
            return redirect("account")
    return render(request, "account/claim.html", {"form": form})


def city_asked_for(request):
    slug = request.GET.get("city", "").replace("\0", "")
    city = City.objects.confirmed().filter(slug=slug).first()
    return {"city": city} if city else {}


def say_claimed(request, affiliation, is_new):
    if is_new:
        text = _("You can draft for %(city)s now. We have asked those who can confirm you.")
    elif affiliation.state == AffiliationState.CONFIRMED:
        text = _("You are confirmed for %(city)s already.")
    else:
        text = _("You have said so already: your work for %(city)s waits to be confirmed.")
    messages.success(request, text % {"city": affiliation.city})


@never_cache
@answered_once
@login_required
@get_or_post
def propose(request):
    """Name a place that is missing and say that one works there."""
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"name": request.GET.get("name", "")})
    if form.is_valid():
        try:
            with transaction.atomic():
                if not once.is_first(request, reverse("account")):
                    return redirect("account")
                affiliation = affiliations.propose_place(request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            text = _("Thank you. You can draft for %(city)s now; editors confirm the place and your work there.")
            messages.success(request, text % {"city": affiliation.city})
            return redirect("account")
    return render(request, "account/propose_place.html", {"form": form})


@never_cache
@login_required
@get_or_post
def end(request, pk):
    """The person says that they no longer work there; asks first."""
    affiliation = get_object_or_404(request.user.affiliations.select_related("city"), pk=pk)
    if request.method == "POST":
        affiliations.leave(affiliation)
        messages.success(request, _("You no longer write for %(city)s.") % {"city": affiliation.city})
        return redirect("account")
    return render(request, "account/end.html", {"affiliation": affiliation})


@never_cache
@login_required
@require_safe
def people(request, slug):
    """Who works for the city and who says so, for its leads. Three queries."""
    city = get_object_or_404(City.objects.led_by(request.user), slug=slug)
    colleagues = Affiliation.objects.led_by(request.user).current().filter(city=city).select_related("user")
    groups = {state: [each for each in colleagues if each.state == state] for state in ("claimed", "confirmed")}
    return render(request, "account/people.html", {"city": city, **groups})


@never_cache
@login_required
@get_or_post
def decide(request, pk, verdict):
    """A lead's answer about a colleague; opened as a link it asks first."""
    colleague = Affiliation.objects.led_by(request.user).select_related("user", "city")
    affiliation = get_object_or_404(colleague, pk=pk)
    if verdict not in VERDICTS:
        raise Http404
    step = VERDICTS[verdict]
    context = {"affiliation": affiliation, "verdict": verdict, "step": step}
    if request.method != "POST":
        return render(request, "account/decide.html", context)
    try:
        affiliations.decide(affiliation, verdict, by=request.user)
    except affiliations.ChangedMeanwhile:
        affiliation.refresh_from_db()
        return render(request, "account/decided_meanwhile.html", context, status=409)
    messages.success(request, step.done % {"person": affiliation.user, "city": affiliation.city})
    return redirect("city-people", affiliation.city.slug)
