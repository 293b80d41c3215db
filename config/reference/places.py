"""``places.csv.gz``: 34,000 cities, so rows are written many at a time and read only where a line has changed."""

import zoneinfo

from cities.countries import region_of
from cities.models import City
from cities.places import city_of
from config.reference.tables import BATCH, CREATED, Table

TIME_ZONES = frozenset(zoneinfo.available_timezones())


class Places(Table):
    """A bulk write leaves no row in the history of cities: that tells what people changed."""

    file = "places.csv.gz"
    model = City
    columns = (
        "geonames_id name native_name country admin_area near latitude longitude time_zone "
        "population population_source population_date alternate_names"
    ).split()
    unchecked = ("country", "region", "time_zone", "slug", "names_folded")  # two of them checked here, much faster

    def load(self):
        self.new, self.renewed = [], []
        self.slugs = dict(City.objects.values_list("slug", "pk").iterator(BATCH))
        super().load()

    def key_of(self, line):
        return line["geonames_id"] or f"{line.required('name')}, {line['country']}"

    def existing(self):
        """Primary keys, not rows."""
        rows = City.objects.values_list("geonames_id", "name", "country", "pk").iterator(BATCH)
        return {str(number) if number else f"{name}, {country}": pk for number, name, country, pk in rows}

    def find(self, line, key):
        """A place without an id may have been renamed or given one here; its address stays."""
        found = self.items.get(key)
        return self.slugs.get(line["slug"]) if found is None and not line["geonames_id"] else found

    def row(self, found):
        return City.objects.get(pk=found)

    def values(self, line, item):
        city = city_of(line)
        if not region_of(city.country):
            raise ValueError(f"country {city.country} is not in countries.json")
        if city.time_zone not in TIME_ZONES:
            raise ValueError(f"time zone {city.time_zone} is not known")
        return {"slug": item.slug or self.free_slug(line)} | {name: getattr(city, name) for name in self.columns}

    def free_slug(self, line):
        """A place that somebody proposed here may hold the slug already; pages keep their addresses."""
        slug = line.required("slug")
        return f"{slug}-{line['geonames_id']}" if slug in self.slugs else slug

    def save(self, outcome, line, item):
        item.derive()
        self.slugs[item.slug] = item.pk
        (self.new if outcome == CREATED else self.renewed).append(item)

    def finish(self):
        """Only places that changed are named to readers; a new one is on no page yet but its own."""
        City.objects.bulk_create(self.new, batch_size=BATCH)
        City.objects.bulk_create(
            self.renewed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*self.columns, "region", "size_class", "names_folded"],
        )
        self.touched.extend(self.renewed)
        super().finish()
