"""What a follower tells: an address and a language, nothing else."""

import unicodedata

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.honeypot import Honeypot

NOT_AN_ADDRESS = _("Write an e-mail address such as name@city.org.")
LONGEST_ADDRESS = 254


class AddressField(forms.EmailField):
    """An address as it is kept and counted: composed, in small letters. Either may make it longer than it was typed."""

    def __init__(self):
        super().__init__(
            label=_("E-mail address"),
            help_text=_("We send a link to confirm it."),
            max_length=LONGEST_ADDRESS,
            error_messages={"required": _("Write your e-mail address."), "invalid": NOT_AN_ADDRESS},
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )

    def to_python(self, value):
        address = unicodedata.normalize("NFC", super().to_python(value).lower())
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid")
        return address


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)


class FollowForm(Honeypot, LanguageForm):
    email = AddressField()
    field_order = ["email", "language"]
