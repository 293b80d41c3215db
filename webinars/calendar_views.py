"""Calendar files: of one session, a series, a network, and any filter of the list."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.facets import parameters, query
from catalogue.files_of_lists import Form, refusal
from catalogue.indexed import in_order
from catalogue.public import public_page
from networks.models import Network
from webinars.calendars import CONTENT_TYPE, calendar
from webinars.filters import SessionFilter
from webinars.models import Series, Webinar

FORM = Form(CONTENT_TYPE, calendar)


@public_page
@require_safe
def sessions(request):
    """The filter of the list, all of it, and not the words of the page alone. One query for each 500 sessions."""
    filterset = SessionFilter(request.GET)
    if filterset.problems:
        return refusal(filterset, FORM)
    page = reverse("sessions") + query(parameters(filterset)).removesuffix("?")
    rows = Webinar.objects.select_related("series")
    found = [session for keys in filterset.keys.batches() for session in in_order(rows, keys)]
    return answer("sessions", calendar(_("Live sessions"), page, found))


@public_page
@require_safe
def series(request, slug):
    """Two queries."""
    found = get_object_or_404(Series.objects.public(), slug=slug)
    return answer(slug, calendar(found.title, found.get_absolute_url(), of(found.webinars.public())))


@public_page
@require_safe
def network(request, slug):
    """What it leads, supports or joins. Two queries."""
    found = get_object_or_404(Network, slug=slug)
    rows = of(Webinar.objects.public().of_network(found))
    return answer(slug, calendar(found.name, found.get_absolute_url(), rows))


@public_page
@require_safe
def session(request, series, slug):
    """One query. There is none of a session whose date nobody knows."""
    known = Webinar.objects.public().select_related("series")
    found = get_object_or_404(known, series__slug=series, slug=slug)
    if found.date is None:
        raise Http404
    return answer(slug, calendar(found.title, found.get_absolute_url(), [found]))


def of(sessions):
    return sessions.select_related("series").in_order()


def answer(name, body):
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(body, content_type=CONTENT_TYPE, headers=headers)
