"""The guide's rules for words, over every text of the interface and its translations."""

import re

import pytest
from babel.messages.pofile import read_po

from tools import check_translations

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ENGLISH = sorted(PLACEHOLDER.sub("", text) for _context, text in check_translations.texts())
# What the texts do without, and why.
UNWANTED = {
    r"!": "no exclamation marks",
    r"(?i)\bclick\b": "links say where they go",
    r"(?i)\binvalid\b": "errors say what to do",
    r"(?i)\b(oops|sorry)\b": "say what happened",
    r"(?i)successful": "say what was done",
    r"(?i)\bemail": "e-mail",
    r"\bago\b": "dates, but for waiting times of editors",
    r"\.\.\.": "…",
    r"(?i)\b(project|practice)s? (is|was|has)\b": "initiative is the one word",
    r"(?i)\bwebinars?\b": "session is the one word",
    r"(?i)\byour submission\b": "initiative or draft, towards cities",
}


@pytest.mark.parametrize(("pattern", "rule"), UNWANTED.items(), ids=UNWANTED.values())
def test_english_texts_keep_the_rule(pattern, rule):
    assert [text for text in ENGLISH if re.search(pattern, text)] == []


def given(language):
    """Every translation, plural forms one by one."""
    path = check_translations.LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    return [text for each in messages for text in ([each.string] if isinstance(each.string, str) else each.string)]


@pytest.mark.parametrize("language", check_translations.LANGUAGES)
def test_translations_have_no_exclamation_marks(language):
    assert [text for text in given(language) if re.search("[!¡]", text)] == []


@pytest.mark.parametrize(("language", "foreign"), [("de", "[«»]"), ("es", "[„“”]"), ("fr", "[„“”]")])
def test_translations_use_the_quotation_marks_of_their_language(language, foreign):
    assert [text for text in given(language) if re.search(foreign, text)] == []


def test_french_keeps_its_signs_on_the_line_by_a_space_that_does_not_break():
    assert [
        text for text in given("fr") if re.search(r"[^\s\u00a0\u202f&\w][;?]|\w[?]| [;:?]|« (?=\w)|\w »", text)
    ] == []
