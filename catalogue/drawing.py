"""Draws the picture that others show for a link to a page: 1200 by 630 pixels, in the look of the site."""

from functools import lru_cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw

from catalogue.lettering import (
    HEADINGS,
    LINES,
    SHAPES,
    Undrawable,
    font_of,
    in_sight,
    runs_left,
    space_of,
    words_of,
    wrapped,
)

DESIGN = 1  # counts up when pictures are to look different: their addresses change with it
SIZE = WIDTH, HEIGHT = 1200, 630
PAPER, INK, GREY, SIGNAL = "#fbfbf8", "#15171c", "#4a4e56", "#ffd21f"
MARGIN, EDGE, CASING = 72, 24, 6
ROOM = WIDTH - 2 * MARGIN
SIZES = (140, 118, 104, 88, 74, 62, 52)
LINE_SIZE, NAME_SIZE = 42, 40
LINE, TOP, BOTTOM = 212, 232, 582  # where the line stands, and between what the heading has room
LONGEST = 300  # letters that are looked at
ICON = settings.BASE_DIR / "static" / "img" / "apple-touch-icon.png"
COLOURS = 64


def png(heading, line):
    """The heading with a line above it: where it is. Raises Undrawable. Some 30 milliseconds and 5 MB, whatever the
    texts."""
    words, above = heading_words(heading[:LONGEST]), words_of(line[:LONGEST], LINES)
    if not words:
        raise Undrawable(heading)
    size, lines = fitting(words)
    picture = ground().copy()
    pen = ImageDraw.Draw(picture)
    for first in wrapped(above, LINE_SIZE, ROOM)[:1]:
        write(pen, first, LINE_SIZE, LINE, GREY)
    for number, each in enumerate(lines):
        write(pen, each, size, TOP + size + number * height_of(size, words), INK, runs_left(words))
    return encoded(picture)


def heading_words(text):
    """With serifs, where the whole text has them: those of Vietnamese have none here."""
    words = words_of(text, HEADINGS)
    return words_of(text, LINES) if any(name in LINES for word in words for name, _text in word.pieces) else words


def fitting(words):
    """The largest size in which all lines have room; in the smallest, what has none is cut."""
    for size in SIZES:
        lines, most = wrapped(words, size, ROOM), (BOTTOM - TOP) // height_of(size, words)
        if len(lines) <= most and all(breadth(line, size) <= ROOM for line in lines):
            return size, lines
    return size, lines if len(lines) <= most else cut(lines[:most], size)


def height_of(size, words):
    """Of a line; Arabic letters reach lower."""
    return round(size * (1.4 if runs_left(words) else 1.14))


def cut(lines, size):
    """With an ellipsis after the last word that leaves room for it; a word wider than the picture runs out of it."""
    dots = words_of("…", HEADINGS)
    while len(lines[-1]) > 1 and breadth(lines[-1] + dots, size) > ROOM:
        lines[-1].pop()
    return [*lines[:-1], lines[-1] + dots]


def breadth(line, size):
    return sum(word.width(size) for word in line) + space_of(size) * (len(line) - 1)


def write(pen, line, size, bottom, colour, leftwards=False):
    x = WIDTH - MARGIN - breadth(line, size) if leftwards else MARGIN
    for word in in_sight(line, leftwards):
        pieces = reversed(word.pieces) if word.leftwards else word.pieces
        for name, text in pieces:
            font = font_of(name, size)
            way = {"direction": "rtl" if word.leftwards else "ltr"} if SHAPES else {}
            pen.text((x, bottom), text, font=font, fill=colour, anchor="ls", **way)
            x += font.getlength(text)
        x += space_of(size)


@lru_cache(maxsize=1)
def ground():
    """Paper, the mark with the name of the site, and the road at the bottom."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT - EDGE, WIDTH, HEIGHT), fill=SIGNAL)
    pen.rectangle((0, HEIGHT - EDGE - CASING, WIDTH, HEIGHT - EDGE), fill=INK)
    with Image.open(ICON) as icon:
        mark = icon.convert("RGB").resize((64, 64), Image.Resampling.LANCZOS)
    picture.paste(mark, (MARGIN, 60))
    pen.text((MARGIN + 84, 92), settings.SITE_NAME, font=font_of("serif-latin", NAME_SIZE), fill=INK, anchor="lm")
    return picture


def encoded(picture):
    """In few colours, which is all that letters on paper need."""
    file = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()
