"""The end of an account: nothing names the person any more, and everything that is a city's stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.holdings import holdings
from accounts.models import User
from outbox.delivery import FORGOTTEN
from outbox.post import post
from record.models import note


def erase(user, *, by=None):
    """Blank the account in one transaction and write a last mail, which is forgotten when it is sent.

    ``by`` is the person, or None for the platform. Once more changes nothing. Raises ValidationError for the last
    active platform admin. Takes as long as all sessions and mails take to read.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if not (user.email or user.name):
            return
        refuse_last_admin(user)
        note("erase_account", user, by=by, role="platform" if user.is_superuser else "", became="erased")
        for holding in holdings.values():
            holding.erase(user)
        if user.email:
            post("accounts/erased", key=f"{FORGOTTEN}:account-{user.pk}", to=user.email, language=user.language)


def refuse_last_admin(user):
    """Two admins who go at the same moment wait for each other, and one stays."""
    admins = User.objects.active().filter(is_superuser=True).select_for_update().order_by("pk")
    if user.is_superuser and user.is_active and [admin.pk for admin in admins] == [user.pk]:
        raise ValidationError(_("You are the last platform admin. Name another one first."), code="last_admin")
