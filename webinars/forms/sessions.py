"""The forms of a series, of a session, and of what belongs to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.fields import CityChoiceField
from networks.admin_forms import DescriptionsForm, LanguageCodesField
from showcase.admin.service_points import InitiativeByCode
from webinars.forms.fields import CitiesField, ClockField
from webinars.models import Person, State

CODES = _("Codes such as en, es.")
ZONE = _("Such as Europe/Madrid, or UTC.")


class SeriesForm(DescriptionsForm):
    """The texts of a series by language."""


def codes(label):
    return LanguageCodesField(label=label, required=False, help_text=CODES)


class WebinarForm(forms.ModelForm):
    """One session. What was public once does not become a plan again: it is cancelled or postponed."""

    languages = codes(_("Spoken languages"))
    interpretation = codes(_("Interpretation into"))
    captions = codes(_("Captions in"))
    cities = CitiesField(label=_("Cities on stage"), required=False, help_text=_("One a line, by name."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            self.fields["time_zone"].help_text = ZONE
        if self.instance.pk and "cities" in self.fields:
            self.initial["cities"] = list(self.instance.cities.order_by("name"))
        self.was = self.instance.state if self.instance.pk else State.PLANNED

    def clean_state(self):
        state = self.cleaned_data["state"]
        if state == State.PLANNED and self.was != State.PLANNED:
            raise ValidationError(_("This session is public already. Cancel or postpone it instead."), code="public")
        return state


class AppearanceForm(forms.ModelForm):
    """A person known to the network, or a new name, which is kept with it and shown nowhere until they agree."""

    new_name = forms.CharField(
        label=_("or somebody new"), max_length=200, required=False, help_text=_("Not named in public until they agree.")
    )
    city = CityChoiceField(label=_("for the city"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False

    def clean(self):
        data = super().clean()
        if bool(data.get("person")) == bool(data.get("new_name")):
            self.add_error("person", _("Choose a person, or write the name of somebody new."))
        elif data.get("new_name"):
            data["person"] = Person(name=data["new_name"], network=self.instance.webinar.series.lead)
        return data

    def save(self, commit=True):
        """Somebody new is saved with the row, once everything else was found in order."""
        person = self.instance.person
        if person.pk is None:
            person.save()
            self.instance.person = person
        return super().save(commit)

    def _get_validation_exclusions(self):
        """The person of a new name has no key yet."""
        is_new = bool(self.data.get(self.add_prefix("new_name")))
        return super()._get_validation_exclusions() | ({"person"} if is_new else set())


class MomentForm(forms.ModelForm):
    initiative = InitiativeByCode(label=_("record number"), help_text=_("CS-2026-10001"), required=False)
    city = CityChoiceField(
        label=_("or its city"),
        required=False,
        help_text=_("While the initiative has no page here. It takes this place when the city has published it."),
    )
    second = ClockField(label=_("explained at"), required=False, help_text=_("Of the recording, such as 12:34."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.initiative:
            self.initial["initiative"] = self.instance.initiative.code


class MomentFormSet(forms.BaseInlineFormSet):
    def clean(self):
        """Refuses what the rows of one save repeat: the database alone knows that no second is given once."""
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        told = [getattr(form, "cleaned_data", {}) for form in kept]
        found = [data.get("initiative") for data in told if data.get("second") is None]
        without_second = [initiative for initiative in found if initiative]
        if len(without_second) != len(set(without_second)):
            raise ValidationError(_("This initiative is on the list already."), code="unique")
