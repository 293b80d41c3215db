"""The words of each report, without those of its pages: derived, one row per report."""

from django.db import models

from catalogue.models import SearchText
from reports.models.report import Report


class ReportText(SearchText):
    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="search_text")

    def __str__(self):
        return f"{self.report_id} {self.language}"
