"""Service points: where to ask and to share, and the list of initiatives that each of ours shows."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.facets import chips, link_without
from catalogue.indexed import in_order
from catalogue.languages import with_languages
from catalogue.paging import page_of
from catalogue.public import public_page
from catalogue.texts import LocalText, local_text
from networks.linked import page_of_point, page_of_points
from networks.models import ServicePoint
from networks.opening import hours_of, opening_of
from showcase.filters import InitiativeFilter
from showcase.models import Initiative


@public_page
@require_safe
def service_points(request):
    """All of them, ours first. Three queries."""
    known = ServicePoint.objects.select_related("host_network")
    own, elsewhere = known.own(), known.elsewhere()
    context = {"own": own, "elsewhere": elsewhere, "linked_data": page_of_points(own, elsewhere)}
    return render(request, "showcase/service_points.html", context)


@public_page(by_the_minute=True)
@require_safe
def service_point(request, slug):
    """One of ours, with the initiatives of its filter; those pinned by its editors first."""
    own = ServicePoint.objects.own().select_related("host_network")
    found = get_object_or_404(own.prefetch_related("partners", "cooperates_with"), slug=slug)
    pinned = pinned_at(found)
    filterset = InitiativeFilter(QueryDict(found.filter))
    page = page_of(filterset.keys.without([each.pk for each in pinned]), page_number(request))
    rows = with_languages(in_order(Initiative.objects.for_cards(), page.object_list))
    description = local_text(found.texts, "description") or LocalText(found.description, "en")
    shown = [*(pinned if page.number == 1 else ()), *rows]
    context = {
        "point": found,
        "description": description,
        "hours": hours_of(found),
        "opening": opening_of(found),
        "pinned": pinned if page.number == 1 else [],
        "filterset": filterset,
        "chips": list(chips(filterset)),
        "list_query": link_without(filterset, "page"),
        "page_obj": page,
        "rows": rows,
        "linked_data": page_of_point(found, description, shown, len(pinned) + page.paginator.count),
    }
    return render(request, "showcase/service_point.html", context)


def pinned_at(point):
    """What its editors pinned and is still public, in their order. Two queries."""
    items = point.items.filter(initiative__in=Initiative.objects.public()).values_list("initiative", "note")
    initiatives = Initiative.objects.for_cards().in_bulk([pk for pk, _note in items])
    pinned = with_languages(initiatives[pk] for pk, _note in items)
    for row, (_pk, note) in zip(pinned, items, strict=True):
        row.notes = [note] if note else []
    return pinned


def page_number(request):
    """The only parameter of this page; anything but a number means the first."""
    text = request.GET.get("page", "")
    return int(text[:9]) if text.isascii() and text.isdigit() else 1
