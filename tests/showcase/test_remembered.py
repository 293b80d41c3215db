"""What is remembered while the list stays as it is belongs to exactly what was asked."""

import pytest
from django.utils import translation

from catalogue.snapshots import Memory
from showcase.facets import panel
from showcase.filters import InitiativeFilter
from tests.factories import CityFactory, InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    for country in ("FR", "FR", "KR"):
        InitiativeFactory(city=CityFactory(country=country))


def shown(**asked):
    return panel(InitiativeFilter(asked), "/initiatives/")


def test_panel_is_made_once_for_all_pages_of_a_choice(made):
    assert shown(country=["FR"], page="1") is shown(country=["FR"], page="2")


@pytest.mark.parametrize(
    "asked", [{}, {"country": ["KR"]}, {"sort": "city"}, {"all": ["country"]}, {"q": "initiative"}, {"country": ["XX"]}]
)
def test_panel_remembered_is_the_panel_made_anew(made, asked):
    first = {key: shown(**each) for key, each in enumerate(({}, {"country": ["FR"]}, {"sort": "started"}, asked))}
    again = shown(**asked)
    InitiativeFilter.current.forget()

    assert again is first[3]
    assert again == shown(**asked)


def test_panel_speaks_the_language_of_the_page(made):
    english = shown()
    with translation.override("fr"):
        french = shown()

    assert ("France" in english, "Corée du Sud" in english, "Corée du Sud" in french) == (True, False, True)


def test_number_of_cities_follows_what_is_asked(made):
    asked = ({}, {"country": ["FR"]}, {"country": ["KR"]}, {"country": ["nowhere"]}, {"page": "2"})

    assert [InitiativeFilter(each).number_of_cities for each in asked] == [3, 2, 1, 0, 3]


def test_memory_forgets_what_was_not_asked_for_longest():
    memory = Memory(most=2)
    memory.put("a", 1)
    memory.put("b", 2)
    memory.get("a")
    memory.put("c", 3)

    assert [memory.get(key) for key in "abc"] == [1, None, 3]
