"""The words of each initiative, for search: derived, one row per language."""

from django.db import models

from catalogue.models import SearchText
from showcase.models.initiative import Initiative


class InitiativeText(SearchText):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="search_texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "language"], name="one_search_text_per_language")]

    def __str__(self):
        return f"{self.initiative_id} {self.language}"
