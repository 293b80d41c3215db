"""Live sessions, as everybody reads them."""

from django.urls import path

from webinars import calendar_views, views

urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<slug:slug>/", views.series, name="series"),
    path("<slug:slug>.ics", calendar_views.series, name="series-calendar"),
    path("<slug:series>/<slug:slug>/", views.session, name="session"),
    path("<slug:series>/<slug:slug>.ics", calendar_views.session, name="session-calendar"),
]
