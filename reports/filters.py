"""The parameters of the library."""

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from catalogue.filters import OrderFilter
from catalogue.indexed import Hits, IndexedList, SetsFilter, TermSetsFilter
from catalogue.models import Scheme
from cities.filters import NetworkSetsFilter
from reports.indexing import library
from reports.search import search
from showcase.filters import LanguageFilter, YearFilter
from webinars.filters import CitySessionsFilter
from webinars.models import Series

ORDER_NAMES = [
    ("match", _("Best match")),
    ("date", _("Newest first")),
    ("newest", _("Newest in the library")),
    ("title", _("Title")),
]


class ReportSeriesFilter(SetsFilter):
    """Series of sessions, and series that are only a name which their publisher gave."""

    def use(self, snapshot):
        super().use(snapshot)
        self.names = snapshot.remember((type(self), "names"), self.read_names)
        self.extra["choices"] = [(code, name) for code, name in self.names.values()]

    def read_names(self):
        """``{what the table holds: (code, name)}``. One query."""
        held = self.snapshot.values[self.source]
        known = {
            series.pk: (series.slug, series.short_title)
            for series in Series.objects.filter(pk__in=[key for key in held if isinstance(key, int)])
        }
        return known | {key: (slugify(key) or "other", key) for key in held if isinstance(key, str)}

    def by_code(self):
        found = {}
        for key, members in self.snapshot.values[self.source].items():
            if key in self.names:
                code = self.names[key][0]
                found[code] = found.get(code, BitMap()) | members
        return found

    def offered(self, counts):
        return sorted(
            (pair for pair in dict(self.names.values()).items() if pair[0] in counts), key=lambda pair: pair[1]
        )


class PublisherFilter(NetworkSetsFilter):
    sources = ("publishers",)


class LibraryFilter(IndexedList):
    """Parameters of ``/library/``. One query; four more for the first answer after a change of the catalogue."""

    kind = TermSetsFilter(source="kind", scheme=Scheme.REPORT_KIND, label=_("Kind"), opened=True)
    topic = TermSetsFilter(source="topics", scheme=Scheme.TOPIC, label=_("Topic"), opened=True)
    publisher = PublisherFilter(label=_("Publisher"), opened=True)
    language = LanguageFilter(source="language", label=_("Language"), opened=True)
    series = ReportSeriesFilter(source="series", label=_("Series"))
    city = CitySessionsFilter(source="cities", label=_("City"))
    year = YearFilter(source="year", label=_("Year"), ranked=False)
    sort = OrderFilter(label=_("Sort by"), choices=ORDER_NAMES)

    current = library
    usual_order = "date"

    def search(self, text):
        return search(text)

    def hits(self, text):
        return self.snapshot.remember(("search", text), lambda: LibraryHits(self.search(text)))

    @cached_property
    def number_of_publishers(self):
        return len(self.filters["publisher"].counts(self.mask))

    @property
    def orders(self):
        """What the page offers: the order that applies unasked has no value, so that addresses stay short."""
        usual = self.order_unasked
        offered = [pair for pair in ORDER_NAMES if pair[0] != "match" or self.chosen("q")]
        return [("", dict(ORDER_NAMES)[usual]), *(pair for pair in offered if pair[0] != usual)]


class LibraryHits(Hits):
    """With the page on which the words were found."""

    def __init__(self, found):
        super().__init__(found)
        self.pages = found.pages
