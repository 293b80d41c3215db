"""The library as files, beside its page."""

from django.urls import path

from reports.exports import library

FORMS = ("csv", "json", "atom")
urlpatterns = [path(f"library.{form}", library, {"form": form}, name=f"library-{form}") for form in FORMS]
