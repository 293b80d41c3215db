"""How the list of cities is read into memory. Networks and initiatives are asked through their relations."""

from catalogue.current import Current
from catalogue.snapshots import by_value, narrowed
from cities.listing import initiatives, listed, memberships
from cities.models import City

COLUMNS = ("region", "country", "size_class")


class CityReader:
    model = City

    def places(self, keys):
        """Cities of the list by their name. One query."""
        names = narrowed(listed().values_list("pk", "names_folded"), keys)
        return {"name": {key: (folded.split("|", 2)[1], key) for key, folded in names}}

    def values(self, keys):
        """For each facet sets of keys by value. Three queries."""
        rows = list(narrowed(listed().values_list("pk", *COLUMNS), keys))
        having = narrowed(initiatives().values_list("city", flat=True), keys, "city")
        return {
            **{name: by_value((row[at], row[0]) for row in rows) for at, name in enumerate(COLUMNS, start=1)},
            "network": by_value(narrowed(memberships().values_list("network", "city"), keys, "city")),
            "initiatives": by_value((True, city) for city in having),
        }

    def affected(self, changes):
        """Which cities to read anew. Who moves an initiative to another city names the one it leaves too."""
        of_cities, of_initiatives = City._meta.label_lower, initiatives().model._meta.label_lower
        moved = [key for kind, key in changes if kind == of_initiatives]
        rows = initiatives().model.objects.exclude(city=None).values_list("city", flat=True)
        return {key for kind, key in changes if kind == of_cities}.union(narrowed(rows, moved))


cities = Current(CityReader())
