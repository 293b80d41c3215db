"""The beginning of a long text, and the words of a search marked in it."""

import re
import unicodedata
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join

from catalogue.folding import UNSPACED, fold

WIDTH = 200  # Latin letters: two to three lines of a row
# A point after fewer than three letters may be an abbreviation. Chinese and Japanese put no space after theirs.
SENTENCE = re.compile(r"(?<=\w{3})[.!?؟۔।]+[\"'”’»)]*(?=\s)|[。！？]+[”」』）]*")


def shortened(text, width=WIDTH):
    """The text, or as many whole sentences of it, else whole words, as fit; an ellipsis says that there is more."""
    text = text.strip()
    fits = fitting(text, width)
    if fits == len(text):
        return text
    sentences = [found.end() for found in SENTENCE.finditer(text, 0, fits + 1) if fits / 2 <= found.end() <= fits]
    if sentences:
        return f"{text[: sentences[-1]]}\N{NO-BREAK SPACE}…"
    words = text[: fits + 1].rpartition(" ")[0]
    head = words if len(words) >= fits / 2 else text[: between_letters(text, fits)]
    return head.rstrip(" ,;:–-،؛、，") + "…"


def fitting(text, width):
    """How many characters fit; Chinese, Japanese and Korean ones are twice as wide, marks on letters have no width."""
    if text[: width + 1].isascii():
        return min(len(text), width)
    used = 0
    for place, character in enumerate(text):
        if not unicodedata.combining(character):
            used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            return place
    return len(text)


def between_letters(text, place):
    """The nearest place before which no letter is parted from its marks."""
    while place and (unicodedata.combining(text[place]) or text[place] == "\N{ZERO WIDTH JOINER}"):
        place -= 1
    return place


def passage(text, words, width=WIDTH):
    """About as much of the text around the first hit, whole words with ellipses where it goes on; "" without one."""
    hits = (part for part in re.finditer(r"\w+", text) if is_hit(part[0], words))
    place = next((part.start() + place_in(part[0], words) for part in hits), None)
    if place is None:
        return ""
    start = max(0, place - width // 5)
    if start:
        start = text.find(" ", start, place) + 1 or place
    return f"{'… ' if start else ''}{shortened(text[start:], width)}"


def unseen(words, *texts):
    """The words that none of these texts shows."""
    shown = [fold(part) for text in texts for part in re.findall(r"\w+", text)]
    return [word for word in words if not any(holds(part, word) for part in shown)]


def is_hit(part, words):
    part = fold(part)
    return any(holds(part, word) for word in words)


def holds(part, word):
    """Whether a folded word is one that was searched; in writing without spaces, anywhere in it."""
    return word in part if UNSPACED.match(word) else part.startswith(word)


def place_in(part, words):
    """Where in writing without spaces the first of the words is; other writing is taken from its beginning."""
    places = [part.find(word) for word in words if UNSPACED.match(word)]
    return min((place for place in places if place >= 0), default=0)


def marked(text, words):
    """The text, escaped, with each word in ``mark`` that begins with a folded word of the search; neighbours in one."""
    if not words:
        return conditional_escape(text)
    parts = [piece for part in re.split(r"(\w+)", text) for piece in cut(part, words)]
    hits = {place for place, (_part, hit) in enumerate(parts) if hit}
    hits |= {place + 1 for place in hits if place + 2 in hits and parts[place + 1][0] == " "}
    runs = groupby(range(len(parts)), key=hits.__contains__)
    pieces = ((hit, "".join(parts[place][0] for place in run)) for hit, run in runs)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for hit, text in pieces)
    )


def cut(part, words):
    """``(piece, whether it is a hit)``. In writing without spaces a hit may be anywhere in a part."""
    if not UNSPACED.search(part):
        return [(part, fold(part).startswith(tuple(words)))]
    found = [(at, word) for word in words for at in range(len(part)) if part.startswith(word, at)]
    inside = {at + more for at, word in found if UNSPACED.match(word) for more in range(len(word))}
    runs = groupby(range(len(part)), key=inside.__contains__)
    return [("".join(part[at] for at in run), hit) for hit, run in runs]
