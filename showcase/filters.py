"""The parameters of every list of initiatives: the only place that declares and validates them."""

import re

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from catalogue.dates import EARLIEST, LATEST
from catalogue.filters import CodesField, OrderFilter, ViewFilter
from catalogue.indexed import IndexedList, ParentSetsFilter, SetsFilter, TermSetsFilter, WholeSetsFilter, united
from catalogue.languages import is_language, language_name
from catalogue.models import Scheme
from cities.filters import REGIONS, SIZES, CountrySetsFilter, NetworkSetsFilter, network_names
from cities.maps.extents import extents
from cities.models import City
from showcase.indexing import initiatives
from showcase.likeness import Likeness
from showcase.search import proposal, search

ORDER_NAMES = [
    ("match", _("Best match")),
    ("newest", _("Newest first")),
    ("started", _("Latest start")),
    ("city", _("City")),
    ("like", _("Most alike cities first")),
]
VIEWS = [("list", _("List")), ("map", _("Map"))]
EXTENTS = [(code, code) for code in extents()]
EVIDENCE = [
    ("results", _("Results reported")),
    ("documents", _("Documents attached")),
    ("adapted", _("Adapted by another city")),
]


class LanguageField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if not is_language(code)]


class LanguageFilter(SetsFilter):
    field_class = LanguageField

    def offered(self, counts):
        return [(code, language_name(code)) for code in counts]

    def label_of(self, code):
        return language_name(code)


class YearField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if not (re.fullmatch(r"[0-9]{4}", code) and EARLIEST <= int(code) <= LATEST)]


class YearFilter(SetsFilter):
    """The year in which it started, however exactly the date is known."""

    field_class = YearField

    def offered(self, counts):
        return [(year, year) for year in sorted(counts, reverse=True)]

    def label_of(self, year):
        return year


class CityField(CodesField):
    def unknown(self, codes):
        slugs = [code for code in codes if re.fullmatch(r"[-a-zA-Z0-9_]{1,120}", code)]
        found = set(City.objects.confirmed().filter(slug__in=slugs).values_list("slug", flat=True))
        return [code for code in codes if code not in found]


class CityFilter(SetsFilter):
    """No facet of the page: cities are chosen on their own pages and on the map."""

    field_class = CityField
    counted = False

    def label_of(self, slug):
        return City.objects.confirmed().get(slug=slug).name


class LikeField(CityField):
    def to_python(self, value):
        return super().to_python(value)[-1:]


class LikeFilter(CityFilter):
    """All cities but this one, whose initiatives come by how close their city is to it."""

    field_class = LikeField

    def mask(self, codes):
        return self.snapshot.public - super().mask(codes)


class EvidenceFilter(SetsFilter):
    def by_code(self):
        values, public = self.snapshot.values, self.snapshot.public
        return {
            "results": united(values["results"].values()),
            "documents": united(values["documents"].values()),
            "adapted": BitMap(values["adapted_from"]) & public,
        }

    def offered(self, counts):
        return EVIDENCE


class NetworkFilter(NetworkSetsFilter):
    """Checked by, or shared through, one of these networks."""

    sources = ("checked_by", "shared_through")


class MemberFilter(NetworkSetsFilter):
    """Of a city that is a member of one of these networks today."""

    sources = ("member",)


class InitiativeFilter(IndexedList):
    """Parameters of ``/initiatives/``. One query; three more for the first answer after a change of the catalogue."""

    theme = ParentSetsFilter(source="topics", scheme=Scheme.THEME, label=_("Topic"), opened=True)
    topic = TermSetsFilter(source="topics", scheme=Scheme.TOPIC, label=_("Topic"), opened=True)
    region = WholeSetsFilter(source="region", label=_("Region"), choices=REGIONS, opened=True)
    country = CountrySetsFilter(source="country", label=_("Country"), opened=True)
    evidence = EvidenceFilter(label=_("Evidence"), choices=EVIDENCE, opened=True, ranked=False)
    hazard = TermSetsFilter(source="hazards", scheme=Scheme.HAZARD, label=_("Crisis"), opened=True)
    network = NetworkFilter(label=_("Network"))
    member = MemberFilter(label=_("Member of"))
    language = LanguageFilter(source="language", label=_("Language of the text"))
    year = YearFilter(source="year", label=_("Year started"), ranked=False)
    status = TermSetsFilter(source="status", scheme=Scheme.STATUS, label=_("Status"), ranked=False)
    size = WholeSetsFilter(source="size_class", label=_("Size of the city"), choices=SIZES, ranked=False)
    phase = TermSetsFilter(source="phase", scheme=Scheme.PHASE, label=_("Phase"), ranked=False)
    target = TermSetsFilter(source="target_groups", scheme=Scheme.TARGET_GROUP, label=_("Target group"))
    kind = TermSetsFilter(source="kind", scheme=Scheme.KIND, label=_("Kind"))
    sdg = TermSetsFilter(source="sdgs", scheme=Scheme.SDG, label=_("Sustainable Development Goal"), ranked=False)
    cost = TermSetsFilter(source="cost_level", scheme=Scheme.COST_LEVEL, label=_("Cost"), ranked=False)
    level = TermSetsFilter(source="evidence_level", scheme=Scheme.EVIDENCE, label=_("Level of evidence"), ranked=False)
    city = CityFilter(source="slug", label=_("City"))
    like = LikeFilter(source="slug", label=_("Cities like"))
    sort = OrderFilter(label=_("Sort by"), choices=ORDER_NAMES)
    view = ViewFilter(label=_("View"), choices=VIEWS)
    extent = ViewFilter(label=_("Part of the map"), choices=EXTENTS)

    current = initiatives
    usual_order = "newest"

    @property
    def on_map(self):
        return self.chosen("view") == "map"

    def narrows(self, name):
        """On the map a chosen city opens beside it; the others stay."""
        return super().narrows(name) and not (name == "city" and self.on_map)

    def search(self, text):
        return search(text)

    def propose(self, text):
        return proposal(text)

    @property
    def number_of_cities(self):
        """How many different cities the rows are of. Costs by the number of cities, once for each choice."""
        return self.snapshot.remember(("number of cities", self.asked), self.count_cities)

    def count_cities(self):
        return sum(map(self.mask.intersect, self.snapshot.values["cities"].values()))

    @cached_property
    def likeness(self):
        """What cities share with the one they are to be like; None where none is chosen."""
        if not self.chosen("like"):
            return None
        [slug] = self.chosen("like")
        networks = self.snapshot.remember("networks", network_names)
        return self.snapshot.remember(("like", slug), lambda: Likeness(slug, self.snapshot, networks))

    @property
    def order_unasked(self):
        return "like" if self.chosen("like") and not self.chosen("q") else super().order_unasked

    @property
    def ranking(self):
        return self.likeness.ranking if self.order == "like" and self.likeness else super().ranking

    @property
    def lacks_city(self):
        """Whether the most alike cities are to come first, but nobody said alike to which."""
        return self.makes_sense and self.order == "like" and not self.chosen("like")

    @property
    def orders(self):
        """What the page offers: the order that applies unasked has no value, so that addresses stay short."""
        usual = self.order_unasked
        offered = [pair for pair in ORDER_NAMES if pair[0] != "match" or self.chosen("q")]
        return [("", dict(ORDER_NAMES)[usual]), *(pair for pair in offered if pair[0] != usual)]
