import pytest

from tests.factories import NetworkFactory, ServicePointFactory
from tests.linked import nodes

pytestmark = pytest.mark.django_db


def test_network_says_what_is_known_of_it(client):
    NetworkFactory(
        name="C40 Cities",
        acronym="C40",
        slug="c40",
        founded=2005,
        headquarters="London",
        website="https://c40.example/",
        languages=["en", "es"],
        texts={"en": {"description": "Mayors of large cities."}},
    )

    assert nodes(client.get("/networks/c40/"))["CollectionPage"]["mainEntity"] == {
        "@type": "Organization",
        "name": "C40 Cities",
        "alternateName": "C40",
        "url": "http://testserver/networks/c40/",
        "sameAs": "https://c40.example/",
        "description": "Mayors of large cities.",
        "foundingDate": "2005",
        "location": {"@type": "Place", "name": "London"},
        "knowsLanguage": ["en", "es"],
    }


def test_service_point_says_who_runs_it_and_when_it_is_open(client):
    network = NetworkFactory(name="C40 Cities", slug="c40")
    ServicePointFactory(
        slug="streets", title="Streets", host_network=network, hours=[[0, "09:00", "17:00"]], description="Ask here."
    )

    assert nodes(client.get("/service-points/streets/"))["CollectionPage"]["mainEntity"] == {
        "@type": "Service",
        "name": "Streets",
        "url": "http://testserver/service-points/streets/",
        "description": "Ask here.",
        "provider": {"@type": "Organization", "name": "C40 Cities", "url": "http://testserver/networks/c40/"},
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": "https://schema.org/Monday",
                "opens": "09:00",
                "closes": "17:00",
            }
        ],
    }


def test_partners_platform_is_listed_at_its_own_address(client):
    ServicePointFactory(title="Ours", slug="ours")
    ServicePointFactory(title="Theirs", kind="external", address="https://platform.example/", host="A ministry")

    rows = nodes(client.get("/service-points/"))["CollectionPage"]["mainEntity"]["itemListElement"]

    assert [each["item"] for each in rows] == [
        {"@type": "Service", "name": "Ours", "url": "http://testserver/service-points/ours/"},
        {
            "@type": "Service",
            "name": "Theirs",
            "url": "https://platform.example/",
            "provider": {"@type": "Organization", "name": "A ministry"},
        },
    ]
