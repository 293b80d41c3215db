"""Cities, networks and service points, each with a word of today and one that stands in its history alone."""

from cities.proposals import propose
from networks.models import Membership
from tests.authz.canary.filling import as_text, can_hold, columns
from tests.authz.canary.words import word
from tests.factories import AffiliationFactory, CityFactory, MembershipFactory, NetworkFactory, ServicePointFactory

DERIVED = ("names_folded",)


def place_all(cast, people):
    """``{name: city}``. Turin is a member of the rival alone, Lima of none; a fourth place is only proposed."""
    turin = CityFactory(slug="turin-it", country="IT")
    proposed = propose(word("proposed place"), "ES", 43.1, -2.9, by=people["proposer"])
    cities = {"Bilbao": cast.city, "Lima": cast.other_city, "Turin": turin, "proposed place": proposed}
    MembershipFactory(city=turin, network=cast.rival)
    AffiliationFactory(user=people["turinese"], city=turin, state="confirmed")
    AffiliationFactory(user=people["proposer"], city=proposed)
    for name, city in cities.items():
        reword(city, name)
    for membership in Membership.objects.all():
        Membership.objects.filter(pk=membership.pk).update(
            **columns(Membership, word(f"member {membership.city.slug}"))
        )
    return cities


def network_all(cast):
    """``{name: network}``; the third has no editors."""
    networks = {"host": cast.host, "rival": cast.rival, "deserted": NetworkFactory(slug="deserted")}
    for name, network in networks.items():
        text = word(f"network {name}")
        network.texts = {"description": dict.fromkeys(("en", "es", "fr", "de"), text)}
        reword(network, f"network {name}")
    return networks


def point_all(networks):
    """One of each network, one of nobody, and a partner's platform."""
    hosts = {"host": networks["host"], "rival": networks["rival"], "nobody": None}
    points = {name: ServicePointFactory(host_network=host) for name, host in hosts.items()}
    points["elsewhere"] = ServicePointFactory(kind="external", host_network=networks["host"], status="closed")
    for name, point in points.items():
        key = f"service point {name}"
        point.texts = {"description": {"en": word(key)}}
        point.embed_sites = [f"https://{word(f'{key}: embed site')}.example"]
        reword(point, key)
    points["host"].cooperates_with.set([points["nobody"], points["elsewhere"]])
    return points


def reword(row, key):
    """Save the row with a word that only its history keeps, then with its own; the reason of the change has a third."""
    for text in (f"{key}: earlier", key):
        for field in row._meta.concrete_fields:
            if can_hold(field) and field.name not in DERIVED:
                setattr(row, field.name, as_text(field, word(text)))
        row._change_reason = word(f"{key}: reason of a change")
        row.save()
