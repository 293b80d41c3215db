"""A person's own pages: what they may do, what waits for them, and how we write to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import SettingsForm
from cities.models import Affiliation
from showcase.models import Submission
from showcase.states import OPEN_STATES

MOST_SHOWN = 50


@never_cache
@login_required
@require_safe
def overview(request):
    """My city: the same few queries however much there is."""
    written = Submission.objects.written_for(request.user).filter(state__in=OPEN_STATES)
    shown = list(written.for_list().order_by("-edited_at", "-pk")[: MOST_SHOWN + 1])
    return render(
        request,
        "account/overview.html",
        {
            "affiliations": latest_by_city(request.user),
            "writing": [each for each in shown[:MOST_SHOWN] if each.is_with_author],
            "sent": [each for each in shown[:MOST_SHOWN] if each.is_with_desk],
            "more": len(shown) > MOST_SHOWN,
            "waiting": waiting_for(request.user),
        },
    )


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
    return render(request, "account/settings.html", {"form": form})
