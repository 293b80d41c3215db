"""Fields that read what editors write: cities by their names, one a line, and seconds as a clock."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.chooser import Typed, meant_by
from cities.models import City
from webinars.models.documentation import clock_of, second_of

MOST_CITIES = 120


class CitiesField(forms.CharField):
    """Cleans to a list of confirmed cities. A name that may be several places is asked back with their addresses."""

    widget = forms.Textarea({"rows": 6, "cols": 60})
    default_error_messages = {
        "several": _("“%(text)s” may be several places. Write one of these instead: %(places)s."),
        "unknown": _("No place here is called “%(text)s”."),
        "many": _("At most %(most)s cities."),
    }

    def prepare_value(self, value):
        return "\n".join(city.slug for city in value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value).replace("\0", " ")  # PostgreSQL takes none, and is asked before the validators
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_CITIES:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST_CITIES})
        by_address = {city.slug: city for city in City.objects.confirmed().filter(slug__in=lines)}
        found = [by_address.get(line) or self.called(line) for line in lines]
        return list(dict.fromkeys(found))

    def called(self, text):
        meant = meant_by(Typed(text), City.objects.confirmed())
        if meant.city is None:
            places = ", ".join(city.slug for city in meant.choices)
            code = "several" if places else "unknown"
            raise ValidationError(self.error_messages[code], code=code, params={"text": text, "places": places})
        return meant.city

    def has_changed(self, initial, data):
        try:
            return {city.pk for city in initial or ()} != {city.pk for city in self.to_python(data)}
        except ValidationError:
            return True


class ClockField(forms.CharField):
    """``12:34`` as 754 seconds; empty as none."""

    def prepare_value(self, value):
        return clock_of(value) if isinstance(value, int) else value

    def to_python(self, value):
        text = super().to_python(value)
        return second_of(text) if text else None
