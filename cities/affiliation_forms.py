"""What somebody says about the city they work for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from cities.countries import country_choices
from cities.fields import CityChoiceField
from cities.models import Affiliation, City


class RoleField(LineField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Your role there"))
        kwargs.setdefault("help_text", _("For example: mobility officer. The people who confirm you read it."))
        kwargs.setdefault("max_length", Affiliation._meta.get_field("role_title").max_length)
        super().__init__(**kwargs)


class ClaimForm(forms.Form):
    city = CityChoiceField(
        label=_("City"), help_text=_("Write its name in any language, then choose it from the list.")
    )
    role_title = RoleField()


class Degrees(forms.FloatField):
    """A decimal number, with a point or a comma."""

    def __init__(self, *, most, **kwargs):
        super().__init__(min_value=-most, max_value=most, widget=forms.TextInput(attrs={"size": 12}), **kwargs)
        self.error_messages["invalid"] = _("Write degrees as a decimal number, for example 43.2630.")
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off"}

    def to_python(self, value):
        return super().to_python(value.strip().replace(",", ".").replace("−", "-") if value else value)


class PlaceForm(forms.Form):
    name = LineField(
        label=_("Name of the place"),
        max_length=City._meta.get_field("name").max_length,
        help_text=_("As it is written in English, or in its own language where English has no name for it."),
    )
    country = forms.ChoiceField(label=_("Country"))
    latitude = Degrees(
        label=_("Latitude"), most=90, help_text=_("North of the equator without a sign, south with a minus.")
    )
    longitude = Degrees(
        label=_("Longitude"), most=180, help_text=_("East of Greenwich without a sign, west with a minus.")
    )
    role_title = RoleField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(country_choices(), key=lambda choice: str(choice[1]))
        self.fields["country"].choices = [("", _("Choose a country")), *names]
