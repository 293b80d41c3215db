"""Live sessions, as everybody reads them."""

from django.urls import path

from webinars import views

urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<slug:slug>/", views.series, name="series"),
    path("<slug:series>/<slug:slug>/", views.session, name="session"),
]
