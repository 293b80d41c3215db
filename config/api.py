"""The addresses of the API, what is beneath them, and the document that says so."""

from functools import cache

from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from catalogue.api import ReadOnlyView
from catalogue.open_data import absolute

LISTS = (
    *("api-initiatives", "api-cities", "api-networks", "api-sessions", "api-series", "api-reports", "api-terms"),
    "api-schema",
)


class Root(ReadOnlyView):
    """Where to begin. Two queries, which count the question."""

    schema = None

    def get(self, request):
        addresses = {name.removeprefix("api-"): absolute(reverse(name)) for name in LISTS}
        return Response(addresses | {"explained": absolute(reverse("open-data"))})


class Document(ReadOnlyView):
    """OpenAPI 3.1, written once in each process from what the views declare."""

    schema = None

    def get(self, request):
        return Response(document())


@cache
def document():
    return SchemaGenerator(urlconf="config.api_urls").get_schema(request=None, public=True)
