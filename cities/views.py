"""The public pages of cities."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, facet_of, ways_out
from catalogue.figures import figure
from catalogue.indexed import in_order
from catalogue.languages import with_languages
from catalogue.paging import PAGE_SIZE, page_of
from catalogue.public import public_page
from catalogue.sections import sections_of
from cities.filters import CityListFilter
from cities.linked import page_of as linked_page
from cities.listing import counted
from cities.maps.locator import locator_of
from cities.models import City
from cities.portrait import themes_of, years_of
from cities.social import picture_of

FACETS = ("region", "country", "has", "network", "size")


@public_page
@require_safe
def cities(request):
    """The list: two queries, one more for a name."""
    filterset = CityListFilter(request.GET)
    page = page_of(filterset.keys, filterset.chosen("page") or 1)
    rows = in_order(counted(City.objects.all()), page.object_list)
    paths = (row.get_absolute_url() for row in rows)
    context = {
        "filterset": filterset,
        "page_obj": page,
        "rows": rows,
        "linked_data": linked.listing(_("Cities"), request.get_full_path(), paths, page),
        "total": len(filterset.snapshot.public),
        "facets": [facet for name in FACETS if (facet := facet_of(filterset, name)).options],
        "chips": list(chips(filterset)),
        "ways_out": ways_out(filterset) if not page.paginator.count and not filterset.problems else [],
    }
    return render(request, "cities/cities.html", context)


@public_page
@require_safe
def city(request, slug):
    """One city with its newest initiatives. Twelve queries; without a network and an initiative it has no page."""
    found = get_object_or_404(City.objects.confirmed(), slug=slug)
    public = found.initiatives.public()
    count = public.count()
    memberships = found.memberships.current().select_related("network").order_by("network__name")
    if not (count or memberships):
        raise Http404
    rows = with_languages(public.for_cards().newest()[:PAGE_SIZE])
    context = {
        "city": found,
        "locator": locator_of(found),
        "memberships": memberships,
        "initiatives_known": count,
        "figures": figures_of(found, count, public),
        "bars": themes_of(public),
        "columns": years_of(public),
        "rows": rows,
        "linked_data": linked_page(found, memberships, rows, count),
        "picture": picture_of(found),
        "sections": sections_of("city", found),
    }
    return render(request, "cities/city.html", context)


def figures_of(city, initiatives, public):
    """A population is shown only with its source."""
    figures = []
    if initiatives:
        label = ngettext("initiative published", "initiatives published", initiatives)
        counted = public.order_by().aggregate(with_results=Count("pk", filter=~Q(results=[])), adapted=adapted())
        figures += [figure(initiatives, label), figure(counted["with_results"], _("of them with results"))]
        if counted["adapted"]:
            figures.append(figure(counted["adapted"], _("adapted by others")))
    if city.population and city.population_source:
        source = " ".join(filter(None, (city.population_source, city.population_date)))
        figures.append(figure(city.population, _("inhabitants (%(source)s)") % {"source": source}))
    return figures


def adapted():
    """How many of these initiatives some public one was adapted from."""
    others = City.initiatives.rel.related_model.objects.public().filter(adapted_from=OuterRef("pk"))
    return Count("pk", filter=Exists(others))
