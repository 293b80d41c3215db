"""Lists of initiatives inside other sites' pages, without script or cookies, and the line that puts them there.

What is public may be framed by everybody; the list of a service point only by the sites its editors name.
"""

from csp.decorators import csp_replace
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, link_without
from catalogue.framing import line
from catalogue.indexed import in_order
from catalogue.public import public_page
from networks.models import ServicePoint
from showcase.filters import InitiativeFilter
from showcase.models import Initiative

MOST = 20
EVERYBODY = ["*"]


@public_page
@require_safe
def initiatives(request):
    """The first of a filter, in its order. One query for rows shown before, two for others."""
    filterset = InitiativeFilter(request.GET)
    context = {
        "title": _("Initiatives"),
        "chips": list(chips(filterset)),
        "filterset": filterset,
        "rows": remembered(filterset, filterset.keys[:MOST]),
        "found": len(filterset.keys),
        "href": reverse("initiatives") + link_without(filterset, "page"),
    }
    return framed(request, EVERYBODY, context)


@public_page
@require_safe
def service_point(request, slug):
    """What the page of one of ours lists, pinned ones first; there as soon as it names a site. Four queries at most."""
    found = get_object_or_404(ServicePoint.objects.own(), slug=slug)
    if not found.embed_sites:
        raise Http404
    pinned = pinned_keys(found)
    filterset = InitiativeFilter(QueryDict(found.filter))
    others = filterset.keys.without(pinned)
    context = {
        "title": found.title,
        "filterset": filterset,
        "rows": remembered(filterset, [*pinned, *others[:MOST]][:MOST]),
        "found": len(pinned) + len(others),
        "href": found.get_absolute_url(),
    }
    return framed(request, found.embed_sites, context)


def pinned_keys(point):
    """Those still public, in the order of its editors. One query."""
    items = point.items.filter(initiative__in=Initiative.objects.public())
    return list(items.values_list("initiative", flat=True))


def remembered(filterset, keys):
    """The HTML of the rows in the language of the page, made once while the list stays as it is."""
    snapshot = filterset.snapshot
    return snapshot.remember(("embedded", get_language(), *keys), lambda: rendered(keys))


def rendered(keys):
    rows = in_order(Initiative.objects.select_related("city"), keys)
    return render_to_string("showcase/_embedded.html", {"rows": rows})


def framed(request, sites, context):
    """The one kind of answer that others may frame, and that does without the origin of its own page, as a sandboxed
    frame has none: links leave the frame, style sheets may be loaded from anywhere (config.middleware)."""
    show = xframe_options_exempt(csp_replace({"frame-ancestors": sites})(render))
    response = show(request, "showcase/embed.html", context)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
@require_safe
def code(request):
    """The line that shows the list of this filter on another site. One query."""
    filterset = InitiativeFilter(request.GET)
    query = link_without(filterset, "page")
    context = {
        "section": "initiatives",
        "filterset": filterset,
        "chips": list(chips(filterset)),
        "found": len(filterset.keys),
        "most": MOST,
        "line": line(reverse("embed-initiatives") + query),
        "list_query": query,
        "linked_data": linked.block(linked.page("WebPage", _("Show this list on your site"), request.path)),
    }
    return render(request, "showcase/embed_code.html", context)
