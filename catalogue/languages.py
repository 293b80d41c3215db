"""Languages that texts are written in: their names in the reader's language, and which way they run."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

UI_FALLBACK = "en"


@lru_cache(maxsize=4)
def names(reader):
    return {code: name for code, name in Locale.parse(reader).languages.items() if "_" not in code}


def is_language(code):
    """True for the codes that CLDR names (ISO 639)."""
    return code in names(UI_FALLBACK)


def language_name(code):
    """``Catalan``, ``Catalán``: for a reader of the active language; the code itself where CLDR has no name."""
    name = names((get_language() or UI_FALLBACK).split("-")[0]).get(code.split("-")[0], code)
    return name[:1].upper() + name[1:]


def own_name(code):
    """``Català``, ``中文``: as its own speakers write it; in English where CLDR does not know that."""
    try:
        name = Locale.parse(code).get_language_name(code)
    except UnknownLocaleError:
        name = None
    name = name or names(UI_FALLBACK)[code]
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=300)
def direction(code):
    """``rtl`` for Arabic, Hebrew, Persian, Urdu and the like; ``ltr`` for all others and for unknown codes."""
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def with_languages(rows):
    """The rows as a list, each with the name of the language it is written in. Only the query of the rows."""
    rows = list(rows)
    for row in rows:
        row.language_name = language_name(row.text_language) if row.text_language else ""
    return rows
