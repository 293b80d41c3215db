"""How the list of initiatives is read into memory: whole, or the few rows that changed."""

from django.db.models import F
from django.db.models.functions import Substr

from catalogue.current import Current
from catalogue.snapshots import narrowed
from cities.models import City
from networks.models import Membership
from showcase.models import Endorsement, Initiative, InitiativeDocument

MANY = ("topics", "target_groups", "hazards", "sdgs")
ONE = ("main_topic", "status", "phase", "kind", "cost_level", "evidence_level")
OF_CITY = ("slug", "country", "region", "size_class")


class InitiativeReader:
    """Values are kept under the keys the tables hold, so that a word renamed, moved or merged changes no set."""

    model = Initiative

    def places(self, keys):
        """What each public row sorts by in each order. One query."""
        public = Initiative.objects.public().values_list("pk", "published_at", "start", "city", "city__names_folded")
        newest, started, by_city = {}, {}, {}
        for key, published, start, city, names in narrowed(public, keys):
            newest[key] = recent = (-published.timestamp(), -key)
            started[key] = (backwards(start), *recent)
            by_city[key] = (names.split("|", 2)[1] if names else "", city or 0, *recent)
        return {"newest": newest, "started": started, "city": by_city}

    def values(self, keys):
        """Pairs of value and key for each facet; rows that are not public may be among them. A dozen queries."""
        rows = list(narrowed(Initiative.objects.values_list("pk", "city", *ONE, "text_language", "adapted_from"), keys))
        cities = [(city, key) for key, city, *_others in rows if city]
        return {
            "cities": cities,
            **self.of_cities(cities, keys),
            **{name: [(row[at], row[0]) for row in rows if row[at]] for at, name in enumerate(ONE, start=2)},
            "language": [(row[-2], row[0]) for row in rows if row[-2]],
            "adapted_from": [(row[-1], row[0]) for row in rows if row[-1]],
            **{name: self.linked(getattr(Initiative, name).through, "term_id", keys) for name in MANY},
            "year": self.years(keys),
            "results": self.having(Initiative.objects.exclude(results=[]), "pk", keys),
            "documents": self.having(InitiativeDocument.objects.all(), "initiative_id", keys),
            "checked_by": self.linked(Endorsement, "network_id", keys),
            "shared_through": self.linked(Initiative.shared_through.through, "network_id", keys),
        }

    def of_cities(self, pairs, keys):
        """What the rows have through their city."""
        wanted = None if keys is None else list({city for city, _key in pairs})
        columns = {city: row for city, *row in narrowed(City.objects.values_list("pk", *OF_CITY), wanted)}
        members = Membership.objects.filter(left="").values_list("city", "network")
        networks = {}
        for city, network in narrowed(members, wanted, "city"):
            networks.setdefault(city, []).append(network)
        values = {name: [(columns[city][at], key) for city, key in pairs] for at, name in enumerate(OF_CITY)}
        return values | {"member": [(network, key) for city, key in pairs for network in networks.get(city, ())]}

    def linked(self, model, column, keys):
        return narrowed(model.objects.values_list(column, "initiative_id"), keys, "initiative")

    def having(self, queryset, column, keys):
        return ((True, key) for key in narrowed(queryset.values_list(column, flat=True), keys, column))

    def years(self, keys):
        started = Initiative.objects.exclude(start="").annotate(year=Substr("start", 1, 4))
        return narrowed(started.values_list("year", F("pk")), keys)

    def affected(self, changes):
        """Which initiatives to read anew after these changes. Words and networks are asked for at each answer."""
        keys = {key for kind, key in changes if kind == Initiative._meta.label_lower}
        cities = [key for kind, key in changes if kind == City._meta.label_lower]
        return keys.union(narrowed(Initiative.objects.values_list("pk", flat=True), cities, "city"))


def backwards(start):
    """Sorts the latest start first, and what has none last; a year stands after its months, as text does."""
    return -int(f"{start:-<10}".replace("-", "0")) if start else 0


initiatives = Current(InitiativeReader())
