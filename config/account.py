"""A person's own pages: what they may do, what waits for them, and how we write to them."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.erasure import erase
from accounts.forms import EraseForm, SettingsForm
from accounts.holdings import counts_of, held_about
from accounts.second_step import ways_of
from cities.models import Affiliation
from networks.panels import counts_for, shown_to
from record import once
from record.once import answered_once
from showcase.models import Submission
from showcase.states import OPEN_STATES, State

MOST_SHOWN = 50


@never_cache
@login_required
@require_safe
def overview(request):
    """My city: the same few queries however much there is."""
    written = Submission.objects.written_for(request.user).filter(state__in=OPEN_STATES)
    found = list(written.for_list().order_by("-edited_at", "-pk")[: MOST_SHOWN + 1])
    shown = found[:MOST_SHOWN]
    return render(
        request,
        "account/overview.html",
        {
            "affiliations": latest_by_city(request.user),
            "asked": [each for each in shown if each.state == State.CHANGES_REQUESTED],
            "to_confirm": [each for each in shown if waits_for_the_city(each)],
            "prepared": [each for each in shown if each.is_prepared],
            "writing": [each for each in shown if each.is_with_author and not each.is_prepared],
            "sent": [each for each in shown if each.is_with_desk],
            "more": len(found) > MOST_SHOWN,
            "waiting": waiting_for(request.user),
            "desk": desk_of(request.user),
            **account_of(request.user),
        },
    )


def waits_for_the_city(submission):
    """Written by editors on the city's behalf, and not confirmed there yet."""
    return submission.lacks_word_of_city and submission.is_with_desk


def desk_of(user):
    """For people of the back office: what waits there; nothing for everybody else."""
    return [each for each in shown_to(user, counts_for(user)) if each.n] if user.is_staff else []


def account_of(user):
    """What the list of settings says beside the columns of the person. Two queries."""
    known, now = UserSession.objects.filter(user=user), timezone.now()
    return {
        "has_second_step": ways_of(user).exists(),
        "browsers": Session.objects.filter(session_key__in=known.values("session_key"), expire_date__gt=now).count(),
    }


def latest_by_city(user):
    """What the person last said about each city, ended ones left out."""
    rows = user.affiliations.select_related("city").order_by("claimed_at", "pk")
    latest = {row.city_id: row for row in rows}
    return [row for row in latest.values() if row.state != "ended"]


def waiting_for(user):
    """Cities the person leads, each with how many colleagues wait there."""
    counts = {}
    for row in Affiliation.objects.led_by(user).filter(state="claimed").select_related("city"):
        counts[row.city] = counts.get(row.city, 0) + 1
    return [{"city": city, "count": count} for city, count in counts.items()]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    """Name, language, time zone and mails."""
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account-settings")
    if form.is_bound:
        request.user.refresh_from_db()  # the frame shows the saved name, not the one that was refused
    return render(request, "account/settings.html", {"form": form, **account_of(request.user)})


@never_cache
@login_required
@require_safe
def data(request):
    """What is held about the person, in words and numbers."""
    return render(request, "account/data.html", {"counts": counts_of(request.user)})


@never_cache
@login_required
@require_POST
@reauthentication_required
def download(request):
    """The same as one file for whoever wants to keep it or read it elsewhere."""
    user = request.user
    content = {"made": timezone.now(), "person": user.email, "held": held_about(user)}
    answer = JsonResponse(content, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="city-showcase-my-data.json"'
    return answer


@never_cache
@answered_once
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_account(request):
    """Says what goes and what stays, and asks for the address."""
    if request.method == "POST":
        return erase_now(request)
    return render(request, "account/erase.html", {"form": EraseForm(user=request.user)})


@reauthentication_required
def erase_now(request):
    """Asks for the password before it acts."""
    form = EraseForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                if once.is_first(request, reverse("account-erased")):
                    erase(request.user, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            return redirect("account-erased")
    return render(request, "account/erase.html", {"form": form})


@never_cache
@require_safe
def erased(request):
    """Where whoever erased an account arrives; it says nothing about anybody."""
    return render(request, "account/erased.html")
