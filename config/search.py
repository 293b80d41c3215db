"""The search across everything that has a page: one tab for each kind, the best few of each on the first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.filters import ListFilter, OrderFilter
from catalogue.folding import words_of
from catalogue.indexed import in_order
from catalogue.paging import page_of
from catalogue.public import public_page
from cities.filters import CityListFilter
from cities.listing import counted
from cities.models import City
from networks.filters import NetworkListFilter
from networks.models import Network
from networks.views import with_initiatives
from reports.filters import LibraryFilter
from reports.rows import rows_of
from showcase.cards import rendered
from showcase.filters import InitiativeFilter
from webinars.filters import SessionFilter
from webinars.models import Webinar
from webinars.times import with_clocks

BEST = 5  # of each kind on the first tab


class Initiatives:
    """What the list of initiatives finds. Four queries, four more where nothing has all words."""

    row = "search/_initiative.html"

    def __init__(self, text):
        self.filterset = InitiativeFilter(QueryDict(urlencode({"q": text})))
        self.found = self.filterset.keys
        self.proposal = self.filterset.proposal

    def read(self, keys):
        """Rendered rows."""
        words, hits = words_of(self.filterset.chosen("q")), self.filterset.searched
        return rendered(self.filterset.snapshot, keys, words, hits=hits, heading="h3")


class Cities:
    """Cities of the public list with a name, in any language, that has the words. Three queries."""

    row = "search/_city.html"

    def __init__(self, text):
        self.found = CityListFilter(QueryDict(urlencode({"q": text}))).keys

    def read(self, keys):
        return in_order(counted(City.objects.all()), keys)


class Networks:
    """Networks whose name or acronym has the words. Three queries."""

    row = "search/_network.html"

    def __init__(self, text):
        named = NetworkListFilter(QueryDict(urlencode({"q": text})), Network.objects.order_by("name"))
        self.found = list(with_initiatives(named.rows.for_list()))

    def read(self, rows):
        return rows


class Sessions:
    """Live sessions with the words in their title, series, cities or what was said. Four queries."""

    row = "search/_session.html"

    def __init__(self, text):
        self.found = SessionFilter(QueryDict(urlencode({"q": text}))).keys

    def read(self, keys):
        return with_clocks(in_order(Webinar.objects.for_rows(), keys))


class Reports:
    """Reports with the words in their title, abstract or names, or on a page. Five queries."""

    row = "search/_report.html"

    def __init__(self, text):
        self.filterset = LibraryFilter(QueryDict(urlencode({"q": text})))
        self.found = self.filterset.keys

    def read(self, keys):
        return rows_of(self.filterset, keys, words_of(self.filterset.chosen("q")))


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is searched. ``search(text)`` gives ``found``, ``row`` and ``read(rows)``."""

    code: str
    label: str
    search: Callable


KINDS = (
    Kind("initiatives", _("Initiatives"), Initiatives),
    Kind("cities", _("Cities"), Cities),
    Kind("networks", _("Networks"), Networks),
    Kind("sessions", _("Live sessions"), Sessions),
    Kind("library", _("Reports"), Reports),
)


class SearchFilter(ListFilter):
    """The parameters of ``/search/``."""

    type = OrderFilter(
        label=pgettext_lazy("of what is searched", "Kind"),
        choices=[(kind.code, kind.label) for kind in KINDS],
        error_messages={"invalid_choice": _("This kind does not exist.")},
    )


@dataclass
class Tab:
    code: str
    label: str
    count: int
    href: str
    chosen: bool


@dataclass
class Group:
    """What was found of one kind: all of it on its own tab, the best on the first."""

    kind: Kind
    result: object
    count: int
    list_url: str
    rows: list = ()


@public_page(by_the_minute=True)
@require_safe
def search(request):
    """Sixteen queries, four more where no initiative has all words."""
    filterset = SearchFilter(request.GET, Network.objects.none())
    text, chosen = filterset.chosen("q") or "", filterset.chosen("type")
    groups = [group_of(kind, text) for kind in KINDS] if text and not filterset.problems else []
    shown = [group for group in groups if chosen == group.kind.code or (group.count and not chosen)]
    page = None
    for group in shown:
        if chosen:
            page = page_of(group.result.found, filterset.chosen("page") or 1, group.count)
        group.rows = group.result.read(page.object_list if page else group.result.found[:BEST])
    context = {
        "filterset": filterset,
        "text": text,
        "words": words_of(text),
        "total": sum(group.count for group in groups),
        "tabs": tabs_of(groups, text, chosen),
        "groups": [group for group in shown if group.count],
        "page_obj": page,
        "proposal": proposal_of(groups),
        "linked_data": linked.block(linked.page("SearchResultsPage", _("Search"), request.path)),
        "hits": groups[0].result.filterset.searched if groups else None,
    }
    return render(request, "search/search.html", context)


def group_of(kind, text):
    result = kind.search(text)
    return Group(kind, result, len(result.found), f"{reverse(kind.code)}?{urlencode({'q': text})}")


def tabs_of(groups, text, chosen):
    total = sum(group.count for group in groups)
    every = [("", _("Everything"), total), *((group.kind.code, group.kind.label, group.count) for group in groups)]
    return [
        Tab(code, label, count, "?" + urlencode({"q": text} | ({"type": code} if code else {})), code == (chosen or ""))
        for code, label, count in every
    ]


def proposal_of(groups):
    """Other words, where neither a city nor a network nor a session has these and no initiative has all of them."""
    if not groups or any(group.count for group in groups[1:]):
        return None
    return groups[0].result.proposal
