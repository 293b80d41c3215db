"""Every public page says what it is in the words of schema.org."""

import pytest
from django.urls import reverse

from tests.factories import InitiativeFactory, MembershipFactory, ReportFactory, ServicePointFactory, WebinarFactory
from tests.linked import nodes
from tests.test_access import EVERYONE, OPEN_TO, address_of, world  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db
TYPES = {
    "about": ["AboutPage", "BreadcrumbList"],
    "accessibility": ["BreadcrumbList", "WebPage"],
    "cities": ["CollectionPage"],
    "city": ["BreadcrumbList", "CollectionPage", "GovernmentOrganization", "ItemList"],
    "data-sources": ["BreadcrumbList", "WebPage"],
    "embed-code": ["WebPage"],
    "home": ["WebPage", "WebSite"],
    "initiative": ["Article", "BreadcrumbList"],
    "initiative-version": ["Article", "BreadcrumbList"],
    "initiatives": ["CollectionPage"],
    "initiatives-filters": ["WebPage"],
    "initiatives-like": ["WebPage"],
    "network": ["BreadcrumbList", "CollectionPage", "ItemList"],
    "networks": ["CollectionPage"],
    "open-data": ["BreadcrumbList", "WebPage"],
    "privacy": ["BreadcrumbList", "WebPage"],
    "library": ["CollectionPage"],
    "report": ["BreadcrumbList", "Report"],
    "search": ["SearchResultsPage"],
    "series": ["BreadcrumbList", "CollectionPage", "ItemList"],
    "service-point": ["BreadcrumbList", "CollectionPage", "ItemList"],
    "service-points": ["CollectionPage"],
    "session": ["BreadcrumbList", "Event"],
    "sessions": ["CollectionPage"],
}


@pytest.fixture
def addresses():
    membership = MembershipFactory(joined="1999-05")
    initiative = InitiativeFactory(city=membership.city)
    session = WebinarFactory(state="held")
    arguments = {
        "report": [ReportFactory().slug],
        "series": [session.series.slug],
        "session": [session.series.slug, session.slug],
        "city": [membership.city.slug],
        "initiative": [initiative.slug],
        "initiative-version": [initiative.slug, 1],
        "network": [membership.network.slug],
        "service-point": [ServicePointFactory().slug],
    }
    return {name: reverse(name, args=arguments.get(name)) for name in TYPES}


def test_every_public_page_says_what_it_is(client, addresses):
    pages = {name: client.get(path) for name, path in addresses.items()}

    assert {name: sorted(nodes(page)) for name, page in pages.items()} == TYPES


def test_no_page_that_may_be_found_is_forgotten(client, world):  # noqa: F811 -- the fixture
    answers = {name: client.get(address_of(name, world)) for name in OPEN_TO[EVERYONE]}

    pages = {name for name, answer in answers.items() if may_be_found(answer)}
    assert pages - set(TYPES) == set()


def may_be_found(answer):
    """Whether search engines may list it: pages at the door name no address."""
    return b'<link rel="canonical"' in answer.getvalue()


def test_home_says_how_to_search_the_site(client):
    initiative = InitiativeFactory(title="Open streets")
    path = f"/es{initiative.get_absolute_url()}"

    found = nodes(client.get("/es/"))

    action = found["WebSite"]["potentialAction"]
    assert (action["@type"], action["target"]["urlTemplate"]) == (
        "SearchAction",
        "http://testserver/es/search/?q={search_term_string}",
    )
    assert found["WebPage"]["inLanguage"] == "es"
    assert found["WebPage"]["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Open streets", "url": f"http://testserver{path}"}
    ]


@pytest.mark.parametrize("path", ["/about/data/", "/about/open-data/"])
def test_pages_about_the_data_describe_the_data_set_and_its_files(client, path):
    InitiativeFactory()

    data = nodes(client.get(path))["WebPage"]["mainEntity"]

    assert (data["@type"], data["name"], data["creator"]["name"]) == (
        "Dataset",
        "Initiatives on City Showcase",
        "City Showcase",
    )
    files = {
        each["contentUrl"].removeprefix("http://testserver"): each["encodingFormat"] for each in data["distribution"]
    }
    assert sorted(files) == [f"/initiatives.{form}" for form in ("atom", "csv", "geojson", "json")]
    answers = {file: client.get(file) for file in files}
    assert {file: answer["Content-Type"].partition(";")[0] for file, answer in answers.items()} == files


def test_pages_below_about_lead_up_to_it(client):
    trail = nodes(client.get("/about/privacy/"))["BreadcrumbList"]["itemListElement"]

    assert [each["item"] for each in trail] == ["http://testserver/about/", "http://testserver/about/privacy/"]


@pytest.mark.parametrize(("query", "positions", "total"), [("", range(1, 21), 21), ("?page=2", [21], 21)])
def test_list_numbers_its_rows_through_all_pages(client, query, positions, total):
    for _ in range(21):
        InitiativeFactory()

    page = nodes(client.get("/initiatives/" + query))["CollectionPage"]

    rows = page["mainEntity"]
    assert page["url"] == f"http://testserver/initiatives/{query}"
    assert [each["position"] for each in rows["itemListElement"]] == list(positions)
    assert rows["numberOfItems"] == total


def test_list_without_rows_is_an_empty_list(client):
    assert nodes(client.get("/initiatives/?country=XX"))["CollectionPage"]["mainEntity"]["numberOfItems"] == 0


@pytest.mark.parametrize("address", ["/nothing/", "/account/login/", "/embed/initiatives/"])
def test_what_is_no_page_of_the_catalogue_says_nothing(client, address):
    assert b"ld+json" not in client.get(address).content
