"""The public pages of initiatives. They read no session and no person, so that every visitor gets the same bytes."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, link_with, link_without, narrowing, parameters, query, ways_out
from catalogue.folding import words_of
from catalogue.paging import page_of
from catalogue.public import public_page
from showcase.article import article_of
from showcase.cards import rendered
from showcase.citing import FORMATS, citation_of
from showcase.facets import facets_of, panel, without_control
from showcase.filters import InitiativeFilter
from showcase.indexing import initiatives as initiatives_now
from showcase.mapped import ResultMap
from showcase.models import SlugHistory
from showcase.reading import frame_of, text_of
from showcase.social import picture_of

ONLY_ON_MAP = ("view", "extent", "city")  # on the list a city narrows, on the map it is opened


@public_page
@require_safe
def initiatives(request):
    """The list: one query for rows shown before, three for others; three for a network.

    A new search adds one or two, and three more where nothing has all its words; a city to be like four.
    """
    filterset = InitiativeFilter(request.GET)
    if filterset.on_map:
        context = framed(request, filterset) | mapped(request, filterset)
        return render(request, "showcase/initiatives_map.html", context)
    page = page_of(filterset.keys, filterset.chosen("page") or 1)
    rows = rows_of(filterset, page.object_list)
    listed = linked.listing(_("Initiatives"), request.get_full_path(), (row.path for row in rows), page)
    context = {"page_obj": page, "rows": rows, "linked_data": listed}
    return render(request, "showcase/initiatives.html", framed(request, filterset) | context)


def framed(request, filterset):
    """What stands around the results, whether they are a list or a map."""
    found = {"initiatives": len(filterset.keys), "cities": filterset.number_of_cities}
    return {
        "filterset": filterset,
        "found": found,
        "total": len(filterset.snapshot.public),
        "proposal": filterset.proposal,
        "lacks_city": filterset.lacks_city and reverse("initiatives-like") + link_without(filterset, "sort"),
        "panel": panel(filterset, request.path),
        "filters_url": reverse("initiatives-filters") + link_without(filterset, "page"),
        "as_list": query(parameters(filterset, skip=ONLY_ON_MAP if filterset.on_map else ONLY_ON_MAP[:2])),
        "as_map": link_with(filterset, "view", "map"),
        "chips": list(chips(filterset)),
        "followed": list(narrowing(filterset)),
        "ways_out": ways_out(filterset) if not found["initiatives"] and not filterset.problems else [],
    }


def mapped(request, filterset):
    """One query for the places after a change of the catalogue; two for a city that is open."""
    always = {"clear": "?view=map", "linked_data": linked.block(linked.page("WebPage", _("Initiatives"), request.path))}
    if not filterset.mask:
        return always
    found = ResultMap(filterset)
    page, cities = found.table()
    html = found.html(_("Map of the results: %(extent)s") % {"extent": found.extent.label})
    return {"map": found, "map_html": html, "page_obj": page, "cities": cities} | always


def rows_of(filterset, keys):
    """The rendered rows; each says what it has to do with the words, the networks and the city that were asked for."""
    words, networks = words_of(filterset.chosen("q") or ""), filterset.chosen("network")
    return rendered(filterset.snapshot, keys, words, networks, filterset.searched, filterset.likeness)


@public_page
@require_safe
def filters(request):
    """The filters on a page of their own, to which narrow screens are led. One query."""
    filterset = InitiativeFilter(request.GET)
    context = {
        "section": "initiatives",
        "found": len(filterset.keys),
        "facets": facets_of(filterset),
        "kept": without_control(filterset),
        "list_query": link_without(filterset, "page"),
        "linked_data": linked.block(linked.page("WebPage", _("Filters"), request.path)),
    }
    return render(request, "showcase/filters.html", context)


@public_page
@require_safe
def initiative(request, slug):
    """One initiative in its current version; its old addresses lead here."""
    found = at_address(slug)
    if found.taken_down_at:
        return gone(request)
    if found.slug != slug:
        return redirect(found, permanent=True)
    return show(request, found, found.current_version)


@public_page
@require_safe
def initiative_version(request, slug, number):
    """The text as it was published with this number, and what it changed. Three queries, seven the first time."""
    found = at_address(slug)
    if found.taken_down_at:
        return gone(request)
    if found.slug != slug:
        return redirect("initiative-version", found.slug, number, permanent=True)
    version = get_object_or_404(found.versions.all(), number=number)
    return show(request, found, version, framed=True)


def at_address(slug):
    """The initiative that has, or once had, this address. One query."""
    given = get_object_or_404(
        SlugHistory.objects.select_related("initiative__current_version", "initiative__city"), slug=slug
    )
    if not given.initiative.current_version:
        raise Http404
    return given.initiative


def gone(request):
    """Taken down on purpose: the answer of config.errors, which this floor may not import."""
    return TemplateResponse(request, "410.html", status=410, headers={"Cache-Control": "no-store"})


def show(request, found, version, framed=False):
    """Two queries with the one that found it; see showcase/reading.py for what is not remembered yet.

    A frame stands above the text of one version: its number, its neighbours, its changes.
    """
    snapshot = initiatives_now.get()
    article = article_of(version, snapshot.vocabulary)
    context = {
        "initiative": found,
        "canonical_path": found.get_absolute_url(),
        "article": article,
        "version": version,
        "is_current": version.pk == found.current_version_id,
        "frame": frame_of(snapshot, found, version) if framed else "",
        "text": text_of(snapshot, found, version, article),
        "picture": picture_of(found),
    }
    return render(request, "showcase/initiative.html", context)


@public_page
@require_safe
def cite(request, slug, ending, number=None):
    """The citation of the current version, or of the one with this number, as a file. Two queries, or three."""
    found = at_address(slug)
    if found.taken_down_at:
        return gone(request)
    if ending not in FORMATS:
        raise Http404
    if found.slug != slug:
        here = request.resolver_match
        return redirect(here.view_name, **{**here.kwargs, "slug": found.slug}, permanent=True)
    version = get_object_or_404(found.versions.all(), number=number) if number is not None else found.current_version
    article = article_of(version, initiatives_now.get().vocabulary)
    cited = citation_of(found, version, article, permanent=number is None)
    write, kind = FORMATS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{cited.key}.{ending}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(write(cited), content_type=f"{kind}; charset=utf-8", headers=headers)
