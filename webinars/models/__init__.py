"""What was said live: series and their sessions, who stood on stage, and what is kept afterwards."""

from webinars.models.documentation import CityDraft, Moment, Quote, Recording, Takeaway
from webinars.models.people import Appearance, ConsentScope, Gender, Person
from webinars.models.registration import Registration, Standing
from webinars.models.search import WebinarText
from webinars.models.series import Series
from webinars.models.webinar import State, Webinar

__all__ = [
    "Appearance",
    "CityDraft",
    "ConsentScope",
    "Gender",
    "Moment",
    "Person",
    "Quote",
    "Recording",
    "Registration",
    "Series",
    "Standing",
    "State",
    "Takeaway",
    "Webinar",
    "WebinarText",
]
