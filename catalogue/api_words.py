"""The words of the API's document that all lists share: parameters, pages, errors, terms. In English, as the API is."""

import json

from django.conf import settings
from django.utils.translation import override
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers as s

from catalogue.api import MOST, PAGE
from catalogue.filters import CodesFilter, OrderFilter, PageFilter

MOST_VALUES = 100
WHOLE_ANSWERS = json.loads((settings.BASE_DIR / "data" / "api_examples.json").read_text(encoding="utf-8"))


class TermSerializer(s.Serializer):
    code = s.CharField()
    label = s.CharField(help_text="In English.")


class DateSerializer(s.Serializer):
    date = s.CharField(help_text="As exactly as it is known: 2020, 2020-03 or 2020-03-27.")
    precision = s.CharField(help_text="year, month or day.")


class MistakeSerializer(s.Serializer):
    parameter = s.CharField(allow_null=True, help_text="The parameter that makes no sense; null where it is none.")
    message = s.CharField(help_text="What is wrong, in a sentence.")


class ErrorSerializer(s.Serializer):
    status = s.IntegerField()
    errors = MistakeSerializer(many=True)


def having(fields):
    """A base for serializers with these fields."""
    return type("Having", (s.Serializer,), dict(fields))


def texts(*names):
    """A base for serializers with these texts, each of which may be empty."""
    return having({name: s.CharField(allow_blank=True) for name in names})


def error(description, status, message, parameter=None):
    value = {"status": status, "errors": [{"parameter": parameter, "message": message}]}
    return OpenApiResponse(ErrorSerializer, description, [OpenApiExample("error", value=value)])


NOT_MODIFIED = OpenApiResponse(description="Nothing changed since the answer with the ETag in If-None-Match.")
ERRORS = {
    400: error("A known parameter has a wrong value.", 400, "“moon” is not in this list.", "region"),
    429: error(
        f"More than {MOST} questions in a minute; see Retry-After.",
        429,
        f"There were more than {MOST} questions in this minute.",
    ),
}
OF_ONE = {
    404: error("There is no such public record.", 404, "There is nothing here."),
    410: error("It was taken down.", 410, "This was taken down."),
}
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of an earlier answer of this address."
)
FACETS = OpenApiParameter(
    "facets",
    {"type": "string", "enum": ["0", "1"]},
    description="With 1, how many rows each value of each facet has; a facet's own choice is left out of its numbers.",
)


def parameters_of(filterset, examples):
    """What the FilterSet declares. ``examples`` has a value for each facet whose values are not few and fixed."""
    with override("en"):  # whoever asks first, and in which language
        declared = filterset.base_filters.items()
        return [OpenApiParameter(name, **described(name, each, examples)) for name, each in declared]


def described(name, each, examples):
    label = str(each.label)
    if isinstance(each, PageFilter):
        text = f"Which {PAGE} rows; the last page for larger numbers."
        return {"type": {"type": "integer", "minimum": 1}, "description": text}
    if isinstance(each, OrderFilter):
        codes = [code for code, _label in each.extra["choices"]]
        return {"type": {"type": "string", "enum": codes}, "description": label}
    if not isinstance(each, CodesFilter):
        text = f"{label}: words, cut after 200 characters."
        return {"type": {"type": "string", "pattern": r"^[^\u0000]*$"}, "description": text}
    codes = [code for code, _label in each.extra.get("choices", ())]
    items = {"type": "string", "enum": codes} if codes else {"type": "string"}
    shown = {"examples": [OpenApiExample(name, value=[examples[name]])]} if not codes else {}
    text = f"{label}. Repeat the parameter for several values: any of them fits."
    return {"type": {"type": "array", "items": items, "maxItems": MOST_VALUES}, "description": text, **shown}


def page_of(name, serializer):
    fields = {
        "count": s.IntegerField(help_text="All rows of the filter."),
        "next": s.CharField(allow_null=True, help_text="Address of the next page."),
        "previous": s.CharField(allow_null=True, help_text="Address of the page before."),
        "results": serializer(many=True),
        "facets": s.DictField(child=s.DictField(child=s.IntegerField()), required=False),
    }
    return inline_serializer(f"PageOf{name}", fields)


def answered(name, shape, value):
    """A whole answer, as tools/build_api_examples.py got it from the reference catalogue."""
    return OpenApiResponse(shape, examples=[OpenApiExample(f"A whole answer: {name}", value=value)])


def listing(name, serializer, filterset, examples):
    """Describes the ``get`` of a ListView."""
    whole = WHOLE_ANSWERS[name.lower()]
    return extend_schema(
        operation_id=name.lower(),
        tags=[name],
        summary=f"{name}, {PAGE} at a time",
        parameters=[*parameters_of(filterset, examples), FACETS, IF_NONE_MATCH],
        responses={200: answered(name.lower(), page_of(name, serializer), whole), 304: NOT_MODIFIED, **ERRORS},
    )
