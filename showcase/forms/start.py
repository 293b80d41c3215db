"""Beginning: for which city, how deep, and for editors on whose behalf."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.fields import CityChoiceField
from cities.models import City
from networks.models import Network
from showcase.models.submission import Depth


class StartForm(forms.Form):
    """Choose the city one works for; one city is no question."""

    city = forms.ModelChoiceField(label=_("City"), queryset=City.objects.none(), empty_label=None)
    depth = forms.ChoiceField(
        label=_("How much do you want to tell?"),
        choices=[
            (Depth.QUICK, _("The essentials, about 25 minutes")),
            (Depth.FULL, _("Everything others can learn from, about an hour")),
        ],
        initial=Depth.QUICK,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.of(person)


class OnBehalfForm(forms.Form):
    """An editor writes for a city that cannot; the city confirms the text before it is published."""

    desk = forms.ModelChoiceField(label=_("Your network"), queryset=Network.objects.none(), empty_label=None)
    city = CityChoiceField(label=_("City"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = Network.objects.managed_by(person)
