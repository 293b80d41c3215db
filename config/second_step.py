"""Keeps people of the back office out of everything behind sign-in until they have taken the second step."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from accounts.second_step import has_shown_it, ways_of
from config.management.commands.demo_accounts import PEOPLE
from config.wellknown import PRIVATE

DEMO_ADDRESSES = {person.email for person in PEOPLE}
NEEDED_BEFORE = {  # what setting it up, leaving and getting a password back take
    "account_confirm_email",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


class SecondStepMiddleware:
    """It asks the session, not how somebody came in: password, mailed code and whatever comes later pass here.

    Public pages are left alone, so that they read neither session nor person.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if name.startswith("mfa_") or name in NEEDED_BEFORE or not is_behind_sign_in(request.path_info):
            return None
        if not must_take_it(request.user) or has_shown_it(request):
            return None
        return ask_for_it(request)


def is_behind_sign_in(path):
    prefix = f"/{get_language_from_path(path)}/"
    return path.removeprefix(prefix).removeprefix("/").startswith(PRIVATE)


def must_take_it(user):
    """Staff; but what everybody may read in the terminal, the accounts of a demo, it would not protect."""
    return user.is_authenticated and user.is_staff and not (settings.DEMO and user.email in DEMO_ADDRESSES)


def ask_for_it(request):
    """To the page that asks for it where it is set up, to the one that sets it up where it is not."""
    if not ways_of(request.user).exists():
        messages.info(request, _("The back office needs a second step at sign-in. Choose one; it takes two minutes."))
        return redirect("mfa_index")
    first = next(way["url"] for way in get_adapter().get_reauthentication_methods(request.user) if is_second(way))
    here = request.get_full_path() if request.method == "GET" else reverse("account")
    return redirect(f"{first}?{urlencode({'next': here})}")


def is_second(way):
    return way["id"] != "reauthenticate"
