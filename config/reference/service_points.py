"""``service_points.csv``: one service point of ours, and the hubs and trackers of others."""

from config.reference.tables import Table
from networks.models import ServicePoint

# What the list of an own service point shows; the file has no column for it.
FILTERS = {"use-covid-19-service-point": "member=metropolis&hazard=epidemic"}


class ServicePoints(Table):
    file = "service_points.csv"
    model = ServicePoint
    columns = "title kind host_network host address description opened status source filter".split()
    lists = ("partners", "cooperates_with")

    def key_of(self, line):
        return line.required("slug")

    def existing(self):
        return {point.slug: point for point in ServicePoint.objects.all()}

    def lines(self):
        """Refuses cooperation that only one of two service points knows of."""
        lines = list(super().lines())
        named = {line["slug"]: line.items_of("cooperates_with") for line in lines}
        for line in lines:
            for other in named[line["slug"]]:
                with line.blamed():
                    if line["slug"] not in named.get(other, ()):
                        raise ValueError(f"cooperates_with names {other}, which does not name it back")
        return lines

    def values(self, line, item):
        return {
            **{name: line[name] for name in ("slug", "title", "kind", "host", "description", "opened", "status")},
            "host_network": self.known.network(line["host_network"]),
            "address": line["url"],
            "source": line["source_url"],
            "filter": FILTERS.get(line["slug"], ""),
        }

    def lists_from(self, line):
        return {"partners": self.known.networks_of(line.items_of("partner_network_slugs"))}

    def finish(self):
        """Cooperation is written when both sides exist."""
        for _key, line, item in self.written:
            item.cooperates_with.set(self.items[slug] for slug in line.items_of("cooperates_with"))
        super().finish()
