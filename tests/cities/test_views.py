import re

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import touch
from cities.models import City
from config.kept_pages import pages
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory, TermFactory

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'<li class="entry">.*?<a href="([^"]+)"', re.DOTALL)
ROW = re.compile(r'<li class="rec.*?<h[23]><a href="([^"]+)"', re.DOTALL)


def body(response):
    return " ".join(response.content.decode().split())


def entries(client, query=""):
    return ENTRY.findall(client.get(reverse("cities") + query).content.decode())


def member(**fields):
    return MembershipFactory(city=CityFactory(**fields)).city


def addresses(*objects):
    return [each.get_absolute_url() for each in objects]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    cities = [InitiativeFactory().city for _ in range(count)]

    entries(client)  # reads the list into memory
    pages.forget()
    with django_assert_num_queries(2):
        found = entries(client)

    assert found == addresses(*sorted(cities, key=lambda city: city.names_folded))


def test_list_holds_cities_with_public_initiatives_and_current_members_that_are_confirmed(client):
    network = NetworkFactory()
    acting = InitiativeFactory(city=CityFactory(name="Acting")).city
    belonging = member(name="Belonging")
    CityFactory(name="Neither")
    MembershipFactory(city=CityFactory(name="Left"), network=network, left="2019")
    InitiativeFactory(city=CityFactory(name="Archived"), archived_at=timezone.now())
    member(name="Proposed", state="proposed")

    assert entries(client) == addresses(acting, belonging)


def test_list_is_filtered_by_name_region_and_country(client):
    munich = member(name="Munich", alternate_names="München", country="DE")
    lima = member(name="Lima", country="PE")

    assert entries(client, "?q=munchen") == addresses(munich)
    assert entries(client, "?region=latin-america-caribbean") == addresses(lima)
    assert entries(client, "?country=PE&country=DE") == addresses(lima, munich)


def listed_cities():
    """Four cities that differ in everything, each called for what it is."""
    network = NetworkFactory(slug="c40", acronym="C40")
    MembershipFactory(city=CityFactory(name="Left", population=100_000), network=network, left="2019")
    InitiativeFactory(city=City.objects.get(name="Left"))
    return {
        "Left": City.objects.get(name="Left"),
        "Member": MembershipFactory(city=CityFactory(name="Member", population=6_000_000), network=network).city,
        "Other": member(name="Other", population=10),
        "Acting": InitiativeFactory(city=CityFactory(name="Acting", country="PE")).city,
    }


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("network=c40", ["Member"]),
        ("size=50k-250k&size=over-5m", ["Left", "Member"]),
        ("has=initiatives", ["Acting", "Left"]),
        ("has=initiatives&size=50k-250k", ["Left"]),
        ("q=le&has=initiatives", ["Left"]),
    ],
)
def test_list_is_filtered_by_network_size_and_whether_there_are_initiatives(client, query, shown):
    cities = listed_cities()

    assert entries(client, f"?{query}") == addresses(*(cities[name] for name in shown))


def test_numbers_of_a_facet_leave_out_its_own_choice_and_keep_the_others(client):
    listed_cities()

    page = body(client.get(reverse("cities"), {"size": "50k-250k", "has": "initiatives"}))

    options = r'name="(\w+)" value="([\w-]+)"[^>]*>[^/]*<span>[^<]*</span></label> <span class="count">(\d+)'
    counts = re.findall(options, page)
    assert [count for count in counts if count[2] != "0"] == [
        ("region", "europe", "1"),
        ("country", "FR", "1"),
        ("has", "initiatives", "1"),
        ("size", "50k-250k", "1"),
    ]
    assert '<span class="of">of 4</span>' in page


def test_list_follows_when_an_initiative_moves_to_another_city(client):
    initiative = InitiativeFactory(city=CityFactory(name="First"))
    first, second = initiative.city, CityFactory(name="Second")
    assert entries(client, "?has=initiatives") == addresses(first)

    Initiative.objects.filter(pk=initiative.pk).update(city=second)
    touch(initiative, first)

    assert entries(client, "?has=initiatives") == addresses(second)


def test_list_says_how_many_initiatives_and_networks_each_city_has(client):
    city = member(name="Lima")
    MembershipFactory(city=city)
    InitiativeFactory(city=city)
    InitiativeFactory(city=city, archived_at=timezone.now())

    assert re.findall(r'<p class="count"> (.*?) </p>', body(client.get(reverse("cities")))) == [
        "1 initiative<br>2 networks"
    ]


def test_list_names_a_wrong_value_and_shows_no_city(client):
    member()

    page = body(client.get(reverse("cities"), {"country": "XX", "page": "x"}))

    assert re.findall(r"<b>([^<]+):</b>", page) == ["Page", "Country"]
    assert '<li class="entry">' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_city_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    city = CityFactory()
    topic = TermFactory()
    made = [InitiativeFactory(city=city, main_topic=topic) for _ in range(count)]
    for _ in range(count):
        MembershipFactory(city=city)

    with django_assert_num_queries(12):
        response = client.get(city.get_absolute_url())

    assert ROW.findall(response.content.decode()) == addresses(*reversed(made))


def test_city_shows_a_population_only_with_its_source(client):
    told = member(population=8_574_974, population_source="Census", population_date="2017")
    untold = member(population=1_000_000)

    assert ["inhabitants" in body(client.get(city.get_absolute_url())) for city in (told, untold)] == [True, False]
    assert "<dd>8,574,974</dd>" in body(client.get(told.get_absolute_url()))


def test_city_names_its_networks_and_what_tells_it_from_its_namesakes(client):
    city = member(name="León", country="MX", admin_area="Guanajuato")

    page = body(client.get(city.get_absolute_url()))

    assert "Guanajuato, Mexico, Central America" in page
    assert re.findall(r'<li><a href="(/networks/[^"]+)">', page) == addresses(city.memberships.get().network)


@pytest.mark.parametrize("state", ["proposed", "confirmed"])
def test_city_that_nobody_lists_has_no_page(client, state):
    city = CityFactory(state=state)
    InitiativeFactory(city=city, archived_at=timezone.now())

    assert client.get(city.get_absolute_url()).status_code == 404


def test_proposed_city_has_no_page_even_with_an_initiative(client):
    city = CityFactory(state="proposed")
    InitiativeFactory(city=city)

    assert client.get(city.get_absolute_url()).status_code == 404
