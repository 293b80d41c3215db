"""Initiatives, as everybody reads them."""

from django.urls import path

from showcase import alike, embeds, suggestions, views

urlpatterns = [
    path("", views.initiatives, name="initiatives"),
    path("filters/", views.filters, name="initiatives-filters"),
    path("like/", alike.like, name="initiatives-like"),
    path("embed/", embeds.code, name="embed-code"),
    path("suggestions.json", suggestions.suggestions, name="suggestions"),
    path("<slug:slug>/", views.initiative, name="initiative"),
    path("<slug:slug>/versions/<int:number>/", views.initiative_version, name="initiative-version"),
    path("<slug:slug>/cite.<str:ending>", views.cite, name="initiative-cite"),
    path("<slug:slug>/versions/<int:number>/cite.<str:ending>", views.cite, name="initiative-version-cite"),
]
