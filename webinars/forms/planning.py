"""Sessions of a series planned a week apart in one go, by the clock on the wall."""

from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import known_time_zone
from webinars.clock import answers_to, moment_of, weekly
from webinars.models.webinar import EARLIEST, LATEST

MOST = 30


class PlanForm(forms.Form):
    """Where the clocks change, the time of that day is asked for: its own field appears, with what may be meant."""

    first = forms.DateField(
        label=gettext_lazy("First day"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        widget=forms.DateInput({"type": "date"}),
    )
    local_time = forms.TimeField(
        label=gettext_lazy("Time where the host is"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone of the host"),
        max_length=60,
        validators=[known_time_zone],
        help_text=gettext_lazy("Such as Europe/Madrid, or UTC."),
    )
    number = forms.IntegerField(label=gettext_lazy("How many sessions"), min_value=1, max_value=MOST, initial=6)
    duration = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=5, max_value=24 * 60, initial=90, required=False
    )
    titles = forms.CharField(
        label=gettext_lazy("Titles"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("One a line, in the order of the sessions. They can be changed later."),
    )

    def clean(self):
        """Every day that has no such time, or two, is asked back; so are titles that no session would get."""
        data = super().clean()
        if self.errors:
            return data
        self.slots = [slot for day in weekly(data["first"], data["number"]) if (slot := self.slot(day))]
        if len(self.given_titles) > data["number"]:
            self.add_error("titles", _("There are more titles than sessions."))
        return data

    def slot(self, day):
        """``(date, time, zone)`` of one session; None where it has to be asked for."""
        usual = (day, self.cleaned_data["local_time"], self.cleaned_data["time_zone"])
        try:
            moment_of(*usual)
        except ValidationError as asked:
            return self.answer(day, asked)
        return usual

    def answer(self, day, asked):
        """What was chosen for this day; else the question, with a field for its answer."""
        name, answers = f"on_{day.isoformat()}", answers_to(asked)
        if not answers:
            self.add_error("first", asked)
            return None
        choices = [(as_text(answer), in_words(answer)) for answer in answers]
        label = _("Time on %(date)s") % {"date": date_format(day, "DATE_FORMAT")}
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        chosen = self.data.get(self.add_prefix(name), "")
        if chosen in dict(choices):
            return from_text(chosen)
        self.add_error(name, asked)
        return None

    @property
    def given_titles(self):
        """Of the first sessions; there may be fewer of them."""
        return [line.strip()[:200] for line in self.cleaned_data["titles"].splitlines() if line.strip()]


def as_text(slot):
    day, clock, zone = slot
    return f"{day.isoformat()} {clock:%H:%M} {zone}"


def from_text(text):
    day, clock, zone = text.split(" ", 2)
    return date.fromisoformat(day), time.fromisoformat(clock), zone


def in_words(slot):
    day, clock, zone = slot
    return _("%(date)s, %(time)s, %(zone)s") % {
        "date": date_format(day, "DATE_FORMAT"),
        "time": f"{clock:%H:%M}",
        "zone": zone,
    }
