"""The parameters of the library."""

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from catalogue.filters import OrderFilter
from catalogue.indexed import Hits, IndexedList, NamedSetsFilter, TermSetsFilter
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


class ReportSeriesFilter(NamedSetsFilter):
    """Series of sessions, and series that are only a name which their publisher gave."""

    def names(self):
        return self.snapshot.remember("series", self.series_names)

    def series_names(self):
        """``{what the table holds: (code, name)}``. One query."""
        held = self.snapshot.values[self.source]
        known = {
            series.pk: (series.slug, series.short_title)
            for series in Series.objects.filter(pk__in=[key for key in held if isinstance(key, int)])
        }
        return known | {key: (slugify(key, allow_unicode=True) or "other", key) for key in held if isinstance(key, str)}


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
