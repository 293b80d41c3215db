"""Reports in the back office."""

from reports.admin.reports import ReportAdmin

__all__ = ["ReportAdmin"]
