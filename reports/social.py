"""The pictures of reports (catalogue/social.py)."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue.social import Picture, answer
from reports.models import Report


def picture_of(report):
    """Its title under its publishers, who can be drawn where the title cannot. The same in all languages."""
    line = ", ".join(report.publisher_names)
    return Picture("social-report", report.slug, report.title, line, str(report.publisher))


@require_safe
def picture(request, slug, mark):
    """Two queries, and two statements where it has to be drawn."""
    found = Report.objects.select_related("publisher").prefetch_related("co_publishers")
    return answer(request, picture_of(get_object_or_404(found, slug=slug)), mark)
