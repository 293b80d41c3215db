"""Texts that a network writes in several languages: ``{"en": {"description": "..."}, "es": {...}}``."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FALLBACK = "en"


@dataclass(frozen=True)
class LocalText:
    """A text and the language it is in, for ``lang`` attributes."""

    text: str
    language: str

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)


def local_text(texts, name, language=None):
    """The text in the reader's language, else in English, else in any language it has."""
    wanted = (language or get_language() or FALLBACK).split("-")[0]
    for code in (wanted, FALLBACK, *texts):
        text = texts.get(code, {}).get(name, "")
        if text:
            return LocalText(text, code)
    return LocalText("", wanted)


def check_texts(value):
    """A validator: languages over named texts, nothing else."""
    well_formed = isinstance(value, dict) and all(
        isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values()) for texts in value.values()
    )
    if not well_formed:
        raise ValidationError(_("Give the texts by language."), code="texts")
