"""``networks.csv``: city networks and other bodies; one of them hosts the catalogue."""

from config.reference.tables import Table
from networks.models import Network

HOST = "metropolis"


class Networks(Table):
    file = "networks.csv"
    model = Network
    columns = (
        "name acronym kind founded headquarters website texts languages "
        "members_listed members_total members_total_qualifier source"
    ).split()

    def key_of(self, line):
        return line.required("slug")

    def existing(self):
        return {network.slug: network for network in Network.objects.all()}

    def values(self, line, item):
        texts = {"en": {"description": line["description"]}} if line["description"] else {}
        same = ("slug", "name", "acronym", "headquarters", "website", "members_listed", "members_total_qualifier")
        return {
            **{name: line[name] for name in same},
            "kind": self.known.term("network-kind", line.required("kind")),
            "founded": line.whole_number("founded"),
            "texts": texts,
            "languages": line.items_of("languages"),
            "members_total": line.whole_number("members_total"),
            "source": line["source_url"],
            "is_host": item.is_host or self.becomes_host(line),
        }

    def becomes_host(self, line):
        """An installation that already chose another host keeps it."""
        return line["slug"] == HOST and not any(network.is_host for network in self.items.values())
