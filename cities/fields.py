"""The city chooser: one text field in which a city is named, in any form, with and without script."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.chooser import Meant, Typed, as_option, inhabitants, meant_by
from cities.models import City

SCRIPTS = [Script(f"js/{name}.js", defer=True) for name in ("combobox", "city-chooser")]  # in this order
MOST_LISTED = 200  # a field for fewer cities carries them all; the public list knows every city


class CityChooser(forms.Widget):
    """A text input and the slug of the city chosen. Where the text may mean several, they follow as radio buttons."""

    template_name = "cities/_chooser.html"
    choices = ()  # the back office's wrapper of related fields asks for it
    field = None

    @property
    def media(self):
        return forms.Media(css={"all": ["css/chooser.css"]}, js=SCRIPTS)

    def value_from_datadict(self, data, files, name):
        return Typed(data.get(name, "").strip(), data.get(slug_name(name), ""))

    def format_value(self, value):
        return value.name if isinstance(value, City) else getattr(value, "text", "")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        meant = Meant(value) if isinstance(value, City) else self.meant_by(value)
        context["widget"] |= {
            "slug_name": slug_name(name),
            "chosen": meant.city,
            "chosen_inhabitants": inhabitants(meant.city) if meant.city else "",
            "meant": meant,
            "options": [as_option(city) for city in meant.choices],
            "listed": self.field.listed() if self.field else None,
            "url": reverse("city-suggestions"),
        }
        return context

    def meant_by(self, typed):
        return meant_by(typed, self.field.queryset) if self.field and typed and typed.text else Meant()


class CityChoiceField(forms.Field):
    """Cleans to a confirmed city, or to one of ``queryset``. What was typed is never lost.

    Also for a ForeignKey: ``formfield(form_class=CityChoiceField)``.
    """

    widget = CityChooser
    default_error_messages = {
        "required": _("Write the name of the city."),
        "unknown": _("No place here is called “%(text)s”. Check the spelling, or try its name in another language."),
        "unclear": _("No place is called exactly “%(text)s”. Choose one of these, or change the name."),
        "several": _("Several places are called “%(text)s”. Choose the one you mean."),
    }

    def __init__(self, *, queryset=None, to_field_name=None, limit_choices_to=None, blank=False, **kwargs):
        super().__init__(**kwargs)
        self.narrowed = queryset is not None
        self._queryset = queryset if self.narrowed else City.objects.confirmed()
        self.widget.field = self

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied._queryset = self._queryset.all()
        getattr(copied.widget, "widget", copied.widget).field = copied  # the back office wraps it
        return copied

    @property
    def queryset(self):
        return self._queryset

    @queryset.setter
    def queryset(self, queryset):
        self._queryset, self.narrowed = queryset, True

    def listed(self):
        """The cities of a narrowed field for the script to choose from; None when the public list serves as well."""
        if not self.narrowed:
            return None
        cities = list(self._queryset[: MOST_LISTED + 1])
        if len(cities) > MOST_LISTED:
            return None
        return [as_option(city) | {"names": f"{city.names_folded}{city.name.lower()}|"} for city in cities]

    def prepare_value(self, value):
        if value is None or isinstance(value, City | Typed):
            return value
        return self._queryset.filter(pk=value).first()

    def to_python(self, value):
        if value is None or not value.text:
            return None
        meant = meant_by(value, self._queryset)
        if meant.city is None:
            code = "several" if meant.exact else "unclear" if meant.choices else "unknown"
            raise ValidationError(self.error_messages[code], code=code, params={"text": value.text})
        return meant.city

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        before = initial.pk if isinstance(initial, City) else initial
        try:
            after = self.to_python(data)
        except ValidationError:
            return True
        return before != (after and after.pk)


def slug_name(name):
    return f"{name}_slug"
