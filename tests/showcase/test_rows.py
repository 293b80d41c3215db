"""What one row of a list says of an initiative."""

import re

import pytest
from django.urls import reverse

from showcase.models import InitiativeDocument
from tests.factories import InitiativeFactory, StoredFileFactory, TermFactory

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
