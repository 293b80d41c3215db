"""The forms of django-allauth in the words of the house: no placeholders, and no password asked for twice."""

import uuid

from allauth.account import forms as allauth
from allauth.core import context
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField
from accounts.honeypot import Honeypot

PASSWORD_HINT = _("At least 10 characters. A few words in a row are easy to remember and hard to guess.")
WORDS = {  # field: (label, what to say when it is empty)
    "email": (_("E-mail address"), _("Write your e-mail address.")),
    "login": (_("E-mail address"), _("Write your e-mail address.")),
    "password": (_("Password"), _("Write your password.")),
    "password1": (_("New password"), _("Write a password.")),
    "oldpassword": (_("Current password"), _("Write your current password.")),
}


class InOurWords:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name in self.fields.keys() & WORDS.keys():
            field = self.fields[name]
            field.widget.attrs.pop("placeholder", None)
            field.label, field.error_messages["required"] = WORDS[name]
            field.error_messages["invalid"] = _("Write an e-mail address such as name@city.org.")
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HINT


class SignUpForm(Honeypot, InOurWords, allauth.SignupForm):
    """Name, e-mail address and one password that may be pasted and remembered."""

    name = NameField()
    field_order = ["name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("At your city or network, if you can. We send a link to confirm it.")
        self.fields["password1"].label = _("Password")

    def try_save(self, request):
        """A known address gets the same answer as a new one, in the same time, also when both came at once."""
        request.is_caught = self.is_caught
        if not self.account_already_exists and not self.is_caught:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                pass
        else:
            self.rehearse(request)
        self.account_already_exists = True
        return super().try_save(request)

    def rehearse(self, request):
        """Make an account for an address that nobody has, and undo it: so it takes as long as making one."""
        email, self.account_already_exists = self.cleaned_data["email"], False
        with transaction.atomic():
            self.cleaned_data["email"] = f"{uuid.uuid4().hex}@nobody.invalid"
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"] = email


class SignInForm(InOurWords, allauth.LoginForm):
    pass


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):
    pass


class ChangeEmailForm(InOurWords, allauth.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    pass


class AskForLinkForm(Honeypot, InOurWords, allauth.ResetPasswordForm):
    def save(self, request, **kwargs):
        request.is_caught = self.is_caught
        return super().save(request, **kwargs)


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    pass


class LinkForm(allauth.UserTokenForm):
    """Reads the link of a mail that lets somebody choose a new password: it opens no closed account."""

    def _get_user(self, uidb36):
        user = super()._get_user(uidb36)
        return user if user and user.is_active else None


class AskForCodeForm(Honeypot, InOurWords, allauth.RequestLoginCodeForm):
    def clean_email(self):
        email = super().clean_email()
        context.request.is_caught = self.is_caught
        return email


class CodeInOurWords:
    """A code that is typed or pasted, with or without spaces and dashes, and never asked for from memory."""

    hint = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
        field.label, field.help_text = _("Code"), self.hint
        field.error_messages["required"] = _("Write the code.")


class CodeForm(CodeInOurWords, allauth.ConfirmLoginCodeForm):
    hint = _("Eight digits. Spaces do not matter.")
