"""Builds data/countries.json: names of countries, M49 regions and sub-regions; official languages of countries.

For maintainers, once per CLDR release:  npm pack cldr-core@48.2.0 && tar xzf cldr-core-*.tgz
                                         python tools/build_countries.py package/supplemental
Names and official languages: CLDR through Babel. Containment: cldr-core (Unicode-3.0 licence).
"""

import json
import sys
from pathlib import Path

from babel import Locale
from babel.languages import get_official_languages

LANGUAGES = ("en", "es", "fr", "de")
REGIONS = {
    "africa": "002",
    "asia": "142",
    "europe": "150",
    "latin-america-caribbean": "419",
    "northern-america": "021",
    "oceania": "009",
}
LEFT_OUT = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "AQ"}  # CLDR's own codes for parts of countries; no cities
TARGET = Path(__file__).resolve().parent.parent / "data" / "countries.json"


def countries_below(area, contains):
    """Yields (country, sub-region) for every country inside an area."""
    for part in contains[area]["_contains"]:
        if part in contains:
            yield from ((country, part) for country, _ in countries_below(part, contains))
        else:
            yield part, area


def languages_of(country):
    """Official ones, in law or in fact. Scripts are left away: they part nobody from the same words."""
    official = get_official_languages(country, de_facto=True)
    return " ".join(dict.fromkeys(code.partition("_")[0] for code in official))


def names_of(code):
    return {language: Locale(language).territories[code] for language in LANGUAGES}


def build(supplemental):
    contains = json.loads((supplemental / "territoryContainment.json").read_text())["supplemental"]
    contains = contains["territoryContainment"]
    regions, sub_regions, countries = {}, {}, {}
    for slug, area in REGIONS.items():
        regions[slug] = names_of(area)
        for country, sub_region in countries_below(area, contains):
            if country in LEFT_OUT:
                continue
            sub_regions[sub_region] = names_of(sub_region)
            countries[country] = {
                "region": slug,
                "sub_region": sub_region,
                "names": names_of(country),
                "languages": languages_of(country),
            }
    return {"regions": regions, "sub_regions": sub_regions, "countries": dict(sorted(countries.items()))}


if __name__ == "__main__":
    built = build(Path(sys.argv[1]))
    TARGET.write_text(json.dumps(built, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(built['countries'])} countries, {len(built['sub_regions'])} sub-regions")
