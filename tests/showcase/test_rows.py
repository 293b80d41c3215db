"""What one row of a list says of an initiative."""

import re

import pytest
from django.urls import reverse

from showcase.models import InitiativeDocument
from showcase.search import index
from tests.factories import CityFactory, InitiativeFactory, StoredFileFactory, TermFactory

pytestmark = pytest.mark.django_db


def body(client, query=""):
    return " ".join(client.get(reverse("initiatives") + query).content.decode().split())


def part(page, name):
    return re.search(rf'<(\w+) class="{name}"[^>]*>(.*?)</\1>', page)[2]


def test_row_shows_the_themes_of_its_topics_once_each_that_of_the_main_topic_first(client):
    food, health = (TermFactory(scheme="theme", code=code, label_en=code.title()) for code in ("food", "health"))
    markets, meals, care = (TermFactory(parent=theme) for theme in (food, food, health))
    InitiativeFactory(main_topic=care, topics=[markets, meals, care])

    assert re.findall(r'<span class="topic">\s*(\w+)</span>', part(body(client), "meta")) == ["Health", "Food"]


def test_row_counts_documents_and_those_who_adapted_it(client):
    initiative = InitiativeFactory()
    InitiativeDocument.objects.create(initiative=initiative, file=StoredFileFactory(), title="Plan")
    InitiativeFactory.create_batch(2, adapted_from=initiative, text_language="es")

    evidence = part(body(client, "?language=en"), "evidence")

    assert re.findall(r"</svg>\s*([^<]+)</li>", evidence) == ["No results yet", "1 document", "Adapted by 2 others"]


def test_row_shows_the_beginning_of_a_long_summary(client):
    InitiativeFactory(summary="The first sentence stays. " * 30)

    assert part(body(client), "summary") == "The first sentence stays. " * 7 + "…"


def test_row_marks_what_was_searched_in_title_and_summary(client):
    InitiativeFactory(title="Older people first", summary="For people & pets.")

    page = body(client, "?q=older+PEOPLE")

    assert re.findall(r"<mark>([^<]+)</mark>", page) == ["Older people", "people"]
    assert part(page, "summary") == "For <mark>people</mark> &amp; pets."


def test_row_shows_the_passage_in_which_a_word_was_found_beyond_the_beginning(client):
    InitiativeFactory(title="Meals", summary="The city cooks. " * 30, solution="First words. Volunteers <carry> them.")

    page = body(client, "?q=meals+volunteers")

    assert part(page, "summary passage") == "First words. <mark>Volunteers</mark> &lt;carry&gt; them."


def test_row_found_in_a_translation_says_so_and_shows_it_in_its_language(client):
    translated, plain = InitiativeFactory(title="Meals"), InitiativeFactory(title="Comida")
    translated.translations.create(language="es", texts={"title": "Comidas para todos"}, state="city")
    index([translated])

    page = body(client, "?q=comida")

    assert re.findall(r'<h2><a href="([^"]+)"', page) == [plain.get_absolute_url(), translated.get_absolute_url()]
    assert page.count("<span>Found through a translation</span>") == 1
    assert '<p class="summary passage" lang="es" dir="ltr"><mark>Comidas</mark> para todos</p>' in page
    assert "1 of these was found through a translation." in page


def test_empty_search_offers_to_go_without_it_and_to_look_among_cities_and_networks(client):
    InitiativeFactory(title="Meals", city=CityFactory(country="PE"))

    page = body(client, "?q=bicycles+%26+more&country=PE")

    assert re.findall(r'<li><a href="([^"]+)">Without “([^”]+)”</a> <span class="count">(\d+)', page) == [
        ("?country=PE", "Search: bicycles &amp; more", "1")
    ]
    assert 'href="/search/?q=bicycles%20%26%20more"' in page


@pytest.mark.parametrize(("query", "said"), [("meals+bicycles", True), ("meals", False), ("", False)])
def test_list_says_when_only_some_of_the_words_were_found(client, query, said):
    InitiativeFactory(title="Meals")

    assert ("Nothing has all of these words." in body(client, f"?q={query}")) is said
