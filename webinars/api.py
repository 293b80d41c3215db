"""``/api/v1/sessions/``, ``/api/v1/series/``, and one of each."""

import re

from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.response import Response

from catalogue.api import ListView, ReadOnlyView
from catalogue.api_words import ERRORS, IF_NONE_MATCH, NOT_MODIFIED, OF_ONE, WHOLE_ANSWERS, answered, listing
from webinars.api_words import EXAMPLES, SeriesSerializer, SessionSerializer
from webinars.described import records, series_record
from webinars.exports import EXPORT
from webinars.filters import SeriesListFilter
from webinars.models import Series, Webinar

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
ANSWERS = {304: NOT_MODIFIED, 404: OF_ONE[404], 429: ERRORS[429]}
ONE_SESSION = answered("a session", SessionSerializer, WHOLE_ANSWERS["sessions"]["results"][0])
ONE_SERIES = answered("one series", SeriesSerializer, WHOLE_ANSWERS["series"]["results"][0])


def in_path(name, pattern, text, example):
    found = {"type": "string", "pattern": f"^{pattern.pattern}$"}
    examples = [OpenApiExample(name, value=example)]
    return OpenApiParameter(name, found, OpenApiParameter.PATH, description=text, examples=examples)


class Sessions(ListView):
    """Nine queries with those that count the question; one more for words."""

    export = EXPORT

    @listing("Sessions", SessionSerializer, EXPORT.filterset, EXAMPLES)
    def get(self, request):
        return super().get(request)


class OneSession(ReadOnlyView):
    """Ten queries with those that count the question."""

    @extend_schema(
        operation_id="session",
        tags=["Sessions"],
        summary="One session by its id",
        parameters=[
            in_path("id", ID, "As lists and calendar files have it.", "0b9e1a52-7d0c-4d0f-9c4b-2f6f0f0a1c11"),
            IF_NONE_MATCH,
        ],
        responses={200: ONE_SESSION, **ANSWERS},
    )
    def get(self, request, id):
        known = Webinar.objects.filter(uid=id) if ID.fullmatch(id) else Webinar.objects.none()
        for record in records(EXPORT.filterset({}), list(known.values_list("pk", flat=True))):
            return Response(record)
        raise Http404


class SeriesList(ListView):
    """Six queries with those that count the question; one more with numbers."""

    def filterset(self, data):
        return SeriesListFilter(data, Series.objects.public().order_by("title", "pk"))

    def found(self, filterset):
        return list(filterset.rows.for_records())

    def records(self, filterset, series):
        return [series_record(each) for each in series]

    @listing("Series", SeriesSerializer, SeriesListFilter, EXAMPLES)
    def get(self, request):
        return super().get(request)


class OneSeries(ReadOnlyView):
    """Five queries with those that count the question."""

    @extend_schema(
        operation_id="one_series",
        tags=["Series"],
        summary="One series by its slug",
        parameters=[in_path("slug", SLUG, "As the parameter series takes it.", EXAMPLES["series"]), IF_NONE_MATCH],
        responses={200: ONE_SERIES, **ANSWERS},
    )
    def get(self, request, slug):
        for series in Series.objects.public().for_records().filter(slug=slug.replace("\0", "")):
            return Response(series_record(series))
        raise Http404
