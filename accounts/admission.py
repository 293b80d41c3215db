"""How often a form may be sent: counted before its page runs, exactly, by who sends it and by the address typed in.

django-allauth's own limits are switched off: they are kept in a cache, where a lock that is not got in time refuses
somebody who had tries left, and a success of the owner forgets what an attacker tried.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.shortcuts import render

from accounts.attempts import client_address, household
from accounts.limits import within

MINUTE = timedelta(minutes=1)


def client(request):
    return household(client_address(request))


def person(request):
    return str(request.user.pk or "")


def typed_address(request):
    return request.POST.get("email", "").strip()


def session(request):
    return request.session.session_key or ""


@dataclass(frozen=True)
class Limit:
    """``most`` posts in a window for each subject. An empty subject, nobody's, is not counted."""

    action: str
    most: int
    by: Callable = client
    window: timedelta = MINUTE

    def admits(self, request):
        subject = self.by(request)
        return not subject or within(self.action, subject, most=self.most, window=self.window)


SHOW_AGAIN = (Limit("show-again", 10, by=person),)

# By the name of the address; higher floors add theirs. The narrowest comes first: whoever is refused there uses up
# nothing that others share.
LIMITS = {
    "account_login": (Limit("sign-in-page", 30),),
    "account_signup": (Limit("sign-up", 20),),
    "account_reset_password": (Limit("reset-of", 5, by=typed_address), Limit("reset", 20)),
    "account_reset_password_from_key": (Limit("new-password", 20),),
    "account_request_login_code": (Limit("code-for", 3, by=typed_address), Limit("code", 20)),
    "account_confirm_login_code": (Limit("code-try", 10, by=session, window=15 * MINUTE), Limit("code-tries", 60)),
    "account_change_password": (Limit("change-password", 5, by=person),),
    "account_email": (Limit("change-email", 10, by=person),),
    "account_reauthenticate": SHOW_AGAIN,
    "mfa_reauthenticate": SHOW_AGAIN,
    "mfa_reauthenticate_webauthn": SHOW_AGAIN,
    "mfa_login_webauthn": (Limit("passkey", 10),),
}


class AdmissionMiddleware:
    """Answers 429 to a form that was sent too often. Two statements for each limit of a POST, none otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        limits = LIMITS.get(request.resolver_match.view_name, ()) if request.method == "POST" else ()
        if all(limit.admits(request) for limit in limits):
            return None
        refusal = render(request, "429.html", status=429)
        refusal["Cache-Control"] = "no-store"
        return refusal
