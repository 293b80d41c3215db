"""Sessions as files and calendars, beside the pages that list them."""

from django.urls import path

from webinars import calendar_views
from webinars.exports import sessions

FORMS = ("csv", "json", "atom")
urlpatterns = [
    *(path(f"sessions.{form}", sessions, {"form": form}, name=f"sessions-{form}") for form in FORMS),
    path("sessions.ics", calendar_views.sessions, name="sessions-calendar"),
    path("networks/<slug:slug>/sessions.ics", calendar_views.network, name="network-calendar"),
]
