"""What is known about who registers for sessions. An address needs no account, and an account knows its addresses."""

from django.utils.translation import gettext_lazy as _

from accounts.holdings import addresses_of, hold, with_address
from webinars.models import Registration, Webinar
from webinars.registering import cancel


def registrations_of(user):
    return with_address(Registration.objects.alive(), "email", addresses_of(user)).order_by("webinar", "pk")


def registrations(user):
    fields = ("webinar__title", "name", "email", "city__name", "access_needs", "language", "state", "agreed_at")
    return registrations_of(user).values(*fields, "confirmed_at")


def forget_registrations(user):
    """As if taken back: whoever waits for the seat gets it. All sessions are held before the first page is renewed, or
    this and the worker could wait for each other."""
    found = list(registrations_of(user))
    held = Webinar.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(held.filter(pk__in=[registration.webinar_id for registration in found]))
    for registration in found:
        cancel(registration)


def hold_all():
    hold("registrations", registrations, forget_registrations, label=_("Sessions you registered for"))
