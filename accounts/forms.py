"""What people tell about themselves."""

import re
import unicodedata
import zoneinfo
from itertools import groupby

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User

WEB_ADDRESS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}(?![\w.])", re.IGNORECASE)


def no_web_address(text):
    """Mail programs turn every address into a link, and these words are written into mails to others."""
    if WEB_ADDRESS.search(text):
        raise ValidationError(_("Leave out web addresses, and put a space after each full stop."), code="web_address")


class LineField(forms.CharField):
    """A name or a title: one line of plain words."""

    default_validators = [no_web_address]

    def to_python(self, value):
        """Composed letters, single spaces, no control or direction characters."""
        text = unicodedata.normalize("NFC", super().to_python(value))
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class SignUpForm(SignupForm):
    """Name, e-mail address and one password field that may be shown, pasted and remembered."""

    name = LineField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("At your city or network, if you can. We send a link to confirm it.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def try_save(self, request):
        """A known address gets the same answer as a new one, in the same time, also when both came at once."""
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                self.account_already_exists = True
        else:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


def time_zone_choices():
    """Every zone a person lives in, by continent; shared by all requests."""
    zones = sorted(name for name in zoneinfo.available_timezones() if is_place(name))
    groups = groupby(zones, lambda name: name.partition("/")[0])
    return [("UTC", "UTC"), *((area, [(name, in_words(name)) for name in names]) for area, names in groups)]


def is_place(name):
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))


def in_words(zone):
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


class SettingsForm(forms.ModelForm):
    """Own name, language, time zone and mails; nothing that bears on rights."""

    name = LineField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = User
        fields = ["name", "language", "time_zone", "mail_choice"]
        labels = {"language": _("Language of our mails"), "mail_choice": _("Which mails")}
        widgets = {"mail_choice": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = self.instance.time_zone
        if not is_place(known) and known != "UTC":  # set elsewhere to a zone by another name: kept, not lost
            self.fields["time_zone"].choices = [(known, known), *self.fields["time_zone"].choices]
