"""The words of each session, for search: derived, one row per session."""

from django.db import models

from catalogue.models import SearchText
from webinars.models.webinar import Webinar


class WebinarText(SearchText):
    webinar = models.OneToOneField(Webinar, on_delete=models.CASCADE, related_name="search_text")

    def __str__(self):
        return f"{self.webinar_id} {self.language}"
