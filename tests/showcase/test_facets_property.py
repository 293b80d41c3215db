"""Whatever the catalogue and the filters: each number a facet promises is what the database counts, and what one gets.

The expected numbers are plain queries, written here without the code of lists, facets and search.
"""

import os
from collections import namedtuple
from functools import reduce
from operator import or_

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.facets import ways_out
from catalogue.models import Term
from catalogue.search import text_key
from cities.models import City
from networks.models import Membership, Network
from showcase.filters import InitiativeFilter
from showcase.models import Endorsement, Initiative, InitiativeText
from tests.factories import InitiativeFactory, NetworkFactory, TermFactory

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("EXAMPLES", "12"))
COUNTRIES = {"FR": "europe", "DE": "europe", "KE": "africa"}
PEOPLE = (None, 40_000, 9_000_000)
NETWORKS = ("c40", "iclei")
WORDS = ("alpha", "beta", "gamma")
VALUES = {
    "theme": ("health", "food"),
    "topic": ("care", "nursing", "meals"),  # nursing was merged into care
    "hazard": ("flood", "heat"),
    "region": ("europe", "africa", "asia"),
    "country": tuple(COUNTRIES),
    "size": ("under-50k", "over-5m"),
    "network": NETWORKS,
    "member": NETWORKS,
    "language": ("en", "ar"),
    "year": ("2019", "2020"),
    "status": ("running", "ended"),
    "evidence": ("results", "adapted"),
    "city": ("city-0", "city-1"),
    "like": ("city-0", "city-1"),
}
NOT_FACETS = {"city", "like"}


def some(values, least=0, most=None):
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=most or len(values))


def maybe(values):
    return st.none() | st.sampled_from(values)


Place = namedtuple("Place", "country population member_of left")
Row = namedtuple("Row", "place topics hazards status language start results archived shared checked words")
PLACES = st.lists(
    st.builds(Place, st.sampled_from(list(COUNTRIES)), st.sampled_from(PEOPLE), some(NETWORKS), some(NETWORKS)),
    min_size=2,
    max_size=4,
)
ROWS = st.lists(
    st.builds(
        Row,
        st.integers(0, 3),
        some(VALUES["topic"]),
        some(VALUES["hazard"]),
        maybe(VALUES["status"]),
        st.sampled_from(("en", "ar", "")),
        st.sampled_from(("", "2019", "2020-05")),
        st.booleans(),
        st.booleans(),
        some(NETWORKS),
        some(NETWORKS),
        some(WORDS),
    ),
    max_size=8,
)
FILTERS = some(list(VALUES), most=3).flatmap(
    lambda names: st.fixed_dictionaries({name: some(VALUES[name], least=1) for name in names})
)


@pytest.fixture
def words(db):
    """The vocabulary and the networks, and a version that all rows share."""
    health, food = (TermFactory(scheme="theme", code=code) for code in VALUES["theme"])
    care = TermFactory(code="care", parent=health)
    TermFactory(code="nursing", parent=food, merged_into=care)
    TermFactory(code="meals", parent=food)
    for scheme in ("hazard", "status"):
        for code in VALUES[scheme]:
            TermFactory(scheme=scheme, code=code)
    for slug in NETWORKS:
        NetworkFactory(slug=slug)
    first = InitiativeFactory(archived_at=timezone.now())
    return {"desk": first.desk, "current_version_id": first.current_version_id}


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(places=PLACES, rows=ROWS, filters=FILTERS, asked=some(WORDS), data=st.data())
def test_every_number_is_what_the_database_counts_and_what_its_box_leads_to(words, places, rows, filters, asked, data):
    filters = {name: values[-1:] if name == "like" else values for name, values in filters.items()}
    with transaction.atomic():
        write(places, rows, words)
        given_words = {"q": " ".join(asked)} if asked else {}
        filterset = InitiativeFilter(given_words | filters)

        assert filterset.problems == []
        assert len(filterset.keys) == counted(filters, asked)
        for name in VALUES.keys() - NOT_FACETS:
            promised = {value: filterset.counts(name).get(value, 0) for value in shown(name)}
            assert promised == {value: counted(filters | {name: [value]}, asked) for value in shown(name)}, name
        name = data.draw(st.sampled_from(sorted(VALUES.keys() - NOT_FACETS)))
        value = data.draw(st.sampled_from(shown(name)))
        followed = InitiativeFilter(given_words | filters | {name: [value]})
        assert len(followed.keys) == filterset.counts(name).get(value, 0)
        for way in ways_out(filterset):
            left = {name: values for name, values in filters.items() if f"{name}=" in way.href}
            assert way.count == counted(left, asked if "q=" in way.href else [])
        transaction.set_rollback(True)


