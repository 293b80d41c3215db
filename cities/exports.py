"""``/cities.csv .json .geojson``: the list of cities to take away."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.described import codes
from catalogue.files_of_lists import answer
from catalogue.open_data import Export
from catalogue.public import public_page
from cities.described import TEXTS, records
from cities.filters import CityListFilter

AS_THEY_ARE = (*("slug", "address", *TEXTS, "latitude", "longitude", "population", "geonames_id", "initiatives"),)


def columns():
    found = {name: lambda record, name=name: record[name] for name in AS_THEY_ARE}
    for group in ("country", "region"):
        found[group] = lambda record, group=group: record[group]["code"]
        found[f"{group}_label"] = lambda record, group=group: record[group]["label"]
    return found | {"networks": lambda record: codes(record["networks"])}


EXPORT = Export(
    name="cities",
    title=_("Cities"),
    licence=_("Places: GeoNames, CC BY 4.0. Members of networks are as the networks publish them."),
    filterset=CityListFilter,
    records=records,
    columns=columns(),
    key="slug",
)


@public_page
@require_safe
def cities(request, form):
    """Two queries and one for each 500 rows; one more for a name, and one for the networks after a change."""
    return answer(request, EXPORT, form)
