"""The forms of the back office of sessions."""

from webinars.forms.fields import CitiesField, ClockField
from webinars.forms.planning import PlanForm
from webinars.forms.recordings import RecordingForm
from webinars.forms.sessions import AppearanceForm, MomentForm, MomentFormSet, SeriesForm, WebinarForm

__all__ = [
    "AppearanceForm",
    "CitiesField",
    "ClockField",
    "MomentForm",
    "MomentFormSet",
    "PlanForm",
    "RecordingForm",
    "SeriesForm",
    "WebinarForm",
]
