"""Pages on which somebody registers, confirms it, changes it or takes it back. None is kept by a cache."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from record import once
from webinars.forms.registration import ChangeForm, RegistrationForm
from webinars.models import Registration, Standing, Webinar
from webinars.models.registration import signed_in
from webinars.registering import ask, cancel, change, confirm
from webinars.times import clocks_of, day_of

JOINED_FROM = timedelta(minutes=15)  # before the start
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def announced(series, slug):
    public = Webinar.objects.public().with_seats().select_related("series")
    return get_object_or_404(public, series__slug=series, slug=slug)


# Asking --------------------------------------------------------------------------------------------------------------


@get_or_post
def register(request, series, slug):
    """Ask for a seat. Known and unknown addresses get the same answer."""
    session = announced(series, slug)
    sent = request.POST if request.method == "POST" else None
    form = RegistrationForm(sent, initial={"language": get_language()})
    if session.takes_registrations and form.is_valid():
        return answered(request, session, form)
    return render(request, "webinars/registration/register.html", {"form": form, **about(session)})


def answered(request, session, form):
    address = reverse("session-register-asked", args=[session.series.slug, session.slug])
    with transaction.atomic():
        if not form.is_caught and once.is_first(request, address):
            ask(session, **form.told)
    return redirect(address)


@require_safe
def asked(request, series, slug):
    return render(request, "webinars/registration/asked.html", {"session": announced(series, slug)})


def about(session):
    return {"session": session, "day": day_of(session), "clocks": clocks_of(session)}


# One's own registration ----------------------------------------------------------------------------------------------


@get_or_post
def own(request, key):
    """What a mail leads to: confirm, join, change, take back. Opening it changes nothing."""
    found = Registration.objects.select_related("webinar__series", "city").with_key(key)
    if found is None:
        return gone(request, key)
    form = ChangeForm(request.POST if request.POST.get("act") == "save" else None, initial=as_told(found))
    if request.method == "POST" and (done := act(request, found, form)):
        return redirect(done)
    return render(request, "webinars/registration/own.html", shown(found, form))


def gone(request, key):
    """Taking back once more what is taken back, by a double click say, is answered the same. Nothing else is here."""
    if request.POST.get("act") == "cancel" and signed_in(key):
        return redirect("registration-cancelled")
    raise Http404


def as_told(found):
    return {name: getattr(found, name) for name in ChangeForm.base_fields}


def act(request, found, form):
    """Does what the pressed button says; where to go then, or None where nothing was done."""
    pressed = request.POST.get("act")
    if pressed == "cancel":
        cancel(found)
        return reverse("registration-cancelled")
    if pressed == "confirm":
        confirm(found)
    elif form.is_valid():
        change(found, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        return None
    return found.get_absolute_url()


def shown(found, form):
    session = found.webinar
    return {"found": found, "form": form, "ahead": ahead_of(found), "joins": joins(found), **about(session)}


def ahead_of(found):
    """How many wait before them, where they wait."""
    if not found.is_waiting:
        return None
    return Registration.objects.waiting().filter(webinar=found.webinar_id, order__lt=found.order).count()


def joins(found):
    """Whether the link to join is there now: for who has a seat, shortly before the start until the end."""
    session, now = found.webinar, timezone.now()
    if found.state != Standing.REGISTERED or session.starts_at is None or session.is_off:
        return False
    return session.starts_at - JOINED_FROM <= now and (now < session.ends_at or session.phase == "live")


@require_safe
def cancelled(request):
    return render(request, "webinars/registration/cancelled.html")
