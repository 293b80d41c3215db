"""Every public page in every language, for search engines: an index, and parts of a thousand addresses or two.

See sitemaps.org. Pages that ask not to be indexed are not here, nor are further pages of lists, which hold nothing
that has no address of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalogue.indexed import AT_ONCE
from catalogue.public import public_page
from cities.indexing import cities as cities_now
from cities.models import City
from config.templatetags.addresses import in_languages
from networks.models import Network, ServicePoint
from reports.models import Report
from showcase.indexing import initiatives as initiatives_now
from showcase.models import Initiative
from webinars.models import Series, Webinar

INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
URLS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
PAGES = (
    *("home", "initiatives", "cities", "networks", "service-points", "sessions", "library"),
    *("about", "data-sources", "open-data", "accessibility", "privacy"),
)


@dataclass(frozen=True)
class Kind:
    """``keys()`` are those of the public rows; ``rows(keys)`` pairs of what stands in the address, and when the page
    changed, if that is known."""

    keys: Callable
    rows: Callable
    name: str = ""  # of the address


def initiatives(keys):
    """One query."""
    return Initiative.objects.filter(pk__in=keys).order_by("pk").values_list("slug", "current_version__at")


def cities(keys):
    """Each with the date of what it published last. Two queries."""
    public = Initiative.objects.public().filter(city__in=keys).order_by()
    dates = dict(public.values_list("city").annotate(Max("current_version__at")))
    rows = City.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "slug")
    return [(slug, dates.get(pk)) for pk, slug in rows]


def without_date(model):
    return lambda keys: [(slug, None) for slug in model.objects.filter(pk__in=keys).values_list("slug", flat=True)]


def sessions(keys):
    """One query."""
    found = Webinar.objects.filter(pk__in=keys).order_by("pk").values_list("series__slug", "slug")
    return [(named, None) for named in found]


def reports(keys):
    """One query."""
    return Report.objects.filter(pk__in=keys).order_by("pk").values_list("slug", "changed_at")


def keys_of(rows):
    return lambda: list(rows().order_by("pk").values_list("pk", flat=True))


KINDS = {
    "pages": Kind(lambda: PAGES, lambda keys: [(name, None) for name in keys]),
    "initiatives": Kind(lambda: initiatives_now.get().public, initiatives, "initiative"),
    "cities": Kind(lambda: cities_now.get().public, cities, "city"),
    "networks": Kind(keys_of(Network.objects.all), without_date(Network), "network"),
    "series": Kind(keys_of(Series.objects.public), without_date(Series), "series"),
    "sessions": Kind(keys_of(Webinar.objects.public), sessions, "session"),
    "reports": Kind(keys_of(Report.objects.all), reports, "report"),
    "service-points": Kind(keys_of(ServicePoint.objects.own), without_date(ServicePoint), "service-point"),
}


@public_page(max_age=60)
@require_safe
def index(request):
    """The parts. Six queries, however many pages there are."""
    parts = (
        reverse("sitemap-part", args=[name, number])
        for name, kind in KINDS.items()
        for number in range(1, number_of_parts(kind.keys()) + 1)
    )
    return xml(INDEX, "sitemapindex", (f"<sitemap><loc>{located(path)}</loc></sitemap>" for path in parts))


@public_page(max_age=60)
@require_safe
def part(request, kind, number):
    """Three queries at most."""
    found = KINDS.get(kind)
    keys = found.keys() if found else ()
    if not 1 <= number <= number_of_parts(keys):
        raise Http404
    start = (number - 1) * AT_ONCE
    rows = found.rows(list(keys[start : start + AT_ONCE]))
    with override(settings.LANGUAGE_CODE):
        paths = [(path_of(found, named), at) for named, at in rows]
    return xml(URLS, "urlset", (entry for path, at in paths for entry in entries(path, at)))


def number_of_parts(keys):
    return -(-len(keys) // AT_ONCE)


def path_of(kind, named):
    return reverse(kind.name, args=named if isinstance(named, tuple) else [named]) if kind.name else reverse(named)


def entries(path, at):
    """One for each language; each names all of them, as search engines ask for."""
    paths = [(each.code, located(each.href)) for each in in_languages(path)]
    others = [*paths, ("x-default", paths[0][1])]
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{href}"/>' for code, href in others)
    changed = f"<lastmod>{at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if at else ""
    return [f"<url><loc>{href}</loc>{changed}{links}</url>" for _code, href in paths]


def located(path):
    return escape(settings.BASE_URL + path, {'"': "&quot;"})


def xml(opening, name, lines):
    body = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *lines, f"</{name}>", ""])
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
