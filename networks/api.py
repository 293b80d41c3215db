"""``/api/v1/networks/``"""

from rest_framework import serializers as s

from catalogue.api import ListView
from catalogue.api_words import TermSerializer, listing, texts
from networks.described import TEXTS, record_of
from networks.filters import NetworkListFilter
from networks.models import Network
from networks.views import with_initiatives

EXAMPLES = {"kind": "city-network"}


class DescriptionSerializer(s.Serializer):
    text = s.CharField(allow_blank=True)
    language = s.CharField(help_text="English, or the first there is where English is missing.")


class NetworkSerializer(texts(*TEXTS)):
    slug = s.CharField(help_text="As the parameters network and member take it.")
    address = s.CharField(help_text="Of its page.")
    kind = TermSerializer()
    founded = s.IntegerField(allow_null=True)
    description = DescriptionSerializer()
    languages = s.ListField(child=s.CharField())
    members_known = s.IntegerField(help_text="How many are listed here; see members_listed.")
    members_total = s.IntegerField(allow_null=True, help_text="As the network says; see members_total_qualifier.")
    initiatives = s.IntegerField(help_text="Public ones that it checked or shared.")


class Networks(ListView):
    """Six queries; two more with numbers."""

    def filterset(self, data):
        return NetworkListFilter(data, Network.objects.order_by("name"))

    def found(self, filterset):
        return list(with_initiatives(filterset.rows.for_list()))

    def records(self, filterset, networks):
        return [record_of(network) for network in networks]

    @listing("Networks", NetworkSerializer, NetworkListFilter, EXAMPLES)
    def get(self, request):
        return super().get(request)
