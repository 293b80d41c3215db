"""Names and regions of countries, from CLDR (data/countries.json, written by tools/build_countries.py)."""

import json

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import get_language

TABLE = json.loads((settings.BASE_DIR / "data" / "countries.json").read_text(encoding="utf-8"))
COUNTRIES = TABLE["countries"]


class Named:
    """A name that follows the reader's language: lazy, because choices are made once."""

    def __init__(self, names):
        self.names = names

    def __str__(self):
        return self.names.get((get_language() or "en").split("-")[0], self.names["en"])


def country_name(code):
    """The country's name in the reader's language; the code itself where CLDR knows none."""
    return str(Named(COUNTRIES[code]["names"])) if code in COUNTRIES else code


def region_of(country):
    """The M49 macro region of a country, "" for an unknown one."""
    return COUNTRIES.get(country, {}).get("region", "")


def region_name(slug):
    return str(Named(TABLE["regions"][slug])) if slug in TABLE["regions"] else slug


def sub_region_name(country):
    sub_region = COUNTRIES.get(country, {}).get("sub_region")
    return str(Named(TABLE["sub_regions"][sub_region])) if sub_region else ""


def country_choices():
    """All countries; labels are evaluated in the reader's language when they are shown."""
    return [(code, lazystr(Named(row["names"]))) for code, row in COUNTRIES.items()]


def region_choices():
    return [(slug, lazystr(Named(names))) for slug, names in TABLE["regions"].items()]
