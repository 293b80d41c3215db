"""The parameters of every list of initiatives: the only place that declares and validates them."""

import re

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from catalogue.dates import EARLIEST, LATEST
from catalogue.filters import (
    CodesField,
    CodesFilter,
    ColumnFilter,
    ListFilter,
    OrderFilter,
    ParentFilter,
    QueryFilter,
    TermListFilter,
    TermsFilter,
    WholeColumnFilter,
)
from catalogue.folding import words_of
from catalogue.languages import is_language, language_name
from catalogue.models import Scheme
from catalogue.vocabulary import Vocabulary
from cities.filters import REGIONS, CountryFilter
from cities.models import City, SizeClass
from networks.models import Membership, Network
from showcase.models import Endorsement, Initiative, InitiativeDocument, InitiativeText
from showcase.search import search

SHARED = Initiative.shared_through.through
SIZES = [(code, label) for code, label in SizeClass.choices if code]
ORDERS = {
    "newest": ("-published_at", "-pk"),
    "started": ("-start", "-pk"),
    "city": ("city__names_folded", "city", "-published_at", "-pk"),
}
ORDER_NAMES = [
    ("match", _("Best match")),
    ("newest", _("Newest first")),
    ("started", _("Latest start")),
    ("city", _("City")),
]
EVIDENCE = [
    ("results", _("Results reported")),
    ("documents", _("Documents attached")),
    ("adapted", _("Adapted by another city")),
]


class WordsFilter(QueryFilter):
    def filter(self, rows, text):
        return search(rows, text) if text else rows


class LanguageField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if not is_language(code)]


class LanguageFilter(ColumnFilter):
    field_class = LanguageField

    def offered(self, counts):
        return [(code, language_name(code)) for code in counts if code]

    def label_of(self, code):
        return language_name(code)


class YearField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if not (re.fullmatch(r"[0-9]{4}", code) and EARLIEST <= int(code) <= LATEST)]


class YearFilter(CodesFilter):
    """The year in which it started, however exactly the date is known."""

    field_class = YearField

    def filter(self, rows, years):
        return rows.alias(started_in=Substr("start", 1, 4)).filter(started_in__in=years) if years else rows

    def counts(self, rows):
        return dict(rows.annotate(year=Substr("start", 1, 4)).values_list("year").annotate(n=Count("pk")))

    def offered(self, counts):
        return [(year, year) for year in sorted(counts, reverse=True) if year]

    def label_of(self, year):
        return year


class CityField(CodesField):
    def unknown(self, codes):
        slugs = [code for code in codes if re.fullmatch(r"[-a-zA-Z0-9_]{1,120}", code)]
        found = set(City.objects.confirmed().filter(slug__in=slugs).values_list("slug", flat=True))
        return [code for code in codes if code not in found]


class CityFilter(CodesFilter):
    """No facet of the page: cities are chosen on their own pages and on the map."""

    field_class = CityField

    def condition(self, slugs):
        return Q(city__slug__in=slugs)

    def label_of(self, slug):
        return City.objects.confirmed().get(slug=slug).name


class EvidenceFilter(CodesFilter):
    def conditions(self):
        return {
            "results": ~Q(results=[]),
            "documents": Q(Exists(InitiativeDocument.objects.filter(initiative=OuterRef("pk")))),
            "adapted": Q(Exists(Initiative.objects.public().filter(adapted_from=OuterRef("pk")))),
        }

    def condition(self, codes):
        conditions = self.conditions()
        wanted = Q()
        for code in codes:
            wanted |= conditions[code]
        return wanted

    def counts(self, rows):
        return rows.aggregate(**{code: Count("pk", filter=found) for code, found in self.conditions().items()})

    def offered(self, counts):
        return EVIDENCE


class NetworkFilter(CodesFilter):
    """Endorsed by, or shared through, one of these networks."""

    def use_networks(self, choices):
        self.extra["choices"] = choices

    def condition(self, slugs):
        of_row = {"initiative": OuterRef("pk"), "network__slug__in": slugs}
        return Q(Exists(Endorsement.objects.filter(**of_row))) | Q(Exists(SHARED.objects.filter(**of_row)))

    def counts(self, rows):
        of_rows = {"initiative__in": rows.values("pk")}
        endorsed, shared = (
            each.objects.filter(**of_rows).order_by().values_list("network__slug", "initiative")
            for each in (Endorsement, SHARED)
        )
        counts = {}
        for slug, _initiative in endorsed.union(shared):
            counts[slug] = counts.get(slug, 0) + 1
        return counts


