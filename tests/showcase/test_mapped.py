"""The list of initiatives as a map: the same filters, the same totals, links that keep them."""

import gzip
import re
from collections import Counter

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalogue.models import touch
from cities.maps.extents import extents
from cities.maps.spots import MOST
from cities.models import City
from showcase.filters import InitiativeFilter
from showcase.indexing import initiatives
from showcase.mapped import ResultMap, counted
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db
CIRCLE = re.compile(r'<a href="([^"]+)"([^>]*)><title>([^<]+)</title>')
CELL = re.compile(r'<li><a href="([^"]+)"><bdi>([^<]+)</bdi></a><span class="count">([^<]+)</span>')
ADDRESS = "/initiatives/?view=map"


def city(name, country, longitude, latitude):
    slug = f"{name.lower()}-{country.lower()}"
    return CityFactory(name=name, slug=slug, country=country, longitude=longitude, latitude=latitude)


@pytest.fixture
def catalogue():
    health, food = TermFactory(code="health"), TermFactory(code="food")
    lisbon, madrid, lima = (
        city("Lisbon", "PT", -9.1, 38.7),
        city("Madrid", "ES", -3.7, 40.4),
        city("Lima", "PE", -77, -12),
    )
    for place, topics in (
        (lisbon, [health]),
        (lisbon, [food]),
        (madrid, [health]),
        (lima, [food]),
        (lima, [food]),
        (lima, []),
    ):
        InitiativeFactory(city=place, topics=topics, main_topic=topics[0] if topics else None)


def found(query=""):
    return ResultMap(InitiativeFilter(QueryDict(f"view=map&{query}")))


def page(client, query=""):
    return client.get(f"{ADDRESS}&{query}").content.decode()


@pytest.mark.parametrize(
    "query", ["", "topic=food", "region=europe", "topic=health&country=ES", "q=Initiative", "topic=none"]
)
def test_map_table_and_list_find_the_same(catalogue, client, query):
    as_list = Initiative.objects.filter(pk__in=list(InitiativeFilter(QueryDict(query)).keys))
    by_city = Counter(each.city.name for each in as_list.select_related("city"))

    html = page(client, query)

    assert {name: int(number) for _href, name, number in CELL.findall(html)} == by_city
    titles = [title for _href, _more, title in CIRCLE.findall(html)]
    assert {title.split(",")[0]: int(title.split(": ")[1].split()[0]) for title in titles} == by_city
    assert sum(by_city.values()) == len(as_list)


def test_circles_and_table_have_the_same_links_in_the_same_order(catalogue, client):
    html = page(client, "topic=food&sort=city")

    assert [href for href, _more, _title in CIRCLE.findall(html)] == [
        href for href, _name, _number in CELL.findall(html)
    ]
    assert CIRCLE.findall(html)[0][0] == "?topic=food&amp;sort=city&amp;view=map&amp;city=lima-pe"


def test_tightest_extent_is_taken_and_another_one_may_be_asked_for(catalogue):
    codes = [found(query).extent.code for query in ("", "region=europe", "country=PT", "region=europe&extent=world")]

    assert codes == ["world", "southern-europe", "pt", "world"]


def test_what_lies_outside_of_the_map_that_was_asked_for_is_told(catalogue, client):
    html = page(client, "extent=es")

    assert "1 city lies outside of this map." in html
    assert [name for _href, name, _number in CELL.findall(html)] == ["Lima", "Lisbon", "Madrid"]


def test_city_that_is_chosen_opens_beside_the_map_and_narrows_nothing(catalogue, client):
    html = page(client, "city=lisbon-pt&topic=food")

    assert re.findall(r'<h2 id="open-lisbon-pt" tabindex="-1"><bdi>(\w+)</bdi>', html) == ["Lisbon"]
    assert "1 of 2 initiatives match" in html
    assert [(href.count("city="), "aria-current" in more) for href, more, _title in CIRCLE.findall(html)] == [
        (1, False),
        (1, True),
    ]
    assert [name for _href, name, _number in CELL.findall(html)] == ["Lima", "Lisbon"]
    assert 'class="chip" href="?city=lisbon-pt&amp;view=map"' in html  # the topic's; the city has none


def test_switch_leads_to_the_list_of_the_same_results_and_back(catalogue, client):
    def links(query):
        html = client.get(f"/initiatives/?{query}").content.decode()
        return re.search(r'id="view"><a href="([^"]*)"([^>]*)>List</a><a href="([^"]*)"([^>]*)>Map</a>', html).groups()

    assert links("topic=food&view=map&extent=world&city=lima-pe") == (
        "?topic=food",
        "",
        "?topic=food&amp;city=lima-pe&amp;extent=world&amp;view=map",
        ' aria-current="true"',
    )
    assert links("topic=food")[1::2] == (' aria-current="true"', "")


def test_form_of_the_filters_keeps_the_map_and_the_city(catalogue, client):
    html = page(client, "extent=europe&city=lima-pe")

    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', html)
    assert sorted(kept) == [("city", "lima-pe"), ("extent", "europe"), ("view", "map")]


