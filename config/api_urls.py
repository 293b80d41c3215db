"""The read-only API, outside the language prefixes: it speaks in codes, and in English."""

from django.urls import include, path, re_path

from catalogue.api import Missing
from catalogue.terms_api import Terms
from cities.api import Cities
from config.api import Document, Root
from networks.api import Networks
from reports.api import OneReport, Reports
from showcase.api import Initiatives, OneInitiative
from webinars.api import OneSeries, OneSession, SeriesList, Sessions

beneath = [
    path("", Root.as_view(), name="api"),
    path("initiatives/", Initiatives.as_view(), name="api-initiatives"),
    path("initiatives/<str:code>/", OneInitiative.as_view(), name="api-initiative"),
    path("cities/", Cities.as_view(), name="api-cities"),
    path("networks/", Networks.as_view(), name="api-networks"),
    path("sessions/", Sessions.as_view(), name="api-sessions"),
    path("sessions/<str:id>/", OneSession.as_view(), name="api-session"),
    path("series/", SeriesList.as_view(), name="api-series"),
    path("series/<str:slug>/", OneSeries.as_view(), name="api-one-series"),
    path("reports/", Reports.as_view(), name="api-reports"),
    path("reports/<slug:slug>/", OneReport.as_view(), name="api-report"),
    path("terms/", Terms.as_view(), name="api-terms"),
    path("schema/", Document.as_view(), name="api-schema"),
    # Not what lacks its last slash: that is led to the address with one.
    re_path(r"^(?P<rest>[\s\S]*)/$", Missing.as_view(), name="api-missing"),
]
urlpatterns = [path("api/v1/", include(beneath))]
