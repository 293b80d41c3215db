"""The list of initiatives as files, beside its page."""

from django.urls import path

from catalogue.files_of_lists import FORMS
from showcase.exports import initiatives

urlpatterns = [path(f"initiatives.{form}", initiatives, {"form": form}, name=f"initiatives-{form}") for form in FORMS]
