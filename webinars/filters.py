"""The parameters of the list of sessions."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.filters import CodesFilter, ListFilter, QueryFilter
from catalogue.folding import fold
from catalogue.indexed import IndexedList, NamedSetsFilter, TermSetsFilter, WholeSetsFilter
from catalogue.models import Scheme
from cities.filters import NetworkSetsFilter
from cities.models import City
from networks.models import Network
from showcase.filters import CityField, LanguageFilter, YearFilter
from webinars.indexing import sessions
from webinars.models import Series, State
from webinars.search import search

ACCESS = [("interpretation", _("Interpretation")), ("captions", _("Captions")), ("sign", _("Sign language"))]
STATES = [(code, label) for code, label in State.choices if code != State.PLANNED]


class SeriesFilter(NamedSetsFilter):
    def names(self):
        return self.snapshot.remember("series", series_names)


def series_names():
    return {series.pk: (series.slug, series.short_title) for series in Series.objects.public()}


class CitySessionsFilter(NamedSetsFilter):
    """Any confirmed city may be asked for; those on stage somewhere are offered."""

    field_class = CityField

    def names(self):
        return self.snapshot.remember((self.source, "names"), self.city_names)

    def city_names(self):
        cities = City.objects.confirmed().filter(pk__in=list(self.snapshot.values[self.source]))
        return {key: (slug, name) for key, slug, name in cities.values_list("pk", "slug", "name")}

    def label_of(self, slug):
        return dict(self.named.values()).get(slug) or City.objects.confirmed().get(slug=slug).name


class NetworkSessionsFilter(NetworkSetsFilter):
    """Leads or supports the series or the session."""

    sources = ("networks",)


class SeriesNameFilter(QueryFilter):
    """The words stand in the title, whatever their accents."""

    def filter(self, series, text):
        return series.filter(pk__in=[each.pk for each in series if is_named(each, text)]) if text else series


def is_named(series, text):
    return all(word in fold(series.title) for word in fold(text).split())


class StandsBehindFilter(CodesFilter):
    """Leads or supports the series. One query to prepare."""

    def use(self, networks):
        self.extra["choices"] = networks

    def condition(self, codes):
        supported = Series.supporters.through.objects.filter(network__slug__in=codes)
        return Q(lead__slug__in=codes) | Q(pk__in=supported.values("series"))

    def counts(self, series):
        """Two queries."""
        keys, counts = series.values("pk"), Counter()
        led = Series.objects.filter(pk__in=keys).values_list("pk", "lead__slug")
        behind = Series.supporters.through.objects.filter(series__in=keys).values_list("series", "network__slug")
        counts.update(slug for _series, slug in {*led, *behind})
        return dict(counts)


class SeriesListFilter(ListFilter):
    """Parameters of the API's list of series."""

    q = SeriesNameFilter(label=_("Name"))
    network = StandsBehindFilter(label=_("Network"))

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        networks = Network.objects.order_by("name")
        self.filters["network"].use([(each.slug, str(each)) for each in networks.only("slug", "name", "acronym")])


class SessionFilter(IndexedList):
    """Parameters of ``/sessions/``. One query; four more for the first answer after a change of the catalogue."""

    series = SeriesFilter(source="series", label=_("Series"), opened=True)
    topic = TermSetsFilter(source="topics", scheme=Scheme.TOPIC, label=_("Topic"), opened=True)
    city = CitySessionsFilter(source="cities", label=_("City"), opened=True)
    network = NetworkSessionsFilter(label=_("Network"))
    language = LanguageFilter(source="language", label=_("Can be followed in"))
    access = WholeSetsFilter(source="access", label=_("Access"), choices=ACCESS, ranked=False)
    year = YearFilter(source="year", label=_("Year"), opened=True, ranked=False)
    state = WholeSetsFilter(source="state", label=_("State"), choices=STATES, ranked=False)

    current = sessions
    usual_order = "latest"

    def search(self, text):
        return search(text)
