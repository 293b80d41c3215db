import re

import pytest
from django.utils.translation import override

from config.templatetags.addresses import in_languages
from showcase.social import picture_of
from tests.factories import InitiativeFactory

pytestmark = pytest.mark.django_db
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
CHOICE = re.compile(r'<a href="([^"]+)" lang="(\w\w)" hreflang="\w\w"( aria-current="true")?>')


def page(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize(("path", "language"), [("/cities/?q=a", "en"), ("/fr/cities/?q=a", "fr")])
def test_page_has_the_same_address_under_each_prefix(path, language):
    with override(language):
        found = in_languages(path)

    assert [each.href for each in found] == ["/cities/?q=a", "/es/cities/?q=a", "/fr/cities/?q=a", "/de/cities/?q=a"]
    assert [each.code for each in found if each.current] == [language]


def test_language_menu_keeps_path_and_query_and_marks_the_language_of_the_page(client):
    choices = CHOICE.findall(page(client, "/de/initiatives/?q=a%26b&region=europe"))

    rest = "initiatives/?q=a%26b&amp;region=europe"
    now = ' aria-current="true"'
    menu = [(f"/{rest}", "en", ""), (f"/es/{rest}", "es", ""), (f"/fr/{rest}", "fr", ""), (f"/de/{rest}", "de", now)]
    assert choices == menu * 2  # in the masthead, and in the menu of narrow screens


def test_search_engines_find_the_page_in_each_language_without_what_was_chosen(client):
    html = page(client, "/es/cities/?region=europe")

    assert CANONICAL.findall(html) == ["http://testserver/es/cities/"]
    assert dict(ALTERNATE.findall(html)) == {
        "en": "http://testserver/cities/",
        "es": "http://testserver/es/cities/",
        "fr": "http://testserver/fr/cities/",
        "de": "http://testserver/de/cities/",
        "x-default": "http://testserver/cities/",
    }


PAGES = {
    **{"": "", "?page=1": "", "?page=2": "?page=2", "?page=002": "?page=2", "?page=99999": "?page=2", "?page=-1": ""},
    **{"?page=2&q=initiative": "", "?page=x%22": "", "?page=2&utm_source=mail": ""},
}


def test_each_page_of_a_list_is_its_own_unless_something_was_chosen(client):
    for _ in range(21):
        InitiativeFactory()

    found = {query: CANONICAL.findall(page(client, f"/initiatives/{query}")) for query in PAGES}

    assert found == {query: [f"http://testserver/initiatives/{kept}"] for query, kept in PAGES.items()}


@pytest.mark.parametrize("path", ["/about/", "/", "/service-points/"])
def test_page_that_has_no_pages_has_one_address(client, path):
    assert CANONICAL.findall(page(client, f"{path}?page=2")) == [f"http://testserver{path}"]


def test_old_version_leads_search_engines_to_the_current_one(client):
    address = InitiativeFactory().get_absolute_url()

    assert CANONICAL.findall(page(client, f"{address}versions/1/")) == [f"http://testserver{address}"]


@pytest.mark.parametrize("address", ["/nothing/", "/account/login/"])
def test_page_that_is_no_page_for_search_engines_names_no_address(client, address):
    html = page(client, address)

    assert (CANONICAL.findall(html), ALTERNATE.findall(html)) == ([], [])


@pytest.mark.parametrize(("path", "title"), [("/de/about/", "Wer was prüft"), ("/initiatives/?page=1", "Initiatives")])
def test_shared_link_to_a_page_without_a_picture_shows_that_of_the_site(client, path, title):
    html = page(client, path)

    shared = dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]+)">', html))
    assert shared["title"].startswith(title)
    assert (shared["image"], shared["image:alt"]) == ("http://testserver/static/img/social.png", "City Showcase")


def test_shared_link_shows_a_picture_and_words_of_the_page(client):
    initiative = InitiativeFactory(title="Open <streets>", summary="Closed to cars.")

    html = page(client, initiative.get_absolute_url())

    assert dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]+)">', html)) == {
        "title": "Open &lt;streets&gt;",
        "description": "Closed to cars.",
        "site_name": "City Showcase",
        "type": "article",
        "image": f"http://testserver{picture_of(initiative).path}",
        "image:alt": f"{initiative.city.name}, France. Open &lt;streets&gt;",
        "image:width": "1200",
        "image:height": "630",
    }


def test_printed_initiative_names_its_record_version_and_date(client):
    html = page(client, InitiativeFactory(code="CS-2026-00012").get_absolute_url())

    line = re.search(r'<p class="on-paper">([^<]+)</p>', html)[1]
    assert line.split(",")[:2] == ["CS-2026-00012", " version 1"]


def test_missing_page_has_no_address_in_other_languages(client):
    choices = CHOICE.findall(page(client, "/de/nothing/?q=a"))

    assert [address for address, _code, _now in choices[:4]] == ["/", "/es/", "/fr/", "/de/"]
