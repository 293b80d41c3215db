"""The parameters of the list of networks."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalogue.filters import CodesFilter, ListFilter, QueryFilter, TermsFilter
from catalogue.folding import fold
from catalogue.models import Scheme
from catalogue.vocabulary import Vocabulary
from cities.filters import REGIONS
from networks.models import Membership


class NetworkNameFilter(QueryFilter):
    """The words stand in the name or the acronym, whatever their accents."""

    def filter(self, networks, text):
        return networks.filter(pk__in=[each.pk for each in networks if matches(each, text)]) if text else networks


def matches(network, text):
    return all(word in fold(f"{network.name} {network.acronym}") for word in fold(text).split())


class MembersRegionFilter(CodesFilter):
    """Networks with a member city there today."""

    def condition(self, codes):
        return Q(pk__in=members().filter(city__region__in=codes).values("network"))

    def counts(self, networks):
        there = members().filter(network__in=networks.values("pk")).order_by()
        return dict(there.values_list("city__region").annotate(n=Count("network", distinct=True)))

    def offered(self, counts):
        return list(self.extra["choices"])


def members():
    return Membership.objects.current()


class NetworkListFilter(ListFilter):
    """One query to prepare: the vocabulary."""

    q = NetworkNameFilter(label=_("Name"))
    kind = TermsFilter("kind", scheme=Scheme.NETWORK_KIND, label=_("Kind"), opened=True)
    region = MembersRegionFilter(label=_("Region of its members"), choices=REGIONS, opened=True)

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.filters["kind"].use(Vocabulary())
