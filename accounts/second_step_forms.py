"""The forms of the second step in the words of the house."""

from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.attempts import attempt_code, forgive
from accounts.forms import LineField
from accounts.sign_in_forms import CodeInOurWords


class CountedCode:
    """Counts each try in the database, however many come at once; a right code clears nothing but itself."""

    def clean_code(self):
        taken = attempt_code(self.user)
        if taken is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        forgive(taken)
        return code


class SecondStepForm(CountedCode, CodeInOurWords, base.AuthenticateForm):
    hint = _("The code your app shows now, or one of your spare codes.")


class ShowAgainForm(CountedCode, CodeInOurWords, base.ReauthenticateForm):
    hint = SecondStepForm.hint


class AddAppForm(CodeInOurWords, totp.ActivateTOTPForm):
    hint = _("The six digits your app shows now.")


class PasskeyName(LineField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("Name of this passkey"),
            missing=_("Give it a name."),
            max_length=60,
            help_text=_("So that you know it again: “Work laptop”, say."),
            **kwargs,
        )


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """``name`` may stay empty: the device has made its key by the time the form arrives, and it is not refused."""

    name = PasskeyName(required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        help_text=_("Your device then asks for your fingerprint, your face or its own code."),
        initial=True,
        required=False,
    )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = PasskeyName()


class RemovePasskeyForm(totp.DeactivateTOTPForm):
    """Asks what the app's form asks: whether its owner may go without it."""
