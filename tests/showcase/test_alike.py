"""The page that asks which city the initiatives are to be like."""

import re

import pytest
from django.urls import reverse

from tests.factories import CityFactory, InitiativeFactory

pytestmark = pytest.mark.django_db
PAGE = "/initiatives/like/"


@pytest.fixture
def springfields():
    return [CityFactory(name="Springfield", slug=f"springfield-{n}", country="US", population=n) for n in (2, 1)]


def test_clear_name_leads_to_the_list_with_its_filters(client):
    CityFactory(name="Lima", slug="lima-pe", country="PE")

    response = client.get(PAGE, {"place": "lima", "country": ["PE", "CL"], "page": "3"})

    assert (response.status_code, response["Location"]) == (302, "/initiatives/?country=PE&country=CL&like=lima-pe")


def test_city_chosen_from_the_list_that_opens_is_the_one(client, springfields):
    response = client.get(PAGE, {"place": "Springfield", "place_slug": "springfield-1"})

    assert response["Location"] == "/initiatives/?like=springfield-1"


def test_name_of_several_cities_is_asked_back(client, springfields):
    page = client.get(PAGE, {"place": "Springfield"}).content.decode()

    assert "Several places are called “Springfield”. Choose the one you mean." in page
    assert re.findall('type="radio" name="place_slug" value="([^"]+)"', page) == ["springfield-2", "springfield-1"]


@pytest.mark.parametrize(("typed", "said"), [("", "Write the name of the city."), ("Atlantis", "“Atlantis”")])
def test_name_of_no_city_is_kept_and_said(client, typed, said):
    response = client.get(PAGE, {"place": typed, "country": "PE"})

    page = response.content.decode()
    assert (response.status_code, said in page, f'value="{typed}"' in page) == (200, True, True)
    assert '<input type="hidden" name="country" value="PE">' in page


def test_page_sets_no_cookie_and_stays_out_of_search_engines(client):
    response = client.get(PAGE)

    assert (dict(response.cookies), '<meta name="robots" content="noindex">' in response.content.decode()) == ({}, True)


def test_list_in_the_order_of_likeness_asks_for_the_city_it_lacks(client):
    city = InitiativeFactory().city
    link = f'<a href="{PAGE}?country={city.country}">Choose a city</a>'

    without = client.get(reverse("initiatives"), {"sort": "like", "country": city.country}).content.decode()
    chosen = client.get(reverse("initiatives"), {"like": city.slug}).content.decode()

    assert (link in without, "Choose a city" in chosen) == (True, False)
