"""Somebody lost their app, passkeys or spare codes: a platform admin takes them away, so that they set up new ones."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Count

from accounts.held import end_sessions
from accounts.models import User
from outbox.post import post
from record.models import note


def factors_of(user):
    """``{type: how many}`` of apps, passkeys and sets of spare codes."""
    rows = user.authenticator_set.order_by("type").values_list("type").annotate(count=Count("pk"))
    return dict(rows)


def reset_second_step(user, *, by=None, reason=""):
    """Take away every app, passkey and spare code, end all sessions, and tell the person by mail: all of it or nothing.

    ``by`` is the platform admin, or None for whoever runs the server. False, and nothing happens, where there is
    nothing to take away: of two who press at once the second. Takes as long as all sessions take to read.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        taken, _by_model = Authenticator.objects.filter(user=user).delete()
        if not taken:
            return False
        end_sessions(user)
        UserSession.objects.filter(user=user).delete()
        entry = note("reset_second_step", user, by=by, role="platform" if by else "", was=str(taken), became="0")
        key = f"second-step-{entry.pk}:{user.pk}:reset"
        context = {"person": user, "reason": reason}
        post("accounts/second_step_reset", key=key, to=user.email, language=user.language, context=context)
    return True
