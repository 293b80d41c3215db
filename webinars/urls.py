"""Live sessions, as everybody reads them."""

from django.urls import path
from django.views.decorators.cache import never_cache

from record.once import answered_once
from webinars import calendar_views, registration_views, views

urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<slug:slug>/", views.series, name="series"),
    path("<slug:slug>.ics", calendar_views.series, name="series-calendar"),
    path("<slug:series>/<slug:slug>/", views.session, name="session"),
    path("<slug:series>/<slug:slug>.ics", calendar_views.session, name="session-calendar"),
    path(
        "<slug:series>/<slug:slug>/register/",
        never_cache(answered_once(registration_views.register)),
        name="session-register",
    ),
    path(
        "<slug:series>/<slug:slug>/register/asked/",
        never_cache(registration_views.asked),
        name="session-register-asked",
    ),
]
