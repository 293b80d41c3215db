"""Pages that put several apps together: home, who checks what, where the data comes from, short addresses."""

import re

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.figures import figure
from catalogue.languages import with_languages
from cities.listing import listed
from config import errors
from networks.models import Network, ServicePoint
from showcase.filters import InitiativeFilter
from showcase.models import Initiative
from showcase.models.initiative import Origin, SourceKind

NEWEST = 5


@require_safe
def home(request):
    """What the catalogue holds. Nine queries at most."""
    public = Initiative.objects.public()
    found = public.aggregate(
        initiatives=Count("pk"),
        cities=Count("city", distinct=True),
        countries=Count("city__country", distinct=True),
        with_results=Count("pk", filter=~Q(results=[])),
    )
    context = {
        "found": found,
        "figures": figures_of(found),
        "themes": themes(),
        "rows": with_languages(public.for_cards().newest()[:NEWEST]),
        "networks": networks_by_initiatives(),
        "service_points": ServicePoint.objects.own(),
    }
    return render(request, "home.html", context)


def figures_of(found):
    return [
        figure(found["initiatives"], _("initiatives")),
        figure(found["cities"], _("cities that act")),
        figure(found["countries"], _("countries and territories")),
        figure(found["with_results"], _("initiatives with reported results")),
    ]


def themes():
    """The ten themes with the numbers of their initiatives."""
    filterset = InitiativeFilter({})
    counts = filterset.counts("theme")
    return [(term, counts.get(term.code, 0)) for term in filterset.snapshot.vocabulary.of("theme")]


def networks_by_initiatives():
    """Networks that checked or shared something public, by name. One query."""
    public = Initiative.objects.public()
    checked = Q(pk__in=public.values("endorsements__network"))
    shared = Q(pk__in=public.values("shared_through"))
    return Network.objects.filter(checked | shared).order_by("name")


@require_safe
def about(request):
    """Who writes, who checks, and what was collected. Four queries."""
    by_origin = dict(Initiative.objects.public().order_by().values_list("origin").annotate(Count("pk")))
    context = {
        "host": Network.objects.filter(is_host=True).first(),
        "desks": Network.objects.with_active_editor().order_by("name"),
        "submitted": by_origin.pop(Origin.SUBMITTED, 0),
        "collected": sum(by_origin.values()),
        "cities": listed().count(),
    }
    return render(request, "about.html", context)


@require_safe
def data_sources(request):
    """Whose data this is, under which licences, and what is missing from it. Two queries."""
    collected = Initiative.objects.public().exclude(origin=Origin.SUBMITTED).order_by()
    kinds = dict(collected.values_list("source_kind").annotate(Count("pk")))
    context = {
        "kinds": [(label, kinds[code]) for code, label in SourceKind.choices if kinds.get(code)],
        "collected": sum(kinds.values()),
        "without_status": collected.filter(status=None).count(),
    }
    return render(request, "data_sources.html", context)


@require_safe
def short_address(request, code):
    """``/i/CS-2020-00012``: the address that citations and prints carry."""
    if not re.fullmatch(r"CS-[0-9]{4}-[0-9]{5,9}", code):
        raise Http404
    found = get_object_or_404(Initiative, code=code)
    if found.taken_down_at:
        return errors.gone(request)
    if not found.current_version_id:
        raise Http404
    return redirect(found, permanent=True)
