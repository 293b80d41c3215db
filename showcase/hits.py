"""What a row says of the search that found it: the passage, where title and summary do not show it, and a note."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.excerpts import passage, shortened, unseen
from showcase.models import InitiativeTranslation

BODY = ("summary", "challenge", "solution", "results_text", "lessons", "what_did_not_work")


@dataclass(frozen=True)
class Passage:
    text: str
    language: str


def with_hits(rows, words, translated):
    """Each row with its ``passage``, if it needs one. One query where rows were found in a translation."""
    texts = translations_of([row.pk for row in rows if row.pk in translated])
    for row in rows:
        row.passage = passage_of(row, words, texts.get(row.pk, ()))
        if row.pk in translated:
            row.notes = [*getattr(row, "notes", ()), _("Found through a translation")]
    return rows


def passage_of(row, words, translations):
    """Around the first word that the row does not show already; None where it shows all, or where names found it."""
    words = unseen(words, row.title, shortened(row.summary), row.city.name, row.city.country_name)
    own = {name: getattr(row, name) for name in BODY}
    for language, texts in ((row.text_language, own), *translations):
        for name in ("title", *BODY):
            if found := passage(texts.get(name) or "", words):
                return Passage(found, language)
    return None


def translations_of(keys):
    if not keys:
        return {}
    texts = {}
    found = InitiativeTranslation.objects.filter(initiative__in=keys).order_by("language")
    for key, language, translated in found.values_list("initiative", "language", "texts"):
        texts.setdefault(key, []).append((language, translated))
    return texts
