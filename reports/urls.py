"""The library, as everybody reads it."""

from django.urls import path

from reports import views

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.report, name="report"),
    path("<slug:slug>/cite.<str:ending>", views.cite, name="report-cite"),
]
