import pytest

from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory

pytestmark = pytest.mark.django_db


def member(network, country, longitude, latitude, initiatives):
    city = CityFactory(country=country, longitude=longitude, latitude=latitude)
    MembershipFactory(network=network, city=city)
    InitiativeFactory.create_batch(initiatives, city=city)
    return city


def test_network_shows_where_its_members_publish_on_the_tightest_map(client):
    network = NetworkFactory()
    publishing = member(network, "FR", 2.3, 48.9, 2)
    silent = member(network, "PE", -77.0, -12.0, 0)

    html = client.get(network.get_absolute_url()).content.decode()

    assert f'<a href="{publishing.get_absolute_url()}"><title>{publishing.name}, France: 2 initiatives</title>' in html
    assert f"<title>{silent.name}" not in html
    assert "maps/fr.svg" in html


def test_network_whose_members_publish_nothing_has_no_map(client):
    network = NetworkFactory()
    member(network, "PE", -77.0, -12.0, 0)

    assert '<svg class="map"' not in client.get(network.get_absolute_url()).content.decode()


def test_map_changes_with_its_numbers(client):
    network = NetworkFactory()
    city = member(network, "FR", 2.3, 48.9, 1)
    client.get(network.get_absolute_url())
    InitiativeFactory(city=city)

    assert ": 2 initiatives</title>" in client.get(network.get_absolute_url()).content.decode()
