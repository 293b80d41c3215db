"""The second step at sign-in: what a passkey is bound to, the square an app reads, and who may not go without."""

from urllib.parse import urlsplit

import qrcode
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.dispatch import receiver
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.sealing import seal, unseal

WAYS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # spare codes only stand in for one of them
QUIET_ZONE = 4  # empty squares around the code: readers need them


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This did not work: the code is wrong, too old or used already. Try again."),
        "cannot_delete_authenticator": gettext_lazy("The back office needs a second step. Add another one first."),
        "cannot_generate_recovery_codes": gettext_lazy("Add an app or a passkey first."),
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        """A seed that no key reads is as good as a wrong code: its owner needs another way, or a platform admin."""
        try:
            return unseal(encrypted_text)
        except InvalidToken:
            raise self.validation_error("incorrect_code") from None

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def build_totp_svg(self, url):
        """Drawn inline: neither a picture from elsewhere nor one written into an address passes our policy."""
        code = qrcode.QRCode(border=QUIET_ZONE)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        return format_html(
            '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
            '<path d="{dots}"/></svg>',
            size=len(rows),
            label=_("Square code to scan with your app; the key below says the same in letters"),
            dots=dots,
        )

    def get_public_key_credential_rp_entity(self):
        """The site's own name: a passkey made here works nowhere else, whatever Host a request carries."""
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user, type):
        return _("Passkey %(number)d") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def can_delete_authenticator(self, authenticator):
        """People of the back office keep at least one."""
        user = authenticator.user
        return not user.is_staff or ways_of(user).exclude(pk=authenticator.pk).exists()


def ways_of(user):
    return Authenticator.objects.filter(user=user, type__in=WAYS)


def has_shown_it(request):
    """Whether whoever is signed in took the second step in this session. Reads the session only."""
    return any(each.get("method") == "mfa" for each in get_authentication_records(request, request.user))


@receiver(authenticator_added)
def note_it_as_shown(request, user, authenticator, **kwargs):
    """Who has just set it up has it at hand, and is not asked for it again in the same minute."""
    if authenticator.type in WAYS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed)
def forget_it_was_shown(request, user, **kwargs):
    """Without any way left, no session counts as having taken the step: others end, this one starts over."""
    if not ways_of(user).exists():
        records = get_authentication_records(request, user)
        request.session["account_authentication_methods"] = [each for each in records if each.get("method") != "mfa"]
        end_other_sessions(request, user)
