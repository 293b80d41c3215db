"""Writes one word into every column of a row that can hold it."""

from django.db.models import CharField, EmailField, SlugField, TextField, URLField

from catalogue.dates import PartialDateField
from showcase.models import Practice
from tests.authz.canary.words import word

# Read by the program: only certain codes make sense there.
CODES = {"text_language", "original_title_language", "currency", "licence", "time_zone", "language", "filter"}


def can_hold(field):
    """Whether the column takes any text, and a word fits in."""
    if not isinstance(field, CharField | TextField) or isinstance(field, SlugField | PartialDateField):
        return False
    if field.choices or field.name in CODES:
        return False
    return field.max_length is None or field.max_length >= len(as_text(field, word("")))


def as_text(field, text):
    if isinstance(field, EmailField):
        return f"{text}@mail.example"
    return f"https://{text}.example/" if isinstance(field, URLField) else text


def columns(model, text, *, but=()):
    """``{column: text}`` for all of them, except ``but``."""
    fields = [field for field in model._meta.concrete_fields if can_hold(field) and field.name not in but]
    return {field.name: as_text(field, text) for field in fields}


def content(key):
    """What a submission or initiative says, its word in each sentence."""
    text = word(key)
    return {
        **columns(Practice, text),
        "title": f"{text} {key}",
        "results": [{"figure": text, "counts": text, "source": f"https://{text}.example/", "year": "2020"}],
        "conditions": [{"kind": "budget", "text": text}],
        "links": [{"label": text, "address": f"https://{text}.example/"}],
        "text_language": "en",
        "original_title_language": "eu",
        "start": "2020-03",
        "licence": "CC BY 4.0",
        "consent": True,
    }
