"""``/api/v1/terms/``: the vocabulary behind the facets, with all its labels."""

from rest_framework import serializers as s

from catalogue.api import ListView
from catalogue.api_words import listing
from catalogue.filters import CodesFilter, ListFilter
from catalogue.models import Scheme, Term

LANGUAGES = ("en", "es", "fr", "de")


class SchemesFilter(CodesFilter):
    counted = False

    def filter(self, terms, codes):
        return terms.filter(scheme__in=codes) if codes else terms


class TermListFilter(ListFilter):
    q = None
    scheme = SchemesFilter(label="Scheme", choices=Scheme.choices)


class TermsSerializer(s.Serializer):
    scheme = s.CharField(help_text="What it is a word for.")
    code = s.CharField(help_text="Unique in its scheme; never changes.")
    labels = s.DictField(child=s.CharField(), help_text="By language: en, es, fr, de.")
    parent = s.CharField(allow_null=True, help_text="Of a topic, the code of its theme.")
    retired = s.BooleanField(help_text="No longer given to anything new.")
    merged_into = s.CharField(allow_null=True, help_text="The code that stands for it today.")


class Terms(ListView):
    """Three queries."""

    def filterset(self, data):
        return TermListFilter(data, Term.objects.select_related("parent", "merged_into"))

    def found(self, filterset):
        return list(filterset.qs)

    def records(self, filterset, terms):
        return [record_of(term) for term in terms]

    @listing("Terms", TermsSerializer, TermListFilter, {})
    def get(self, request):
        return super().get(request)


def record_of(term):
    return {
        "scheme": term.scheme,
        "code": term.code,
        "labels": {language: getattr(term, f"label_{language}") for language in LANGUAGES},
        "parent": term.parent and term.parent.code,
        "retired": term.retired,
        "merged_into": term.merged_into and term.merged_into.code,
    }
