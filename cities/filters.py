"""The parameters of the list of cities, and those that other lists share with it."""

from django.utils.translation import gettext_lazy as _

from catalogue.filters import CodesField, ColumnFilter, ListFilter, QueryFilter, WholeColumnFilter
from cities.countries import COUNTRIES, country_name, region_choices

REGIONS = region_choices()  # made once: a lazy label costs more than the query that counts it


class NameFilter(QueryFilter):
    """Any name of the place begins with these words."""

    def filter(self, cities, text):
        return cities.called(text) if text else cities


class CountryField(CodesField):
    def unknown(self, codes):
        return [code for code in codes if code not in COUNTRIES]


class CountryFilter(ColumnFilter):
    """Offers the countries that occur; asks for the names of no others."""

    field_class = CountryField

    def offered(self, counts):
        return sorted(((code, country_name(code)) for code in counts), key=lambda pair: pair[1])

    def label_of(self, code):
        return country_name(code)


class CityListFilter(ListFilter):
    q = NameFilter(label=_("Name"))
    region = WholeColumnFilter("region", label=_("Region"), choices=REGIONS, opened=True)
    country = CountryFilter("country", label=_("Country"), opened=True)
