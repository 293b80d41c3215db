"""What somebody says about the city they work for."""

import math

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from cities.chooser import bears
from cities.countries import country_choices
from cities.fields import CityChoiceField
from cities.models import Affiliation, City
from cities.proposals import angle

SAME_PLACE = math.radians(0.25)  # some 28 km: a namesake that near is the same place


class RoleField(LineField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Your role there"))
        kwargs.setdefault("help_text", _("For example: mobility officer. The people who confirm you read it."))
        kwargs.setdefault("max_length", Affiliation._meta.get_field("role_title").max_length)
        super().__init__(missing=_("Say what you do there."), **kwargs)


class ClaimForm(forms.Form):
    city = CityChoiceField(
        label=_("City"), help_text=_("Write its name in any language, then choose it from the list.")
    )
    role_title = RoleField()


class Degrees(forms.FloatField):
    """A decimal number, with a point or a comma."""

    def __init__(self, *, most, missing, beyond, **kwargs):
        messages = {"required": missing, "min_value": beyond, "max_value": beyond}
        messages["invalid"] = _("Write degrees as a decimal number, for example 43.2630.")
        widget = forms.TextInput(attrs={"size": 12, "autocomplete": "off"})
        super().__init__(min_value=-most, max_value=most, error_messages=messages, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(value.strip().replace(",", ".").replace("−", "-") if value else value)


class PlaceForm(forms.Form):
    name = LineField(
        label=_("Name of the place"),
        missing=_("Write the name of the place."),
        max_length=City._meta.get_field("name").max_length,
        help_text=_("As it is written in English, or in its own language where English has no name for it."),
    )
    country = forms.ChoiceField(label=_("Country"), error_messages={"required": _("Choose the country.")})
    latitude = Degrees(
        label=_("Latitude"),
        most=90,
        missing=_("Write the latitude."),
        beyond=_("A latitude lies between -90 and 90."),
        help_text=_("North of the equator without a sign, south with a minus."),
    )
    longitude = Degrees(
        label=_("Longitude"),
        most=180,
        missing=_("Write the longitude."),
        beyond=_("A longitude lies between -180 and 180."),
        help_text=_("East of Greenwich without a sign, west with a minus."),
    )
    role_title = RoleField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(country_choices(), key=lambda choice: str(choice[1]))
        self.fields["country"].choices = [("", _("Choose a country")), *names]

    def clean(self):
        data = super().clean()
        if not self.errors and (known := self.known_place(**data)):
            words = {"name": known.name, "whereabouts": known.whereabouts}
            raise ValidationError(_("%(name)s, %(whereabouts)s, is in the list already.") % words, code="known")
        return data

    def known_place(self, *, name, country, latitude, longitude, role_title):
        """The place of the list that bears this name and lies there. One query."""
        namesakes = City.objects.confirmed().filter(country=country).exclude(latitude=None).called(name)[:20]
        points = ((city, angle((latitude, longitude), (city.latitude, city.longitude))) for city in namesakes)
        return next((city for city, far in points if far < SAME_PLACE and bears(city, name)), None)