def shown(name):
    return [value for value in VALUES[name] if value != "nursing"]


def write(places, rows, shared):
    """The catalogue by plain inserts: what the code of lists reads, not what it writes."""
    terms = {term.code: term for term in Term.objects.all()}
    networks = {network.slug: network for network in Network.objects.filter(slug__in=NETWORKS)}
    cities = [
        City(name=f"City {number}", slug=f"city-{number}", country=place.country, population=place.population)
        for number, place in enumerate(places)
    ]
    for city in cities:
        city.derive()
    City.objects.bulk_create(cities)
    for city, place in zip(cities, places, strict=True):
        Membership.objects.bulk_create(Membership(city=city, network=networks[each]) for each in place.member_of)
        Membership.objects.bulk_create(
            Membership(city=city, network=networks[each], left="2019") for each in place.left
        )
    made = []
    for number, row in enumerate(rows):
        initiative = Initiative(
            title=" ".join(row.words),
            code=f"CS-1900-{number:05}",
            slug=f"row-{number}",
            city=cities[row.place % len(cities)],
            status=terms[row.status] if row.status else None,
            text_language=row.language,
            start=row.start,
            results=[{"figure": "1", "counts": "x"}] if row.results else [],
            archived_at=timezone.now() if row.archived else None,
            adapted_from=made[-1] if made and number % 3 == 0 else None,
            **shared,
        )
        initiative.save()
        initiative.topics.set(terms[code] for code in row.topics)
        initiative.hazards.set(terms[code] for code in row.hazards)
        initiative.shared_through.set(networks[slug] for slug in row.shared)
        Endorsement.objects.bulk_create(
            Endorsement(initiative=initiative, network=networks[slug]) for slug in row.checked
        )
        text = {"language": "en", "title": f" {initiative.title}", "tags": "", "body": ""}
        InitiativeText.objects.create(pk=text_key(initiative.pk, 0), initiative=initiative, **text)
        made.append(initiative)


# The same questions as plain queries ----------------------------------------------------------------------------------


def any_of(lookup, values):
    return reduce(or_, (Q(**{lookup: value}) for value in values))


def of_terms(field, codes):
    today = ("nursing" if code == "care" else "care" for code in codes if code in ("care", "nursing"))
    return Q(**{f"{field}__code__in": [*codes, *today]})


CONDITIONS = {
    "theme": lambda codes: of_terms("topics", [{"health": "care", "food": "meals"}[code] for code in codes]),
    "topic": lambda codes: of_terms("topics", codes),
    "hazard": lambda codes: of_terms("hazards", codes),
    "region": lambda codes: Q(city__country__in=[code for code, region in COUNTRIES.items() if region in codes]),
    "country": lambda codes: any_of("city__country", codes),
    "size": lambda codes: any_of("city__population", [{"under-50k": 40_000, "over-5m": 9_000_000}[c] for c in codes]),
    "network": lambda codes: any_of("shared_through__slug", codes) | any_of("endorsements__network__slug", codes),
    "member": lambda codes: Q(
        city__in=City.objects.filter(memberships__network__slug__in=codes, memberships__left="").values("pk")
    ),
    "language": lambda codes: any_of("text_language", codes),
    "year": lambda codes: any_of("start__startswith", codes),
    "status": lambda codes: any_of("status__code", codes),
    "evidence": lambda codes: reduce(or_, (EVIDENCE[code]() for code in codes)),
    "city": lambda codes: any_of("city__slug", codes),
    "like": lambda codes: ~any_of("city__slug", codes),
}
EVIDENCE = {
    "results": lambda: ~Q(results=[]),
    "adapted": lambda: Q(pk__in=public().exclude(adapted_from=None).values("adapted_from")),
}


def public():
    return Initiative.objects.filter(archived_at=None)


def counted(filters, asked):
    rows = public()
    for name, codes in filters.items():
        rows = rows.filter(pk__in=Initiative.objects.filter(CONDITIONS[name](codes)).values("pk"))
    if asked:
        # What is archived has words too: any word has to do only where no text at all has them all.
        has_all = Initiative.objects.filter(*(Q(title__contains=word) for word in asked))
        rows = rows.filter(pk__in=has_all.values("pk")) if has_all else rows.filter(any_of("title__contains", asked))
    return rows.distinct().count()
