"""The parameters of the list, as django-filter's tutorial writes them."""

import django_filters as filters
from django.db.models import Q

from catalogue.models import Term
from networks.models import Network
from showcase.models import Initiative

PUBLIC = Initiative.objects.filter(archived_at=None, taken_down_at=None, current_version__isnull=False)
EVIDENCE = {
    "results": ~Q(results=[]),
    "documents": Q(documents__isnull=False),
    "adapted": Q(initiatives_by_adapted_from__in=PUBLIC),
}


def terms(scheme, column):
    queryset = Term.objects.filter(scheme=scheme)
    return filters.ModelMultipleChoiceFilter(field_name=f"{column}__code", to_field_name="code", queryset=queryset)


def networks(method):
    return filters.ModelMultipleChoiceFilter(method=method, to_field_name="slug", queryset=Network.objects.all())


def column(name):
    return filters.CharFilter(field_name=name)


class InitiativeFilter(filters.FilterSet):
    theme = terms("theme", "topics__parent")
    topic = terms("topic", "topics")
    region = column("city__region")
    country = column("city__country")
    size = column("city__size_class")
    language = column("text_language")
    year = filters.CharFilter(field_name="start", lookup_expr="startswith")
    evidence = filters.CharFilter(method="with_evidence")
    hazard = terms("hazard", "hazards")
    target = terms("target-group", "target_groups")
    sdg = terms("sdg", "sdgs")
    status = terms("status", "status")
    phase = terms("phase", "phase")
    kind = terms("kind", "kind")
    cost = terms("cost-level", "cost_level")
    level = terms("evidence", "evidence_level")
    network = networks("of_networks")
    member = networks("of_members")
    q = filters.CharFilter(method="search")

    class Meta:
        model = Initiative
        fields = []

    def with_evidence(self, queryset, name, value):
        return queryset.filter(EVIDENCE[value]).distinct()

    def of_networks(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(Q(endorsements__network__in=value) | Q(shared_through__in=value)).distinct()

    def of_members(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(city__memberships__network__in=value, city__memberships__left="").distinct()

    def search(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(summary__icontains=word)
                | Q(challenge__icontains=word)
                | Q(solution__icontains=word)
            )
        return queryset
