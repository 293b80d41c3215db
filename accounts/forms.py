"""What people tell about themselves."""

import re
import unicodedata
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User, time_zones

WEB_ADDRESS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}(?![\w.])", re.IGNORECASE)


def no_web_address(text):
    """Mail programs turn every address into a link, and these words are written into mails to others."""
    if WEB_ADDRESS.search(text):
        raise ValidationError(_("Leave out web addresses, and put a space after each full stop."), code="web_address")


class LineField(forms.CharField):
    """A name or a title: one line of plain words. ``missing`` is the sentence that asks for it."""

    default_validators = [no_web_address]
    default_error_messages = {"max_length": _("Use at most %(limit_value)d characters; these are %(show_value)d.")}

    def __init__(self, *, missing, **kwargs):
        super().__init__(error_messages={"required": missing}, **kwargs)

    def to_python(self, value):
        """Composed letters, single spaces, no control or direction characters."""
        text = unicodedata.normalize("NFC", super().to_python(value))
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class NameField(LineField):
    def __init__(self):
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(label=_("Your name"), missing=_("Write your name."), max_length=120, widget=widget)


def time_zone_choices():
    """Every zone a person lives in, by continent."""
    zones = sorted(name for name in time_zones() if is_place(name))
    groups = groupby(zones, lambda name: name.partition("/")[0])
    return [("UTC", "UTC"), *((area, [(name, in_words(name)) for name in names]) for area, names in groups)]


def is_place(name):
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))


def in_words(zone):
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


class SettingsForm(forms.ModelForm):
    """Own name, language, time zone and mails; nothing that bears on rights."""

    name = NameField()
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

    def save(self, commit=True):
        """Only these columns: what an admin takes away in the same moment stays away."""
        if commit:
            self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class EraseForm(forms.Form):
    """The address, typed: nobody erases an account by a slip."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Type it to say that you mean it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"required": _("Type your e-mail address.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        if self.cleaned_data["email"].lower() != self.user.email:
            raise ValidationError(_("This is not the address you sign in with."), code="other_address")
        return self.user.email
