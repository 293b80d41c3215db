"""``/api/v1/reports/`` and ``/api/v1/reports/<slug>/``"""

from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.response import Response

from catalogue.api import ListView, ReadOnlyView
from catalogue.api_words import ERRORS, IF_NONE_MATCH, NOT_MODIFIED, OF_ONE, WHOLE_ANSWERS, answered, listing
from reports.api_words import EXAMPLES, ReportSerializer
from reports.described import records
from reports.exports import EXPORT
from reports.models import Report

SLUG_IN_WORDS = OpenApiParameter(
    "slug",
    {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,80}$"},
    OpenApiParameter.PATH,
    description="As in the address of its page.",
    examples=[OpenApiExample("slug", value="lle-briefing-digital")],
)


ONE = answered("a report", ReportSerializer, WHOLE_ANSWERS["reports"]["results"][0])


class Reports(ListView):
    """Seven queries with those that count the question; those of a search besides."""

    export = EXPORT

    @listing("Reports", ReportSerializer, EXPORT.filterset, EXAMPLES)
    def get(self, request):
        return super().get(request)


class OneReport(ReadOnlyView):
    """Eight queries with those that count the question."""

    @extend_schema(
        operation_id="report",
        tags=["Reports"],
        summary="One report by its slug",
        parameters=[SLUG_IN_WORDS, IF_NONE_MATCH],
        responses={200: ONE, 304: NOT_MODIFIED, 429: ERRORS[429], 404: OF_ONE[404]},
    )
    def get(self, request, slug):
        keys = list(Report.objects.filter(slug=slug).values_list("pk", flat=True))
        for record in records(EXPORT.filterset({}), keys):
            return Response(record)
        raise Http404
