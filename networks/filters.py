"""The parameters of the list of networks."""

from django.utils.translation import gettext_lazy as _

from catalogue.filters import ListFilter, QueryFilter, TermsFilter
from catalogue.folding import fold
from catalogue.models import Scheme
from catalogue.vocabulary import Vocabulary


class NetworkNameFilter(QueryFilter):
    """The words stand in the name or the acronym, whatever their accents."""

    def filter(self, networks, text):
        return networks.filter(pk__in=[each.pk for each in networks if matches(each, text)]) if text else networks


def matches(network, text):
    return all(word in fold(f"{network.name} {network.acronym}") for word in fold(text).split())


class NetworkListFilter(ListFilter):
    """One query to prepare: the vocabulary."""

    q = NetworkNameFilter(label=_("Name"))
    kind = TermsFilter("kind", scheme=Scheme.NETWORK_KIND, label=_("Kind"), opened=True)

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.filters["kind"].use(Vocabulary())
