"""The public pages of series and sessions."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, facet_of, narrowing, ways_out
from catalogue.indexed import in_order
from catalogue.paging import page_of
from catalogue.public import public_page
from webinars.filters import SessionFilter
from webinars.models import Series, Webinar
from webinars.series_page import context_of_series
from webinars.session_page import context_of_session
from webinars.times import with_clocks

FACETS = ("series", "topic", "city", "network", "language", "access", "year", "state")


@public_page(by_the_minute=True)
@require_safe
def sessions(request):
    """The list: four queries, one more for words."""
    filterset = SessionFilter(request.GET)
    page = page_of(filterset.keys, filterset.chosen("page") or 1)
    rows = with_clocks(in_order(Webinar.objects.for_rows(), page.object_list))
    paths = [row.get_absolute_url() for row in rows]
    context = {
        "filterset": filterset,
        "page_obj": page,
        "rows": rows,
        "linked_data": linked.listing(_("Live sessions"), request.get_full_path(), paths, page),
        "total": len(filterset.snapshot.public),
        "facets": [facet for name in FACETS if (facet := facet_of(filterset, name)).options],
        "chips": list(chips(filterset)),
        "followed": [("about", "sessions"), *narrowing(filterset)],
        "ways_out": ways_out(filterset) if not page.paginator.count and not filterset.problems else [],
    }
    return render(request, "webinars/sessions.html", context)


@public_page(by_the_minute=True)
@require_safe
def series(request, slug):
    """One series with all its sessions. Ten queries, however many sessions, and those of sections of other apps."""
    found = get_object_or_404(Series.objects.public().select_related("lead"), slug=slug)
    return render(request, "webinars/series.html", context_of_series(found))


@public_page(by_the_minute=True)
@require_safe
def session(request, series, slug):
    """One session, before, live or after. Fourteen queries, and those of the sections that other apps add."""
    known = Webinar.objects.public().with_seats().select_related("series__lead", "lead")
    found = get_object_or_404(known, series__slug=series, slug=slug)
    return render(request, "webinars/session.html", context_of_session(found))
