"""Counts beside the filters: one query with a Count for each facet, over ``initiative__in``."""

from collections import Counter

from django.db.models import Count
from django.db.models.functions import Substr

from benchmarks.naive.filters import EVIDENCE, PUBLIC, InitiativeFilter
from catalogue.languages import language_name
from catalogue.models import Term
from cities.countries import country_name, region_name
from networks.models import Network
from showcase.models import Initiative

RELATIONS = {
    "hazard": "hazards",
    "target": "target_groups",
    "sdg": "sdgs",
    "status": "status",
    "phase": "phase",
    "kind": "kind",
    "cost": "cost_level",
    "level": "evidence_level",
}
COLUMNS = {
    "region": ("city__region", region_name),
    "country": ("city__country", country_name),
    "size": ("city__size_class", str),
    "language": ("text_language", language_name),
    "year": (Substr("start", 1, 4), str),
}


def facets_of(data):
    """``{facet: [(value, label, number)]}``, each without its own choice, most first."""
    facets = {"theme": themes(rows(data, "theme"))}
    if data.get("theme") or data.get("topic"):
        facets["topic"] = counted_terms(rows(data, "topic"), "initiatives_by_topic")
    for name, (column, label) in COLUMNS.items():
        facets[name] = counted(rows(data, name), column, label)
    facets["evidence"] = evidence(rows(data, "evidence"))
    for name, relation in RELATIONS.items():
        related = Initiative._meta.get_field(relation).remote_field.related_name
        facets[name] = counted_terms(rows(data, name), related % {"class": "initiative"})
    facets["network"] = networks(rows(data, "network"))
    facets["member"] = members(rows(data, "member"))
    return facets


def rows(data, but):
    data = data.copy()
    data.pop(but, None)
    return InitiativeFilter(data, PUBLIC).qs.order_by()


def counted(queryset, column, label):
    found = Initiative.objects.filter(pk__in=queryset).values_list(column).annotate(n=Count("pk")).order_by("-n")
    return [(value, label(value), number) for value, number in found if value]


def evidence(queryset):
    return [(code, code, queryset.filter(fits).distinct().count()) for code, fits in EVIDENCE.items()]


def counted_terms(queryset, related):
    found = Term.objects.filter(**{f"{related}__in": queryset}).annotate(n=Count(related)).order_by("-n")
    return [(term.code, term.label, term.n) for term in found]


def themes(queryset):
    related = "children__initiatives_by_topic"
    found = Term.objects.filter(**{f"{related}__in": queryset}).annotate(n=Count(related, distinct=True)).order_by("-n")
    return [(term.code, term.label, term.n) for term in found]


def networks(queryset):
    """Endorsed by, or shared through: two relations, so two queries."""
    numbers, names = Counter(), {}
    for related in ("endorsements__initiative", "shared_initiatives"):
        for network in Network.objects.filter(**{f"{related}__in": queryset}).annotate(n=Count(related)):
            numbers[network.slug] += network.n
            names[network.slug] = str(network)
    return [(slug, names[slug], number) for slug, number in numbers.most_common()]


def members(queryset):
    found = Network.objects.filter(memberships__left="", memberships__city__initiatives__in=queryset)
    found = found.annotate(n=Count("memberships__city__initiatives")).order_by("-n")
    return [(network.slug, str(network), network.n) for network in found]
