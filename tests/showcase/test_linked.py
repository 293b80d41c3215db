"""What the page of an initiative tells programs: what is known of it, and nothing else."""

import pytest
from django.utils import timezone

from showcase.publication import write_version
from showcase.social import picture_of
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory, TermFactory
from tests.linked import nodes

pytestmark = pytest.mark.django_db
LIMA = {"name": "Lima", "slug": "lima-pe", "country": "PE", "latitude": -12.04, "longitude": -77.03}


def article(client, initiative):
    return nodes(client.get(initiative.get_absolute_url()))["Article"]


def test_collected_initiative_says_what_its_page_says(client):
    topic = TermFactory(code="streets", parent=TermFactory(scheme="theme", code="mobility"))
    original = InitiativeFactory(title="Ciclovía")
    results = [{"figure": "8", "counts": "km", "source": "https://lima.example/report", "year": "2021"}]
    initiative = InitiativeFactory(
        title="Open streets",
        summary="Closed to cars on Sundays.",
        city=CityFactory(**LIMA, geonames_id=3936456),
        topics=[topic],
        main_topic=topic,
        start="2020-03",
        lead_organisation="Transport office",
        licence="CC BY 4.0",
        source_address="https://lima.example/streets",
        adapted_from=original,
        results=results,
    )

    found = article(client, initiative)

    path = "http://testserver" + initiative.get_absolute_url()
    catalogue = {"@type": "Organization", "name": "City Showcase", "url": "http://testserver/"}
    version = initiative.current_version
    assert found == {
        "@type": "Article",
        "url": path,
        "headline": "Open streets",
        "abstract": "Closed to cars on Sundays.",
        "inLanguage": "en",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "Record",
            "value": initiative.code,
            "url": f"http://testserver/i/{initiative.code}/",
        },
        "version": 1,
        "datePublished": initiative.published_at.isoformat(),
        "dateModified": version.at.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "image": "http://testserver" + picture_of(initiative).path,
        "author": catalogue,
        "publisher": catalogue,
        "spatialCoverage": {
            "@type": "City",
            "name": "Lima",
            "url": "http://testserver/cities/lima-pe/",
            "sameAs": ["https://sws.geonames.org/3936456/"],
            "geo": {"@type": "GeoCoordinates", "latitude": -12.04, "longitude": -77.03},
            "containedInPlace": {"@type": "Country", "name": "Peru", "identifier": "PE"},
        },
        "temporalCoverage": "2020-03/..",
        "about": [
            {
                "@type": "Project",
                "name": "Open streets",
                "foundingDate": "2020-03",
                "parentOrganization": {"@type": "Organization", "name": "Transport office"},
                "location": {"@type": "City", "name": "Lima"},
            },
            {
                "@type": "DefinedTerm",
                "name": "streets in English",
                "termCode": "streets",
                "url": "http://testserver/initiatives/?topic=streets",
            },
        ],
        "isBasedOn": [
            "https://lima.example/streets",
            {"@type": "Article", "headline": "Ciclovía", "url": "http://testserver" + original.get_absolute_url()},
        ],
        "citation": ["https://lima.example/report"],
    }


def test_what_a_city_wrote_is_by_the_city_and_says_who_checked_it(client):
    initiative = InitiativeFactory(city=CityFactory(**LIMA), origin="submitted")
    initiative.endorsements.create(network=NetworkFactory(name="C40 Cities", slug="c40"), at=timezone.now())

    found = nodes(client.get(initiative.get_absolute_url()))

    assert found["Article"]["author"] == {"@type": "Organization", "name": "Lima"}
    assert found["WebPage"]["reviewedBy"] == [
        {"@type": "Organization", "name": "C40 Cities", "url": "http://testserver/networks/c40/"}
    ]


def test_what_was_collected_was_checked_by_nobody_whatever_endorses_it(client):
    initiative = InitiativeFactory()
    initiative.endorsements.create(network=NetworkFactory())

    assert sorted(nodes(client.get(initiative.get_absolute_url()))) == ["Article", "BreadcrumbList"]


def test_what_is_not_known_is_not_said(client):
    found = article(client, InitiativeFactory(city=None, text_language=""))

    assert sorted(found) == [
        *("@type", "about", "author", "dateModified", "datePublished", "headline", "identifier", "image"),
        *("publisher", "url", "version"),
    ]


def test_position_is_not_told_of_a_city_the_record_has_left(client):
    initiative = InitiativeFactory(city=CityFactory(**LIMA))
    initiative.city = CityFactory(latitude=1.0, longitude=2.0)
    initiative.save()

    assert article(client, initiative)["spatialCoverage"] == {
        "@type": "City",
        "name": "Lima",
        "url": "http://testserver/cities/lima-pe/",
        "containedInPlace": {"@type": "Country", "name": "Peru", "identifier": "PE"},
    }


def test_older_version_names_itself_and_its_number(client):
    initiative = InitiativeFactory(title="First")
    initiative.title = "Second"
    initiative.save()
    write_version(initiative)

    found = nodes(client.get(f"{initiative.get_absolute_url()}versions/1/"))["Article"]

    path = f"http://testserver{initiative.get_absolute_url()}versions/1/"
    assert (found["headline"], found["version"], found["url"]) == ("First", 1, path)


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    '"\\',
    "a\u2028b\u2029c",
    "&lt;b&gt;",
    "'{{ x }}'",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_leave_its_block(client, text):
    initiative = InitiativeFactory(title=text, summary=text)

    answer = client.get(initiative.get_absolute_url())

    assert nodes(answer)["Article"]["headline"] == text
    assert nodes(client.get("/"))["WebPage"]["mainEntity"]["itemListElement"][0]["name"] == text
    assert b"<script>alert" not in answer.content
