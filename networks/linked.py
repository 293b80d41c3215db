"""Networks and service points as programs read them (catalogue/linked.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def page_of(network, rows):
    """The network and the newest of what it checked or shared. No query."""
    path = network.get_absolute_url()
    return linked.block(
        linked.page("CollectionPage", network.name, path, mainEntity=organisation_of(network)),
        linked.items((row.title, row.get_absolute_url()) for row in rows),
        linked.way((_("Networks"), reverse("networks")), (network.name, path)),
    )


def organisation_of(network):
    return linked.organisation(
        network.name,
        network.get_absolute_url(),
        alternateName=network.acronym,
        description=str(network.description),
        sameAs=network.website,
        foundingDate=str(network.founded or ""),
        location={"@type": "Place", "name": network.headquarters} if network.headquarters else None,
        knowsLanguage=network.languages,
    )


def page_of_point(point, description, rows, total):
    path = point.get_absolute_url()
    return linked.block(
        linked.page("CollectionPage", point.title, path, mainEntity=service(point, description)),
        linked.items([(row.title, row.get_absolute_url()) for row in rows], total=total),
        linked.way((_("Service points"), reverse("service-points")), (point.title, path)),
    )


def page_of_points(own, elsewhere):
    """Ours, then those on other platforms, whose address is theirs."""
    path = reverse("service-points")
    ours = [service(point, point.description) for point in own]
    theirs = [service(point, "") | {"url": point.address} for point in elsewhere]
    return linked.block(linked.page("CollectionPage", _("Service points"), path, mainEntity=together(ours + theirs)))


def together(services):
    rows = [{"@type": "ListItem", "position": n, "item": each} for n, each in enumerate(services, start=1)]
    return {"@type": "ItemList", "numberOfItems": len(rows), "itemListElement": rows}


def service(point, description):
    return {
        "@type": "Service",
        "name": point.title,
        "url": linked.address(point.get_absolute_url()),
        "description": str(description),
        "provider": host(point),
        "hoursAvailable": [hours(*row) for row in point.hours],
    }


def host(point):
    network = point.host_network
    if network:
        return linked.organisation(network.name, network.get_absolute_url())
    return linked.organisation(point.host) if point.host else None


def hours(day, opens, closes):
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{DAYS[day]}",
        "opens": opens,
        "closes": closes,
    }
