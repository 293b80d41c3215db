"""Cities like mine: what comes first, and the reasons that are given."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from cities.models import City
from showcase.filters import InitiativeFilter
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory

pytestmark = pytest.mark.django_db
MILLIONS = 9_000_000


@pytest.fixture
def lima():
    return CityFactory(name="Lima", slug="lima-pe", country="PE", population=MILLIONS)


@pytest.fixture
def others(lima):
    """Initiatives of other cities by their titles, those that share least made first."""
    c40, iclei = NetworkFactory(acronym="C40"), NetworkFactory(acronym="ICLEI")
    cities = {
        "nothing": CityFactory(country="JP", population=100),
        "region": CityFactory(country="BR"),
        "left": CityFactory(country="BR"),
        "language": CityFactory(country="ES"),
        "size": CityFactory(country="JP", population=MILLIONS),
        "networks": CityFactory(country="JP"),
        "country": CityFactory(country="PE"),
        "most": CityFactory(country="PE", population=MILLIONS),
    }
    for network in (c40, iclei):
        MembershipFactory(city=lima, network=network)
        MembershipFactory(city=cities["networks"], network=network)
    MembershipFactory(city=cities["most"], network=c40)
    MembershipFactory(city=cities["left"], network=c40, left="2019")
    return {title: InitiativeFactory(title=title, city=city) for title, city in cities.items()}


def listed(query):
    filterset = InitiativeFilter(QueryDict(query))
    return [key for keys in (filterset.keys[start : start + 3] for start in range(0, 12, 3)) for key in keys]


def test_initiatives_come_by_how_close_their_city_is_and_its_own_do_not_come(others, lima):
    InitiativeFactory(title="Its own", city=lima)

    order = ["most", "country", "networks", "size", "language", "left", "region", "nothing"]
    assert listed("like=lima-pe") == [others[title].pk for title in order]


def test_city_without_an_initiative_can_be_compared_with(others, lima):
    assert len(listed("like=lima-pe")) == len(others)


def test_rows_say_what_their_city_shares_with_the_chosen_one(client, others):
    page = " ".join(client.get(reverse("initiatives"), {"like": "lima-pe"}).content.decode().split())

    titles = {each.get_absolute_url(): title for title, each in others.items()}
    rows = re.findall(r'<h2><a href="([^"]+)".*?<p class="meta">(.*?)</p>', page)
    assert {titles[href]: "".join(re.findall("Like Lima: ([^<]+)", meta)) for href, meta in rows} == {
        "most": "same country, same size, same network: C40",
        "country": "same country",
        "networks": "same network: C40, ICLEI",
        "size": "same size",
        "language": "same official language",
        "left": "same region",
        "region": "same region",
        "nothing": "",
    }
    assert "Cities like: <b>Lima</b>" in page


def test_other_orders_and_filters_can_be_chosen_beside_it(others):
    newest = [each.pk for each in reversed(others.values())]

    assert listed("like=lima-pe&sort=newest") == newest
    assert listed("like=lima-pe&country=PE") == [others["most"].pk, others["country"].pk]
    assert listed("sort=like") == newest


def test_comparison_asks_the_same_queries_for_any_number_of_rows(client, others, django_assert_num_queries):
    client.get(reverse("initiatives"), {"like": "lima-pe", "country": "PE"})

    with django_assert_num_queries(4):  # the version, the city that is checked and named, the rows
        client.get(reverse("initiatives"), {"like": "lima-pe"})


def test_new_member_of_a_network_moves_up(others, lima):
    listed("like=lima-pe")

    for membership in lima.memberships.all():
        MembershipFactory(network=membership.network, city=City.objects.get(initiatives=others["language"]))

    assert listed("like=lima-pe")[:3] == [others[title].pk for title in ("most", "country", "language")]


def test_page_of_a_city_leads_to_those_like_it(client, lima):
    MembershipFactory(city=lima)

    assert 'href="/initiatives/?like=lima-pe"' in client.get(lima.get_absolute_url()).content.decode()
