"""Fold text so that words match without accents and across both databases."""

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
RUN = re.compile(f"{UNSPACED.pattern}+|{UNSPACED.pattern.replace('[', '[^')}+")
# SQLite takes these letters for signs between words (its Unicode is of 2012), so a word with one inside would be two,
# which an index without positions refuses.
BETWEEN = "\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3"
WORD = re.compile(rf"[^\W_{BETWEEN}]+")
LONGEST_QUERY = 200
MOST_WORDS = 12


def fold(text):
    """Lower case without accents: ``Łódź`` and ``Lodz`` fold alike. Marks that carry vowels elsewhere go too."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(STROKES)


def words_in(text):
    """The folded words of a text. Writing without spaces is cut into overlapping pairs of its characters."""
    for word in WORD.findall(fold(text)):
        for run in RUN.findall(word):
            yield from pairs(run) if UNSPACED.match(run) else [run]


def pairs(run):
    """Every two neighbours, and the last alone, so that each character begins a word."""
    return [run[at : at + 2] for at in range(len(run))]


def words_of(text):
    """The words of a visitor's query, each once; at most 12 of its first 200 characters, so no text reaches a query."""
    words = list(dict.fromkeys(words_in(text[:LONGEST_QUERY])))
    # The last character of a run asks less than the pair it ends.
    return [word for word in words if not any(other[1:] == word for other in words if UNSPACED.match(word))][
        :MOST_WORDS
    ]
