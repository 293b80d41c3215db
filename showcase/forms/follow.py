"""What a follower tells: an address and a language, nothing else."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.honeypot import Honeypot

NOT_AN_ADDRESS = _("Write an e-mail address such as name@city.org.")


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)


class FollowForm(Honeypot, LanguageForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link to confirm it."),
        max_length=254,
        error_messages={"required": _("Write your e-mail address."), "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "language"]
