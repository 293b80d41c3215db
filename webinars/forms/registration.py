"""What somebody tells who registers for a session, and what they may change later."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField
from accounts.honeypot import Honeypot
from catalogue.cleaning import TidyForm
from cities.fields import CityChoiceField
from showcase.forms.follow import AddressField
from webinars.models.registration import LONGEST_NEEDS


class ChangeForm(TidyForm, forms.Form):
    """Whoever has the link changes everything but the address."""

    name = NameField()
    city = CityChoiceField(
        label=_("City"),
        required=False,
        help_text=_("Where you work or live, in any language. The organisers see how many come from each city."),
    )
    access_needs = forms.CharField(
        label=_("What you need to take part"),
        required=False,
        max_length=LONGEST_NEEDS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "For example captions or a sign language. Only the organisers read it, and it is deleted two days after "
            "the session."
        ),
    )
    language = forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)


class RegistrationForm(Honeypot, ChangeForm):
    email = AddressField()
    consent = forms.BooleanField(
        label=_("I agree that the organisers keep what I wrote here until 30 days after the session."),
        error_messages={"required": _("Without this we cannot register you.")},
    )
    field_order = ["name", "email", "city", "access_needs", "language", "consent"]

    @property
    def told(self):
        """What is kept."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "city", "access_needs", "language")}
