"""What was written down: reports, their editions by language, and the pages in which words are found."""

from reports.models.edition import Edition, EditionPage, TextState, What
from reports.models.report import Report
from reports.models.search import ReportText

__all__ = ["Edition", "EditionPage", "Report", "ReportText", "TextState", "What"]
