"""The same sets as ours, read once and never again: bits are places in the order of the list."""

import json
from collections import defaultdict
from pathlib import Path

from pyroaring import BitMap

from benchmarks.floor.database import ask

COUNTRIES = json.loads((Path(__file__).resolve().parents[2] / "data" / "countries.json").read_text("utf-8"))[
    "countries"
]
LISTS = {"topic": "topics", "target": "target_groups", "hazard": "hazards", "sdg": "sdgs"}
ONE = {"status": "status", "phase": "phase", "kind": "kind", "cost": "cost_level", "level": "evidence_level"}
PUBLIC = "archived_at IS NULL AND taken_down_at IS NULL AND current_version_id IS NOT NULL"


class Sets:
    def __init__(self):
        public = ask(f"SELECT id FROM showcase_initiative WHERE {PUBLIC} ORDER BY published_at DESC, id DESC")
        self.order = [key for (key,) in public]
        self.place = {key: place for place, key in enumerate(self.order)}
        self.everything = BitMap(range(len(self.order)))
        self.terms = {key: (code, label) for key, code, label in ask("SELECT id, code, label_en FROM catalogue_term")}
        self.label = dict(self.terms.values())
        self.networks = {
            key: (slug, acronym or name)
            for key, slug, acronym, name in ask("SELECT id, slug, acronym, name FROM networks_network")
        }
        self.label |= dict(self.networks.values())
        self.label |= {code: country["names"]["en"] for code, country in COUNTRIES.items()}
        self.facets = {}
        self.read_cities()
        self.read_columns()
        self.read_lists()

    def keep(self, facet, pairs):
        """Sets by value, of pairs of a value and a key."""
        found = defaultdict(list)
        for value, key in pairs:
            if value and key in self.place:
                found[value].append(self.place[key])
        self.facets[facet] = {value: BitMap(places) for value, places in found.items()}

    def read_cities(self):
        pairs = ask("SELECT city_id, id FROM showcase_initiative WHERE city_id IS NOT NULL")
        columns = {key: row for key, *row in ask("SELECT id, region, country, size_class FROM cities_city")}
        for at, facet in enumerate(("region", "country", "size")):
            self.keep(facet, ((columns[city][at], key) for city, key in pairs))
        members = defaultdict(list)
        for city, network in ask("SELECT city_id, network_id FROM networks_membership WHERE \"left\" = ''"):
            members[city].append(self.networks[network][0])
        self.keep("member", ((slug, key) for city, key in pairs for slug in members[city]))
        self.keep("city", pairs)
        self.cities = list(self.facets.pop("city").values())

    def read_columns(self):
        for facet, column in ONE.items():
            rows = ask(f"SELECT {column}_id, id FROM showcase_initiative WHERE {column}_id IS NOT NULL")
            self.keep(facet, ((self.terms[term][0], key) for term, key in rows))
        self.keep("language", ask("SELECT text_language, id FROM showcase_initiative"))
        self.keep("year", ((start[:4], key) for start, key in ask("SELECT start, id FROM showcase_initiative")))
        reported = ask("SELECT 'results', id FROM showcase_initiative WHERE CAST(results AS TEXT) <> '[]'")
        documents = ask("SELECT DISTINCT 'documents', initiative_id FROM showcase_initiativedocument")
        adapted = ask(f"SELECT 'adapted', adapted_from_id FROM showcase_initiative WHERE {PUBLIC}")
        self.keep("evidence", [*reported, *documents, *adapted])

    def read_lists(self):
        parent = dict(ask("SELECT id, parent_id FROM catalogue_term WHERE parent_id IS NOT NULL"))
        self.parent = {self.terms[topic][0]: self.terms[theme][0] for topic, theme in parent.items()}
        for facet, table in LISTS.items():
            rows = ask(f"SELECT term_id, initiative_id FROM showcase_initiative_{table}")
            self.keep(facet, ((self.terms[term][0], key) for term, key in rows))
            if facet == "topic":
                self.keep("theme", ((self.terms[parent[term]][0], key) for term, key in rows))
        shared = ask("SELECT network_id, initiative_id FROM showcase_initiative_shared_through")
        endorsed = ask("SELECT network_id, initiative_id FROM showcase_endorsement")
        self.keep("network", ((self.networks[network][0], key) for network, key in shared + endorsed))
