"""Text in pictures: which of our fonts has a letter, how words fall into lines, which way they run.

Pillow reads the committed web fonts as they are. What none of them can show is refused, so that no box is ever drawn.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from PIL import ImageFont, features

FONTS = settings.BASE_DIR / "static" / "fonts"
HEADINGS = ("serif-latin", "serif-latin-ext", "serif-cyrillic", "serif-greek", "arabic-600", "sans-vietnamese")
LINES = ("sans-latin", "sans-latin-ext", "sans-cyrillic", "sans-greek", "arabic-400", "sans-vietnamese")
SHAPES = features.check("raqm")  # joins Arabic letters; some builds of Pillow come without
RUNS_LEFT = {"R", "AL"}
HAS_DIRECTION = RUNS_LEFT | {"L", "EN", "AN"}
MARK = "Mn"


class Undrawable(Exception):
    """A letter that no font of ours has, or that this machine cannot join to the next one."""


@lru_cache(maxsize=128)
def font_of(name, size):
    engine = ImageFont.Layout.RAQM if SHAPES else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / f"{name}.woff2", size, layout_engine=engine)


@lru_cache(maxsize=16)
def bare(name):
    return ImageFont.truetype(FONTS / f"{name}.woff2", 20, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def has(name, letter):
    """Whether the font has ink for it; what it has not, our cuts show as nothing."""
    return bare(name).getmask(letter).getbbox() is not None


@dataclass(frozen=True)
class Word:
    pieces: tuple  # of a font's name and the letters it shows
    leftwards: bool
    direction: bool  # False for a word of signs alone, which follows its line

    def width(self, size):
        return sum(font_of(name, size).getlength(text) for name, text in self.pieces)


def words_of(text, fonts):
    """Raises Undrawable."""
    return [word_of(word, fonts) for word in unicodedata.normalize("NFC", text).split()]


@lru_cache(maxsize=1024)
def word_of(text, fonts):
    kinds = {unicodedata.bidirectional(letter) for letter in text}
    leftwards = bool(kinds & RUNS_LEFT)
    if leftwards and not SHAPES:
        raise Undrawable(text)
    pieces = []
    for letter in text:
        name = chosen(letter, fonts, pieces[-1][0] if pieces else "")
        if pieces and pieces[-1][0] == name:
            pieces[-1][1] += letter
        else:
            pieces.append([name, letter])
    return Word(tuple(map(tuple, pieces)), leftwards, bool(kinds & HAS_DIRECTION))


def chosen(letter, fonts, before):
    """The first font that has it; marks stay with the letter that bears them."""
    if before and has(before, letter):
        return before
    if unicodedata.category(letter) != MARK:
        for name in fonts:
            if has(name, letter):
                return name
    raise Undrawable(letter)


def wrapped(words, size, width):
    """Lines of words, as many as it takes; a word wider than the line stands alone."""
    space, lines, used = space_of(size), [], 0
    for word in words:
        needed = word.width(size)
        if lines and used + space + needed <= width:
            lines[-1].append(word)
            used += space + needed
        else:
            lines.append([word])
            used = needed
    return lines


def space_of(size):
    return font_of("sans-latin", size).getlength(" ")


def in_sight(line, leftwards):
    """The words from left to right: what runs against the line keeps its own order."""
    runs = []
    for word in line:
        way = word.leftwards if word.direction else leftwards
        if runs and runs[-1][0] == way:
            runs[-1][1].append(word)
        else:
            runs.append((way, [word]))
    for way, words in reversed(runs) if leftwards else runs:
        yield from reversed(words) if way else words


def runs_left(words):
    """As its first word that runs anywhere does."""
    return next((word.leftwards for word in words if word.direction), False)
