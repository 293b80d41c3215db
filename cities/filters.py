"""The parameters of the list of cities, and those that other lists share with it."""

from django.utils.translation import gettext_lazy as _

from catalogue.filters import CodesField, QueryFilter
from catalogue.indexed import IndexedList, NamedSetsFilter, SetsFilter, WholeSetsFilter
from catalogue.search import Matches
from cities.countries import COUNTRIES, country_name, region_choices
from cities.indexing import cities
from cities.models import City, SizeClass

REGIONS = region_choices()  # made once: a lazy label costs more than the query that counts it
SIZES = [(code, label) for code, label in SizeClass.choices if code]
HAS = [("initiatives", _("With initiatives"))]


class CountryField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if code not in COUNTRIES]


class CountrySetsFilter(SetsFilter):
    """Offers the countries that occur; asks for the names of no others."""

    field_class = CountryField

    def offered(self, counts):
        return sorted(((code, country_name(code)) for code in counts), key=lambda pair: pair[1])

    def label_of(self, code):
        return country_name(code)


class NetworkSetsFilter(NamedSetsFilter):
    def names(self):
        return self.snapshot.remember("networks", network_names)


class MembershipFilter(NetworkSetsFilter):
    """Members of one of these networks today."""

    sources = ("network",)


def network_names():
    """``{key: (slug, short name)}``. One query."""
    networks = City.memberships.rel.related_model._meta.get_field("network").related_model.objects
    return {each.pk: (each.slug, str(each)) for each in networks.only("slug", "name", "acronym")}


class HasFilter(WholeSetsFilter):
    def by_code(self):
        found = self.snapshot.values["initiatives"]
        return {"initiatives": found[True]} if found else {}


class CityListFilter(IndexedList):
    """Parameters of ``/cities/``. One query; one more for words, and for the networks after a change."""

    q = QueryFilter(label=_("Name"))
    region = WholeSetsFilter(source="region", label=_("Region"), choices=REGIONS, opened=True)
    country = CountrySetsFilter(source="country", label=_("Country"), opened=True)
    has = HasFilter(label=_("Initiatives"), choices=HAS, opened=True)
    network = MembershipFilter(label=_("Network"))
    size = WholeSetsFilter(source="size_class", label=_("Size"), choices=SIZES, ranked=False)

    current = cities
    usual_order = "name"

    def search(self, text):
        """Any name of the place begins with these words."""
        return Matches((key, False) for key in City.objects.confirmed().called(text).values_list("pk", flat=True))