class MemberFilter(NetworkFilter):
    """Of a city that is a member of one of these networks today."""

    def condition(self, slugs):
        members = Membership.objects.filter(city=OuterRef("city"), left="", network__slug__in=slugs)
        return Q(Exists(members))

    def counts(self, rows):
        current = Membership.objects.filter(left="", city__initiatives__in=rows.values("pk")).order_by()
        return dict(current.values_list("network__slug").annotate(n=Count("city__initiatives", distinct=True)))


def term_list(scheme, name, label, **options):
    through = getattr(Initiative, name).through
    return TermListFilter(scheme=scheme, label=label, through=through, owner="initiative", **options)


class InitiativeFilter(ListFilter):
    """Parameters of ``/initiatives/``. Two queries to prepare: the vocabulary and the names of the networks."""

    q = WordsFilter(label=_("Search"))
    theme = ParentFilter(
        scheme=Scheme.THEME, through=Initiative.topics.through, owner="initiative", label=_("Topic"), opened=True
    )
    topic = term_list(Scheme.TOPIC, "topics", _("Topic"), opened=True)
    region = WholeColumnFilter("city__region", label=_("Region"), choices=REGIONS, opened=True)
    country = CountryFilter("city__country", label=_("Country"), opened=True)
    evidence = EvidenceFilter(label=_("Evidence"), choices=EVIDENCE, opened=True, ranked=False)
    hazard = term_list(Scheme.HAZARD, "hazards", _("Crisis"), opened=True)
    network = NetworkFilter(label=_("Network"))
    member = MemberFilter(label=_("Member of"))
    language = LanguageFilter("text_language", label=_("Language of the text"))
    year = YearFilter(label=_("Year started"), ranked=False)
    status = TermsFilter("status", scheme=Scheme.STATUS, label=_("Status"), ranked=False)
    size = WholeColumnFilter("city__size_class", label=_("Size of the city"), choices=SIZES, ranked=False)
    phase = TermsFilter("phase", scheme=Scheme.PHASE, label=_("Phase"), ranked=False)
    target = term_list(Scheme.TARGET_GROUP, "target_groups", _("Target group"))
    kind = TermsFilter("kind", scheme=Scheme.KIND, label=_("Kind"))
    sdg = term_list(Scheme.SDG, "sdgs", _("Sustainable Development Goal"), ranked=False)
    cost = TermsFilter("cost_level", scheme=Scheme.COST_LEVEL, label=_("Cost"), ranked=False)
    level = TermsFilter("evidence_level", scheme=Scheme.EVIDENCE, label=_("Level of evidence"), ranked=False)
    city = CityFilter(label=_("City"))
    sort = OrderFilter(label=_("Sort by"), choices=ORDER_NAMES)

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.vocabulary = Vocabulary()
        networks = [(network.slug, str(network)) for network in Network.objects.only("slug", "name", "acronym")]
        for each in self.filters.values():
            if isinstance(each, TermsFilter):
                each.use(self.vocabulary)
            elif isinstance(each, NetworkFilter):
                each.use_networks(networks)

    @property
    def rows(self):
        return self.in_order(super().rows)

    @property
    def order(self):
        """The order that applies: as asked, else the best match of a search, else the newest first."""
        return self.chosen("sort") or ("match" if self.chosen("q") else "newest")

    @property
    def orders(self):
        """What the page offers: the order that applies unasked has no value, so that addresses stay short."""
        usual = "match" if self.chosen("q") else "newest"
        others = [pair for pair in ORDER_NAMES if pair[0] != usual and (pair[0] != "match" or self.chosen("q"))]
        return [("", dict(ORDER_NAMES)[usual]), *others]

    def in_order(self, rows):
        if self.order != "match":
            return rows.order_by(*ORDERS[self.order])
        titles = InitiativeText.objects.filter(initiative=OuterRef("pk"))
        for word in words_of(self.chosen("q") or ""):
            titles = titles.filter(title__contains=f" {word}")
        return rows.alias(in_title=Exists(titles)).order_by("-in_title", *ORDERS["newest"])
