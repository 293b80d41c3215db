"""Names and regions of countries, from CLDR (data/countries.json, written by tools/build_countries.py)."""

import json

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language

TABLE = json.loads((settings.BASE_DIR / "data" / "countries.json").read_text(encoding="utf-8"))
COUNTRIES = TABLE["countries"]


def in_readers_language(names):
    return names.get((get_language() or "en").split("-")[0], names["en"])


def country_name(code):
    """The country's name in the reader's language; the code itself where CLDR knows none."""
    return in_readers_language(COUNTRIES[code]["names"]) if code in COUNTRIES else code


def languages_of(country):
    """Codes of its official languages, those official in fact too; none for an unknown country."""
    return COUNTRIES.get(country, {}).get("languages", "").split()


def region_of(country):
    """The M49 macro region of a country, "" for an unknown one."""
    return COUNTRIES.get(country, {}).get("region", "")


def region_name(slug):
    return in_readers_language(TABLE["regions"][slug]) if slug in TABLE["regions"] else slug


def sub_region_name(country):
    sub_region = COUNTRIES.get(country, {}).get("sub_region")
    return in_readers_language(TABLE["sub_regions"][sub_region]) if sub_region else ""


def part_name(number):
    """The name of a part of a region by its number in M49."""
    return in_readers_language(TABLE["sub_regions"][number])


# One lazy class each: a label made by ``lazystr`` would be a class of its own, and 250 of them cost 40 ms.
lazy_country_name = lazy(country_name, str)
lazy_region_name = lazy(region_name, str)


def country_choices():
    """All countries; labels are evaluated in the reader's language when they are shown."""
    return [(code, lazy_country_name(code)) for code in COUNTRIES]


def region_choices():
    return [(slug, lazy_region_name(slug)) for slug in TABLE["regions"]]
