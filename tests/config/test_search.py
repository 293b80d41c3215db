"""The search across initiatives, cities and networks."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    CityFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ReportFactory,
    TermFactory,
    WebinarFactory,
)

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<h3><a href="([^"]+)"')
TAB = re.compile(r'<a href="(\?[^"]*)"( aria-current="page")?>([\w ]+) <span class="count">([\d,]+)</span></a>')


def page(client, **query):
    return " ".join(client.get(reverse("search"), query).content.decode().split())


def tabs(page):
    return [(label, count, bool(chosen)) for _href, chosen, label, count in TAB.findall(page)]


@pytest.fixture
def munich():
    city = CityFactory(name="Munich", slug="munich-de", alternate_names="München\nMonaco di Baviera", country="DE")
    network = NetworkFactory(name="Munich Network", acronym="MUC")
    MembershipFactory(city=city, network=network)
    made = [InitiativeFactory(title=f"Garden {number}", city=city) for number in range(7)]
    return city, network, made


def test_first_tab_shows_the_best_of_each_kind_and_how_many_there_are(client, munich):
    city, network, made = munich

    answer = page(client, q="munich")

    assert tabs(answer) == [
        ("Everything", "9", True),
        ("Initiatives", "7", False),
        ("Cities", "1", False),
        ("Networks", "1", False),
        ("Live sessions", "0", False),
        ("Reports", "0", False),
    ]
    found = LINK.findall(answer)
    assert len(found) == 7
    assert found[5:] == [city.get_absolute_url(), network.get_absolute_url()]
    assert set(found[:5]) < {each.get_absolute_url() for each in made}
    assert 'href="/initiatives/?q=munich">Show all 7 on their list' in answer


@pytest.mark.parametrize("text", ["MÜNCHEN", "munchen", "monaco di bav"])
def test_cities_are_found_by_any_of_their_names(client, munich, text):
    assert LINK.findall(page(client, q=text, type="cities")) == [munich[0].get_absolute_url()]


def test_networks_are_found_by_their_acronym(client, munich):
    assert LINK.findall(page(client, q="muc", type="networks")) == [munich[1].get_absolute_url()]


def test_tab_of_one_kind_shows_all_of_it_by_pages(client, munich):
    InitiativeFactory.create_batch(16, title="Garden")

    answer = page(client, q="garden", type="initiatives", page=2)

    assert tabs(answer)[1] == ("Initiatives", "23", True)
    assert len(LINK.findall(answer)) == 3
    assert "21 to 23 of 23" in answer


def test_search_without_words_asks_for_some_and_shows_no_tabs(client, munich):
    answer = page(client)

    assert (tabs(answer), LINK.findall(answer)) == ([], [])
    assert "Write what you look for" in answer


def test_search_that_finds_nothing_says_so_and_how_to_go_on(client, munich):
    answer = page(client, q="xylophone")

    assert [count for _label, count, _chosen in tabs(answer)] == ["0"] * 6
    assert "Nothing here has these words" in answer


def test_empty_tab_leads_back_to_what_was_found(client, munich):
    answer = page(client, q="garden", type="networks")

    assert 'Nothing of this kind has these words</h2> <p><a href="?q=garden">Show the 7 of other kinds</a>' in answer


def test_other_words_are_offered_where_nothing_has_these(client, munich):
    assert 'Did you mean <a href="?q=garden"><bdi>garden</bdi></a>?' in page(client, q="gardne")
    assert "Did you mean" not in page(client, q="muc garden x")


@pytest.mark.parametrize(("query", "wrong"), [({"type": "people"}, "Kind"), ({"page": "x"}, "Page")])
def test_wrong_value_is_named_and_nothing_is_shown(client, munich, query, wrong):
    answer = page(client, q="munich", **query)

    assert re.findall(r"<b>([^<]+):</b>", answer) == [wrong]
    assert LINK.findall(answer) == []


def test_search_page_is_for_no_other_search_engine_and_the_masthead_leads_there(client):
    answer = page(client)

    assert '<meta name="robots" content="noindex">' in answer
    assert '<a class="search" href="/search/">' in answer
    assert 'rel="canonical"' not in answer


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    for number in range(count):
        city = CityFactory(name=f"Same {number}")
        InitiativeFactory(title="Same", city=city)
        NetworkFactory(name=f"Same {number}")
        ReportFactory(title="Same")
        WebinarFactory(title="Same", state="held", topics=[TermFactory()], cities=[CityFactory()])
    client.get(reverse("initiatives"))  # reads the lists into memory
    client.get(reverse("cities"))
    client.get(reverse("sessions"))
    client.get(reverse("library"))

    with django_assert_num_queries(16):
        assert len(LINK.findall(page(client, q="same"))) == 5 * count
