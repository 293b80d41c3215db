"""What a network is as data."""

from catalogue.described import term_of
from catalogue.open_data import absolute

TEXTS = ("name", "acronym", "headquarters", "website", "members_listed", "members_total_qualifier", "source")


def record_of(network):
    description = network.description
    return {
        "slug": network.slug,
        "address": absolute(network.get_absolute_url()),
        **{name: getattr(network, name) for name in TEXTS},
        "kind": term_of(network.kind),
        "founded": network.founded,
        "description": {"text": description.text, "language": description.language},
        "languages": network.languages,
        "members_known": network.members_known,
        "members_total": network.members_total,
        "initiatives": network.initiatives_known,
    }
