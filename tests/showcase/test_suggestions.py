"""What is offered while somebody types into a search box."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db


def suggested(client, text, prefix=""):
    answer = client.get(f"{prefix}/initiatives/suggestions.json", {"q": text})
    return [tuple(each.values()) for each in answer.json()["results"]]


@pytest.fixture
def catalogue():
    mobility = TermFactory(
        scheme="theme", code="mobility", label_en="Mobility", label_es="Movilidad", label_de="Verkehr"
    )
    buses = TermFactory(code="buses", parent=mobility, label_en="Buses and mobile stops", label_de="Busse")
    TermFactory(code="mobile", label_en="Mobile but unused")
    modena = CityFactory(name="Modena", slug="modena-it", country="IT")
    CityFactory(name="Moscow")
    InitiativeFactory.create_batch(2, city=modena, topics=[buses])
    return [
        InitiativeFactory(title="A mobile library", city=modena),
        InitiativeFactory(title="Mobile tables"),
        InitiativeFactory(title="Mobile and gone", archived_at=timezone.now()),
    ]


def test_cities_topics_and_titles_with_words_that_begin_so_are_offered(client, catalogue):
    library, tables, _gone = catalogue

    assert suggested(client, "mo") == [
        ("City", "Modena", "Italy, 3 initiatives", "/initiatives/?city=modena-it"),
        ("Topic", "Mobility", "2 initiatives", "/initiatives/?theme=mobility"),
        ("Topic", "Buses and mobile stops", "2 initiatives", "/initiatives/?topic=buses"),
        ("Initiative", "Mobile tables", f"{tables.city.name}, France", tables.get_absolute_url()),
        ("Initiative", "A mobile library", "Modena, Italy", library.get_absolute_url()),
    ]


def test_offers_speak_the_language_of_the_page_and_understand_the_others(client, catalogue):
    [(_kind, label, _detail, href)] = suggested(client, "movil", "/de")

    assert (label, href) == ("Verkehr", "/de/initiatives/?theme=mobility")


@pytest.mark.parametrize("text", ["", "m", "!!", '"', "NEAR(", "a" * 5000, "mo\0", "😀😀", "mo'); --"])
def test_odd_texts_are_answered(client, catalogue, text):
    assert client.get(reverse("suggestions"), {"q": text}).status_code == 200


def test_suggestions_ask_three_queries(client, catalogue, django_assert_num_queries):
    client.get(reverse("initiatives"))  # reads the list into memory

    with django_assert_num_queries(3):
        assert len(suggested(client, "mo")) == 5


def test_box_of_the_initiatives_suggests_and_those_for_names_alone_do_not(client):
    offered = {name: "data-suggestions" in client.get(reverse(name)).content.decode() for name in NAMES}

    assert offered == NAMES


NAMES = {"home": True, "initiatives": True, "search": True, "cities": False, "networks": False}
