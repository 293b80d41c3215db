"""The library, followed by mail (showcase/followed.py): news is each report that comes into it, told once."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from catalogue.indexed import in_order
from reports.filters import LibraryFilter
from reports.models import Report
from reports.rows import rows_of
from showcase.followed import Followed, newest


def rows(keys):
    return in_order(Report.objects.select_related("publisher"), keys)


def shown(filterset, keys, most):
    """Two queries, and none where nothing was told."""
    last = newest(filterset, BitMap(keys) & filterset.snapshot.public, most)
    found = rows_of(filterset, last) if last else []
    return [render_to_string("components/_report_row.html", {"report": each, "heading": "h3"}) for each in found]


REPORTS = Followed(
    title=_("Library"),
    promise=_(
        "Get an e-mail when a report that matches this comes into the library. At most one a week, and each of them "
        "has a link to stop."
    ),
    everything=_("Every report"),
    filterset=LibraryFilter,
    address="library",
    mails="reports",
    news=lambda filterset: filterset.mask,
    newest=newest,
    rows=rows,
    shown=shown,
)
