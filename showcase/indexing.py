"""How the list of initiatives is read into memory: whole, or the few rows that changed."""

from operator import itemgetter

from django.db.models.functions import Substr

from catalogue.current import Current
from catalogue.snapshots import by_value, narrowed, unions
from cities.models import City
from networks.models import Membership
from showcase.models import Endorsement, Initiative, InitiativeDocument

MANY = ("topics", "target_groups", "hazards", "sdgs")
ONE = ("main_topic", "status", "phase", "kind", "cost_level", "evidence_level")
OF_CITY = ("slug", "country", "region", "size_class")
START = Substr("start", 1, 10)  # the text alone: a date made of each takes longer than the query
NAME = Substr("names_folded", 1, 100)


class InitiativeReader:
    """Values are kept under the keys the tables hold, so that a word renamed, moved or merged changes no set."""

    model = Initiative

    def places(self, keys):
        """What each public row sorts by in each order. Two queries."""
        public = Initiative.objects.public().values_list("pk", "published_at", START, "city")
        rows = list(narrowed(public, keys))
        names = names_of(None if keys is None else {city for *_others, city in rows if city})
        newest, started, by_city = {}, {}, {}
        for key, published, start, city in rows:
            newest[key] = recent = (-published.timestamp(), -key)
            started[key] = (backwards(start), *recent)
            by_city[key] = (names.get(city, ""), city or 0, *recent)
        return {"newest": newest, "started": started, "city": by_city}

    def values(self, keys):
        """For each facet sets of keys by value; rows that are not public may be among them. Eleven queries."""
        columns = ("city", *ONE, "text_language", "adapted_from", START)
        rows = list(narrowed(Initiative.objects.values_list("pk", *columns), keys))
        city, *ones, language, original, start = range(1, len(columns) + 1)
        cities = column(rows, city)
        return {
            "cities": cities,
            **self.of_cities(cities, keys),
            **{name: column(rows, at) for name, at in zip(ONE, ones, strict=True)},
            "language": column(rows, language),
            "adapted_from": column(rows, original),
            **{name: self.linked(getattr(Initiative, name).through, "term_id", keys) for name in MANY},
            "year": by_value((row[start][:4], row[0]) for row in rows),
            "results": self.having(Initiative.objects.exclude(results=[]).values_list("pk", flat=True), keys, "pk"),
            "documents": self.having(InitiativeDocument.objects.values_list("initiative_id", flat=True), keys),
            "checked_by": self.linked(Endorsement, "network_id", keys),
            "shared_through": self.linked(Initiative.shared_through.through, "network_id", keys),
        }

    def of_cities(self, sets, keys):
        """What the rows have through their city: unions of the sets of cities, which are fewer than the rows."""
        wanted = None if keys is None else list(sets)
        rows = [row for row in narrowed(City.objects.values_list("pk", *OF_CITY), wanted) if row[0] in sets]
        members = narrowed(Membership.objects.current().values_list("city", "network"), wanted, "city")
        values = {name: [(row[at], sets[row[0]]) for row in rows] for at, name in enumerate(OF_CITY, start=1)}
        values["member"] = [(network, sets[city]) for city, network in members if city in sets]
        return {name: unions(pairs) for name, pairs in values.items()}

    def linked(self, model, column, keys):
        return by_value(narrowed(model.objects.values_list(column, "initiative_id"), keys, "initiative"))

    def having(self, found, keys, column="initiative"):
        return by_value((True, key) for key in narrowed(found, keys, column))

    def affected(self, changes):
        """Which initiatives to read anew after these changes. Words and networks are asked for at each answer."""
        keys = {key for kind, key in changes if kind == Initiative._meta.label_lower}
        cities = [key for kind, key in changes if kind == City._meta.label_lower]
        return keys.union(narrowed(Initiative.objects.values_list("pk", flat=True), cities, "city"))


def names_of(cities):
    """The names by which cities sort: the first of all that they are searched by."""
    found = narrowed(City.objects.values_list("pk", NAME), cities)
    return {key: names.split("|", 2)[1] for key, names in found if names}


def column(rows, at):
    """Sets of the keys, which stand first in their rows, by the values of one column."""
    return by_value(map(itemgetter(at, 0), rows))


def backwards(start):
    """Sorts the latest start first, and what has none last; a year stands after its months, as text does."""
    return -int(f"{start:-<10}".replace("-", "0")) if start else 0


initiatives = Current(InitiativeReader())
