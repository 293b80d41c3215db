"""The sitemap holds every public page in every language, and nothing else; it is what sitemaps.org describes."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import touch
from cities.models import PlaceState
from config import sitemap
from config.kept_pages import pages
from tests.config.test_linked import TYPES
from tests.factories import (
    CityFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ReportFactory,
    ServicePointFactory,
    WebinarFactory,
)

pytestmark = pytest.mark.django_db
PROTOCOL, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
SITE = "http://testserver"
LANGUAGES = ["en", "es", "fr", "de"]


def parsed(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)  # noqa: S314 -- what we wrote ourselves


def parts(client):
    return [each.findtext(f"{PROTOCOL}loc").removeprefix(SITE) for each in parsed(client, "/sitemap.xml")]


def urls(client):
    return [url for path in parts(client) for url in parsed(client, path)]


def located(client):
    """``{path: when it changed}``"""
    return {
        url.findtext(f"{PROTOCOL}loc").removeprefix(SITE): url.findtext(f"{PROTOCOL}lastmod") for url in urls(client)
    }


@pytest.fixture
def public():
    """Paths of what has a page, beside what has none, or none for search engines."""
    network = NetworkFactory()
    member, silent = MembershipFactory(network=network).city, CityFactory()
    initiative = InitiativeFactory(desk=network)
    InitiativeFactory(desk=network, city=silent, archived_at=timezone.now())
    InitiativeFactory(desk=network, city=silent, taken_down_at=timezone.now())
    CityFactory(state=PlaceState.PROPOSED)
    ServicePointFactory(kind="external")
    session = WebinarFactory(series__lead=network, state="held")
    WebinarFactory(series__lead=network, state="planned")
    things = [network, member, initiative, initiative.city, ServicePointFactory(), session, session.series]
    return [reverse(name) for name in sitemap.PAGES] + [each.get_absolute_url() for each in things]


def test_sitemap_is_the_set_of_all_public_addresses(client, public):
    found = [url.findtext(f"{PROTOCOL}loc").removeprefix(SITE) for url in urls(client)]

    assert sorted(found) == sorted(prefix + path for path in public for prefix in ("", "/es", "/fr", "/de"))


def test_every_address_is_that_by_which_its_page_calls_itself(client, public):
    for path in located(client):
        page = client.get(path)

        html = page.content.decode()
        assert (page.status_code, "noindex" in html) == (200, False)
        assert re.findall(r'<link rel="canonical" href="([^"]+)">', html) == [SITE + path]


def test_every_page_with_a_fixed_address_is_listed_or_asks_not_to_be_indexed(client):
    with_slug = ("city", "initiative", "initiative-version", "network", "report", "series", "service-point", "session")
    fixed = [name for name in TYPES if name not in with_slug]

    left_out = [name for name in fixed if "noindex" in client.get(reverse(name)).content.decode()]

    assert sorted([*left_out, *sitemap.PAGES]) == sorted(fixed)


def test_address_names_its_page_in_all_languages(client, public):
    [german] = [url for url in urls(client) if url.findtext(f"{PROTOCOL}loc") == f"{SITE}/de/about/"]

    links = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in german.findall(f"{XHTML}link")]
    paths = ["/about/", "/es/about/", "/fr/about/", "/de/about/", "/about/"]
    named = zip([*LANGUAGES, "x-default"], paths, strict=True)
    assert links == [("alternate", code, SITE + path) for code, path in named]


def test_dates_are_those_of_what_was_published(client):
    membership = MembershipFactory()
    initiative = InitiativeFactory()

    dates = located(client)

    at = f"{initiative.current_version.at:%Y-%m-%dT%H:%M:%SZ}"
    of = [initiative, initiative.city, membership.city, membership.network]
    assert [dates[each.get_absolute_url()] for each in of] == [at, at, None, None]


def test_every_part_is_what_the_schema_of_the_protocol_allows(client, public):
    for path in parts(client):
        root = parsed(client, path)
        assert (root.tag, 1 <= len(root) <= 50_000) == (f"{PROTOCOL}urlset", True)
        for url in root:
            assert url.tag == f"{PROTOCOL}url"
            names = [child.tag for child in url if child.tag.startswith(PROTOCOL)]
            assert names in ([f"{PROTOCOL}loc"], [f"{PROTOCOL}loc", f"{PROTOCOL}lastmod"])
            assert [child.tag for child in url] == names + [f"{XHTML}link"] * 5  # others follow the protocol's own
            assert 12 <= len(url.findtext(f"{PROTOCOL}loc")) <= 2048
            changed = url.findtext(f"{PROTOCOL}lastmod")
            assert changed is None or datetime.fromisoformat(changed).tzinfo


def test_index_is_what_the_schema_of_the_protocol_allows(client, public):
    root = parsed(client, "/sitemap.xml")

    assert root.tag == f"{PROTOCOL}sitemapindex"
    assert {(each.tag, *(child.tag for child in each)) for each in root} == {(f"{PROTOCOL}sitemap", f"{PROTOCOL}loc")}


def test_kind_without_pages_has_no_part(client):
    assert parts(client) == ["/sitemap-pages-1.xml"]


def test_many_pages_stand_in_several_parts_none_twice(client, monkeypatch):
    monkeypatch.setattr(sitemap, "AT_ONCE", 2)
    made = [InitiativeFactory() for _ in range(5)]

    found = [path for path in parts(client) if "initiatives" in path]
    numbers = [len(parsed(client, path)) // len(LANGUAGES) for path in found]

    assert found == [f"/sitemap-initiatives-{number}.xml" for number in (1, 2, 3)]
    assert numbers == [2, 2, 1]
    assert {each.get_absolute_url() for each in made} <= set(located(client))


@pytest.mark.parametrize("path", ["initiatives-2", "initiatives-0", "moon-1", "networks-99999999999999999999"])
def test_part_that_is_not_there_is_missing(client, path):
    InitiativeFactory()

    assert client.get(f"/sitemap-{path}.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    for _ in range(count):
        InitiativeFactory()
        ServicePointFactory()
        WebinarFactory(state="held")
        ReportFactory()
    parts(client)  # reads the lists into memory
    pages.forget()

    with django_assert_num_queries(6):
        client.get("/sitemap.xml")
    numbers = {"pages": 1, "initiatives": 2, "cities": 3, "networks": 3, "service-points": 3}
    for kind, queries in (numbers | {"series": 3, "sessions": 3, "reports": 3}).items():
        with django_assert_num_queries(queries):
            client.get(f"/sitemap-{kind}-1.xml")


def test_what_was_taken_down_is_gone_at_once(client):
    initiative = InitiativeFactory()
    assert initiative.get_absolute_url() in located(client)

    initiative.taken_down_at = timezone.now()
    initiative.save()
    touch(initiative)

    assert initiative.get_absolute_url() not in located(client)
