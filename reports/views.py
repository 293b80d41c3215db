"""The public pages of the library."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, facet_of, narrowing, ways_out
from catalogue.folding import words_of
from catalogue.paging import page_of
from catalogue.public import public_page
from reports.citing import FORMATS, citation_of
from reports.filters import LibraryFilter
from reports.models import Report
from reports.report_page import context_of_report
from reports.rows import rows_of

FACETS = ("kind", "topic", "publisher", "language", "series", "city", "year")


@public_page
@require_safe
def library(request):
    """The list: three queries; two more for words that were not asked for before, and one for the pages they are on."""
    filterset = LibraryFilter(request.GET)
    words = words_of(filterset.chosen("q") or "")
    page = page_of(filterset.keys, filterset.chosen("page") or 1)
    rows = rows_of(filterset, page.object_list, words)
    paths = [row.get_absolute_url() for row in rows]
    context = {
        "filterset": filterset,
        "page_obj": page,
        "rows": rows,
        "words": words,
        "linked_data": linked.listing(_("Library"), request.get_full_path(), paths, page),
        "total": len(filterset.snapshot.public),
        "facets": [facet for name in FACETS if (facet := facet_of(filterset, name)).options],
        "chips": list(chips(filterset)),
        "followed": [("about", "library"), *narrowing(filterset)],
        "ways_out": ways_out(filterset) if not page.paginator.count and not filterset.problems else [],
    }
    return render(request, "reports/library.html", context)


@public_page
@require_safe
def report(request, slug):
    """One report. Eleven queries, however much it is linked to."""
    found = get_object_or_404(Report.objects.for_rows(), slug=slug)
    return render(request, "reports/report.html", context_of_report(found))


@public_page
@require_safe
def cite(request, slug, ending):
    """A citation as a file. Two queries."""
    if ending not in FORMATS:
        raise Http404
    found = get_object_or_404(Report.objects.for_rows().prefetch_related("co_publishers"), slug=slug)
    write, kind = FORMATS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.{ending}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(write(citation_of(found)), content_type=f"{kind}; charset=utf-8", headers=headers)
