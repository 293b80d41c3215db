import pytest

from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory
from tests.linked import nodes

pytestmark = pytest.mark.django_db


def test_city_says_where_it_is_and_who_its_administration_belongs_to(client):
    city = CityFactory(name="Bilbao", slug="bilbao-es", country="ES", native_name="Bilbo", website="https://b.example/")
    network = NetworkFactory(name="C40 Cities", slug="c40")
    MembershipFactory(city=city, network=network, joined="1999-05")
    MembershipFactory(city=city, network=NetworkFactory(name="Eurocities", slug="eurocities"))
    InitiativeFactory(city=city, title="Riverside")

    found = nodes(client.get("/cities/bilbao-es/"))

    assert found["CollectionPage"]["mainEntity"] == {
        "@type": "City",
        "name": "Bilbao",
        "alternateName": "Bilbo",
        "url": "http://testserver/cities/bilbao-es/",
        "sameAs": ["https://b.example/"],
        "containedInPlace": {"@type": "Country", "name": "Spain", "identifier": "ES"},
    }
    c40, eurocities = (
        {"@type": "Organization", "name": name, "url": f"http://testserver/networks/{slug}/"}
        for name, slug in (("C40 Cities", "c40"), ("Eurocities", "eurocities"))
    )
    assert found["GovernmentOrganization"]["memberOf"] == [
        {"@type": "OrganizationRole", "memberOf": c40, "startDate": "1999-05"},
        eurocities,
    ]
    assert [each["name"] for each in found["ItemList"]["itemListElement"]] == ["Riverside"]


def test_city_without_a_network_has_no_administration_to_speak_of(client):
    initiative = InitiativeFactory(city=CityFactory(kind="district"))

    found = nodes(client.get(initiative.city.get_absolute_url()))

    assert sorted(found) == ["BreadcrumbList", "CollectionPage", "ItemList"]
    assert found["CollectionPage"]["mainEntity"]["@type"] == "AdministrativeArea"
