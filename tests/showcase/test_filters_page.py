"""The filters on a page of their own, for narrow screens."""

import re

import pytest
from django.urls import reverse

from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db
CONTROL = re.compile(
    r'<input (?:class="box" )?type="(hidden|checkbox)" (?:id="[^"]+" )?name="(\w+)" value="([^"]*)"( checked)?'
)


def body(client, query="", name="initiatives-filters"):
    return " ".join(client.get(reverse(name) + query).content.decode().split())


def test_form_leads_to_the_list_and_keeps_everything_chosen(client):
    city = CityFactory(country="KE", slug="nairobi-ke")
    topic = TermFactory(code="markets", parent=TermFactory(scheme="theme", code="food"))
    InitiativeFactory(city=city, title="Market", topics=[topic], main_topic=topic)

    page = body(client, "?q=market&topic=markets&country=KE&city=nairobi-ke&sort=city")

    kept = [(name, value) for kind, name, value, checked in CONTROL.findall(page) if kind == "hidden" or checked]
    assert sorted(kept) == [
        ("city", "nairobi-ke"),
        ("country", "KE"),
        ("q", "market"),
        ("sort", "city"),
        ("topic", "markets"),
    ]
    assert re.findall(r'<form class="filters whole" action="([^"]+)" method="get"', page) == [reverse("initiatives")]


def test_page_says_how_many_it_would_show(client):
    InitiativeFactory(text_language="es")
    InitiativeFactory(text_language="fr")

    page = body(client, "?language=es")

    assert re.findall(r'<button class="button primary">([^<]+)</button>', page) == ["Show 1"]
    assert re.findall(r'<a href="([^"]+)">Back to 1 result</a>', page) == [f"{reverse('initiatives')}?language=es"]


def test_wrong_value_shows_nothing_and_breaks_nothing(client):
    InitiativeFactory()

    assert re.findall(r">(Show \d+)<", body(client, "?region=moon&page=x")) == ["Show 0"]


def test_list_leads_narrow_screens_to_its_filters_with_what_is_chosen(client):
    InitiativeFactory(text_language="es")

    page = body(client, "?language=es&sort=city", "initiatives")

    link = f"{reverse('initiatives-filters')}?language=es&amp;sort=city"
    assert re.findall(r'narrow-only" id="filters-link" href="([^"]+)">(Filters[^<]*)<', page) == [(link, "Filters (1)")]


def test_list_keeps_the_city_when_filters_are_applied(client):
    InitiativeFactory(city=CityFactory(slug="nairobi-ke"))

    assert CONTROL.findall(body(client, "?city=nairobi-ke", "initiatives"))[0] == ("hidden", "city", "nairobi-ke", "")
