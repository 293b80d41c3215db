"""Texts by language fall back to English and say so."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogue.texts import LocalText, check_texts, local_text

TEXTS = {"en": {"description": "A network"}, "es": {"description": "Una red"}, "ca": {"motto": "Ciutats"}}


def test_text_comes_in_the_readers_language():
    with translation.override("es"):
        assert local_text(TEXTS, "description") == LocalText("Una red", "es")


def test_missing_language_shows_english_marked_as_such():
    with translation.override("de"):
        assert local_text(TEXTS, "description") == LocalText("A network", "en")


def test_text_in_another_language_is_better_than_none():
    assert local_text(TEXTS, "motto") == LocalText("Ciutats", "ca")


def test_missing_text_is_empty():
    assert not local_text(TEXTS, "history")


@pytest.mark.parametrize("value", [[], "text", {"en": "text"}, {"en": {"description": 3}}])
def test_other_shapes_are_refused(value):
    with pytest.raises(ValidationError):
        check_texts(value)