def test_initiative_without_city_and_city_without_position_are_told(client):
    InitiativeFactory(city=CityFactory(name="Nowhere"))
    lost = InitiativeFactory()
    Initiative.objects.filter(pk=lost.pk).update(city=None)
    touch(lost)

    html = page(client)

    assert "1 city has no known position and is in the table alone." in html
    assert "1 initiative names no city and is on the list alone." in html
    assert [name for _href, name, _number in CELL.findall(html)] == ["Nowhere"]


def test_map_of_nothing_offers_the_ways_out_of_the_list(catalogue, client):
    html = page(client, "topic=food&country=ES")

    assert ('<svg class="map"' in html, "No initiative matches" in html) == (False, True)
    assert '<a href="?view=map">Clear all</a>' in html


@pytest.mark.parametrize("query", ["extent=atlantis", "view=map&country=XX"])
def test_wrong_value_is_named_on_the_map_too(catalogue, client, query):
    html = page(client, query)

    assert ('class="problems' in html, '<svg class="map"' in html) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_map_asks_the_same_queries_for_any_number_of_cities(client, django_assert_num_queries, count):
    for number in range(count):
        InitiativeFactory(city=city(f"Place{number}", "ES", number, 40))

    initiatives.get()
    with django_assert_num_queries(4):  # the version; words, networks and places, once for each state of the list
        page(client)
    with django_assert_num_queries(1):
        page(client)
    with django_assert_num_queries(3):  # whether the city is one, and its initiatives
        page(client, "city=place0-es")


def test_map_follows_what_is_published_and_taken_away(catalogue, client):
    before = CELL.findall(page(client))
    gone = Initiative.objects.get(city__slug="madrid-es")
    gone.archived_at = timezone.now()
    gone.save()
    touch(gone)

    assert [name for _href, name, _number in before] == ["Lima", "Lisbon", "Madrid"]
    assert [name for _href, name, _number in CELL.findall(page(client))] == ["Lima", "Lisbon"]


# Five thousand cities ------------------------------------------------------------------------------------------------


@pytest.fixture
def crowded():
    """5,000 cities, most of them close together, two initiatives each: written at once, published like the first."""
    model = InitiativeFactory(city=city("First", "ES", -3.7, 40.4))
    countries = ("ES", "FR", "IN", "BR", "US", "NG")
    centres = {"ES": (-4, 40), "FR": (2, 47), "IN": (78, 22), "BR": (-46, -15), "US": (-95, 39), "NG": (8, 9)}
    places = []
    for number in range(5000):
        country = countries[number % 6]
        longitude, latitude = centres[country]
        places.append(
            City(
                name=f"A city with a name {number}",
                slug=f"a-city-with-a-name-{number}-{country.lower()}",
                country=country,
                longitude=longitude + (number * 37 % 100 - 50) / 16,
                latitude=latitude + (number * 61 % 100 - 50) / 16,
            )
        )
    for each in places:
        each.derive()
    places = City.objects.bulk_create(places)
    rows = [copy_of(model, place, number) for number, place in enumerate(places)]
    Initiative.objects.bulk_create(rows)
    touch(model)
    initiatives.forget()


def copy_of(model, place, number):
    fields = {
        each.attname: getattr(model, each.attname) for each in Initiative._meta.concrete_fields if not each.primary_key
    }
    unique = {"code": f"CS-2021-{number:05}", "slug": f"copy-{number}", "city_id": place.pk}
    return Initiative(**fields | unique)


def test_map_of_five_thousand_cities_is_light_and_keeps_every_one_within_reach(crowded, client):
    for query in ("", "country=ES", "country=ES&extent=es&city=a-city-with-a-name-6-es"):
        html = page(client, query)
        figure = html[html.index('<figure id="map">') : html.index("</figure>")]

        assert len(CIRCLE.findall(figure)) <= MOST
        assert len(figure.encode()) < 60_000
        assert len(gzip.compress(html.encode(), 6)) < 22_000


def test_circle_of_several_leads_closer_until_its_cities_are_listed(crowded, client):
    world = found()
    several = [spot for spot in world.drawing.spots if len(spot.members) > 1]
    closest = found("country=ES&extent=es")
    crowd = next(spot for spot in closest.drawing.spots if len(spot.members) > 1)

    codes = {world.link(spot).split("extent=")[1] for spot in several}
    assert min(extents()[code].scale for code in codes) > world.extent.scale
    assert closest.link(crowd) == f"?country=ES&view=map&extent=es&city={crowd.place.slug}"
    opened = found(f"country=ES&extent=es&city={crowd.place.slug}").opened[0]
    assert [place.pk for place, _href in opened.near] == [place.pk for place, _number in crowd.members[1:31]]


def test_every_circle_together_stands_for_every_result(crowded):
    for query in ("", "country=IN", "region=europe"):
        result = found(query)

        assert result.drawing.number == len(result.filterset.mask)
        assert sum(number for _place, number in counted(result.filterset)) == len(result.filterset.mask)


def test_table_of_five_thousand_cities_comes_in_pages(crowded, client):
    first, last = page(client), page(client, "page=9999")

    assert (len(CELL.findall(first)), len(CELL.findall(last))) == (60, 5001 % 60)
