"""The parameters of the list of cities."""

from django.utils.translation import gettext_lazy as _

from catalogue.filters import ColumnFilter, ListFilter, QueryFilter, WholeColumnFilter
from cities.countries import country_choices, region_choices


class NameFilter(QueryFilter):
    """Any name of the place begins with these words."""

    def filter(self, cities, text):
        return cities.called(text) if text else cities


class CityListFilter(ListFilter):
    q = NameFilter(label=_("Name"))
    region = WholeColumnFilter("region", label=_("Region"), choices=region_choices, opened=True)
    country = ColumnFilter("country", label=_("Country"), choices=country_choices, opened=True)
