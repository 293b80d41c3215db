"""The list of cities as files, beside its page. Its rows have no date by which a feed could tell what is new."""

from django.urls import path

from cities.exports import cities

FORMS = ("csv", "json", "geojson")
urlpatterns = [path(f"cities.{form}", cities, {"form": form}, name=f"cities-{form}") for form in FORMS]
