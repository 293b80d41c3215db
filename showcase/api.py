"""``/api/v1/initiatives/`` and ``/api/v1/initiatives/<code>/``"""

from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.response import Response

from catalogue.api import Gone, ListView, ReadOnlyView
from catalogue.api_words import ERRORS, IF_NONE_MATCH, NOT_MODIFIED, OF_ONE, WHOLE_ANSWERS, answered, listing
from showcase.addresses import CODE
from showcase.api_words import EXAMPLES, InitiativeSerializer
from showcase.described import records
from showcase.exports import EXPORT
from showcase.models import Initiative

CODE_IN_WORDS = OpenApiParameter(
    "code",
    {"type": "string", "pattern": f"^{CODE.pattern}$"},
    OpenApiParameter.PATH,
    description="The record, as citations carry it.",
    examples=[OpenApiExample("code", value="CS-2020-00012")],
)


ONE = answered("an initiative", InitiativeSerializer, WHOLE_ANSWERS["initiatives"]["results"][0])


class Initiatives(ListView):
    """Five queries with those that count the question; those of a search besides."""

    export = EXPORT

    @listing("Initiatives", InitiativeSerializer, EXPORT.filterset, EXAMPLES)
    def get(self, request):
        return super().get(request)


class OneInitiative(ReadOnlyView):
    """Six queries with those that count the question."""

    @extend_schema(
        operation_id="initiative",
        tags=["Initiatives"],
        summary="One initiative by its record",
        parameters=[CODE_IN_WORDS, IF_NONE_MATCH],
        responses={200: ONE, 304: NOT_MODIFIED, 429: ERRORS[429], **OF_ONE},
    )
    def get(self, request, code):
        known = Initiative.objects.filter(code=code) if CODE.fullmatch(code) else Initiative.objects.none()
        found = known.values_list("pk", "taken_down_at").first()
        if not found:
            raise Http404
        key, taken_down_at = found
        if taken_down_at:
            raise Gone
        for record in records(EXPORT.filterset({}), [key]):
            return Response(record)
        raise Http404
