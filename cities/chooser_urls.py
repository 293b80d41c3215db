"""The list of places that opens while a name is typed; first in cities/urls.py, or a city's slug would take it."""

from django.urls import path

from cities.chooser import suggestions

chooser_patterns = [path("suggestions.json", suggestions, name="city-suggestions")]
