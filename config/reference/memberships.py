"""``memberships.csv``: which city belongs to which network, as the networks' own lists say."""

from config.reference.tables import Table
from networks.models import Membership


class Memberships(Table):
    """A membership that ended is people's, like any other that they changed."""

    file = "memberships.csv"
    model = Membership
    columns = ("city", "network", "role", "joined", "left", "source")

    def key_of(self, line):
        return f"{self.known.network(line.required('network_slug')).slug} {self.city_of(line).slug}"

    def city_of(self, line):
        return self.known.cities.find(line.required("city"), line["country_iso2"], line["geonames_id"])

    def existing(self):
        """Of a city that left and came back, the membership of today."""
        rows = Membership.objects.select_related("network", "city").order_by("-left", "pk")
        return {
            f"{row.network.slug} {row.city.slug}": row
            for row in rows.only(*self.columns, "network__slug", "city__slug")
        }

    def values(self, line, item):
        return {
            "city_id": self.city_of(line).pk,
            "network": self.known.network(line["network_slug"]),
            "joined": line["since"],
            "source": line["source_url"],
        }

    def save(self, outcome, line, item):
        """Readers hold members under their network and their city."""
        item.save()
        self.touched += [item.network, item.city]
