"""Cities as programs read them (catalogue/linked.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked
from cities.models import CityKind

# schema.org knows no metropolitan authority, region, district or association.
KINDS = {CityKind.MUNICIPALITY: "City"}
GEONAMES = "https://sws.geonames.org/{}/"


def place(city):
    """Where it is, and the same place elsewhere."""
    known_as = [GEONAMES.format(city.geonames_id) if city.geonames_id else "", city.website]
    return {
        "@type": KINDS.get(city.kind, "AdministrativeArea"),
        "name": city.name,
        "alternateName": city.native_name if city.native_name != city.name else "",
        "url": linked.address(city.get_absolute_url()),
        "sameAs": list(filter(None, known_as)),
        "geo": position(city),
        "containedInPlace": country(city),
    }


def position(city):
    if city.latitude is None or city.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": city.latitude, "longitude": city.longitude}


def country(city):
    return {"@type": "Country", "name": city.country_name, "identifier": city.country}


def page_of(city, memberships, rows, total):
    """The place, its administration as a member of networks, its newest initiatives. No query."""
    path = city.get_absolute_url()
    return linked.block(
        linked.page("CollectionPage", city.name, path, mainEntity=place(city)),
        administration(city, memberships),
        linked.items([(row.title, row.get_absolute_url()) for row in rows], total=total),
        linked.way((_("Cities"), reverse("cities")), (city.name, path)),
    )


def administration(city, memberships):
    if not memberships:
        return None
    named = {"@type": "GovernmentOrganization", "name": city.name, "areaServed": city.name}
    return named | {"memberOf": [membership_of(each) for each in memberships]}


def membership_of(membership):
    """The network, and since when as exactly as it is known."""
    network = linked.organisation(membership.network.name, membership.network.get_absolute_url())
    since = str(membership.joined)
    return {"@type": "OrganizationRole", "memberOf": network, "startDate": since} if since else network
