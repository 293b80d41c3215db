"""Addresses below /account/cities/: who works where."""

from django.urls import path

from cities import affiliation_views as views

urlpatterns = [
    path("claim/", views.claim, name="affiliation-claim"),
    path("propose/", views.propose, name="place-propose"),
    path("<int:pk>/leave/", views.end, name="affiliation-end"),
    path("<slug:slug>/people/", views.people, name="city-people"),
    path("<int:pk>/<slug:verdict>/", views.decide, name="affiliation-decide"),
]
