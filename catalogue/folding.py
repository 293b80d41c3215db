"""Fold text so that words match without accents and across both databases."""

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
LONGEST_QUERY = 200
MOST_WORDS = 12


def fold(text):
    """Lower case without accents: ``Łódź`` and ``Lodz`` fold alike. Marks that carry vowels elsewhere go too."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(STROKES)


def words_of(text):
    """The folded words of a visitor's query; at most 12 of its first 200 characters, so no text reaches a query."""
    return re.findall(r"\w+", fold(text[:LONGEST_QUERY]))[:MOST_WORDS]
