"""Pages that put several apps together: home, who checks what, where the data comes from, short addresses."""

from django.conf import settings
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.api import MOST, PAGE
from catalogue.figures import figure
from catalogue.indexed import in_order
from catalogue.public import public_page
from cities.listing import listed
from config import errors, linked
from config.home_maps import home_maps
from networks.models import Network, ServicePoint
from reports.indexing import library
from reports.models import Report
from showcase.addresses import CODE
from showcase.cards import rendered
from showcase.filters import InitiativeFilter
from showcase.models import Initiative
from showcase.models.initiative import Origin, SourceKind
from webinars.models import Webinar
from webinars.times import with_clocks

NEWEST, NEWEST_REPORTS = 5, 3


@public_page(by_the_minute=True)
@require_safe
def home(request):
    """What the catalogue holds. Four queries; one more for networks, for places, for rows that were not shown
    before.
    """
    filterset = InitiativeFilter({})
    rows = rendered(filterset.snapshot, filterset.keys[:NEWEST], heading="h3")
    context = {
        "total": len(filterset.keys),
        "figures": figures_of(filterset),
        "maps": home_maps(filterset),
        "cities": filterset.number_of_cities,
        "themes": themes_of(filterset),
        "rows": rows,
        "linked_data": linked.home(_("What cities did, and what came of it"), rows),
        "session": session_on_top(),
        "reports": newest_reports(),
        "networks": networks_by_initiatives(filterset.snapshot),
        "service_points": ServicePoint.objects.own(),
    }
    return render(request, "home.html", context)


def session_on_top():
    """The next session, else the last one that was held; None where there is neither. One query."""
    found = Webinar.objects.public().next_or_last(timezone.now())
    return with_clocks([found])[0] if found else None


def newest_reports():
    """The last few of the library by their date. One query."""
    snapshot = library.get()
    keys = snapshot.rankings["date"].page(snapshot.public, 0, NEWEST_REPORTS)
    return in_order(Report.objects.select_related("publisher"), keys)


def figures_of(filterset):
    """Of what the whole list holds. No query."""
    countries = sum(1 for country in filterset.snapshot.values["country"] if country)
    return [
        figure(len(filterset.keys), _("initiatives")),
        figure(filterset.number_of_cities, _("cities that act")),
        figure(countries, _("countries and territories")),
        figure(filterset.counts("evidence").get("results", 0), _("initiatives with reported results")),
    ]


def themes_of(filterset):
    """The ten themes with the numbers of their initiatives."""
    counts = filterset.counts("theme")
    return [(term, counts.get(term.code, 0)) for term in filterset.snapshot.vocabulary.of("theme")]


def networks_by_initiatives(snapshot):
    """Networks that checked or shared something public, by name. One query."""
    keys = {*snapshot.values["checked_by"], *snapshot.values["shared_through"]}
    return Network.objects.filter(pk__in=keys).order_by("name")


@public_page
@require_safe
def about(request):
    """Who writes, who checks, and what was collected. Five queries."""
    by_origin = dict(Initiative.objects.public().order_by().values_list("origin").annotate(Count("pk")))
    context = {
        "host": Network.objects.filter(is_host=True).first(),
        "desks": Network.objects.with_active_editor().order_by("name"),
        "submitted": by_origin.pop(Origin.SUBMITTED, 0),
        "collected": sum(by_origin.values()),
        "cities": listed().count(),
        "linked_data": linked.about(_("Who checks what, and how"), "about", "AboutPage"),
    }
    return render(request, "about.html", context)


@public_page
@require_safe
def data_sources(request):
    """Whose data this is, under which licences, and what is missing from it. Three queries."""
    collected = Initiative.objects.public().exclude(origin=Origin.SUBMITTED).order_by()
    kinds = dict(collected.values_list("source_kind").annotate(Count("pk")))
    context = {
        "kinds": [(label, kinds[code]) for code, label in SourceKind.choices if kinds.get(code)],
        "collected": sum(kinds.values()),
        "without_status": collected.filter(status=None).count(),
        "linked_data": linked.data(),
    }
    return render(request, "data_sources.html", context)


@public_page
@require_safe
def open_data(request):
    """How to take the data along: files, feeds, the API. No query."""
    context = {"base_url": settings.BASE_URL, "most": MOST, "page": PAGE, "linked_data": linked.open_data()}
    return render(request, "open_data.html", context)


@require_safe
def short_address(request, code):
    """``/i/CS-2020-00012``: the address that citations and prints carry."""
    if not CODE.fullmatch(code):
        raise Http404
    found = get_object_or_404(Initiative, code=code)
    if found.taken_down_at:
        return errors.gone(request)
    if not found.current_version_id:
        raise Http404
    return redirect(found, permanent=True)
