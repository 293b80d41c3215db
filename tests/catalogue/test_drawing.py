"""Whatever a title holds, it is drawn with letters, or refused; never with boxes, never out of time."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from catalogue import drawing, lettering
from catalogue.lettering import HEADINGS, LINES, Undrawable, in_sight, runs_left, words_of

ARABIC = "شوارع مفتوحة 2020 في (Casablanca): الدار"


def fonts_of(text):
    return [name for word in words_of(text, HEADINGS) for name, _text in word.pieces]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Streets – “open”", "serif-latin"),
        ("Şş", "serif-latin-ext"),
        ("Улицы", "serif-cyrillic"),
        ("Δρόμοι", "serif-greek"),
        ("شوارع", "arabic-600"),
        ("ế", "sans-vietnamese"),
        ("e\u0301", "serif-latin"),  # put together first
    ],
)
def test_letters_come_from_the_font_that_has_them(text, font):
    assert set(fonts_of(text)) == {font}


@pytest.mark.parametrize("text", ["城市", "हिन्दी", "🚲", "ᄀ", "\u0301", "a\ufffe", "\u202e", "\x07"])
def test_letters_that_no_font_has_are_refused(text):
    with pytest.raises(Undrawable):
        words_of(text, HEADINGS)


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_no_picture(text):
    with pytest.raises(Undrawable):
        drawing.png(text, "Peru")


def test_vietnamese_stands_in_one_family():
    assert {name for word in drawing.heading_words("Đà Nẵng") for name, _text in word.pieces} <= set(LINES)


def seen(text):
    words = words_of(text, HEADINGS)
    return ["".join(text for _name, text in word.pieces) for word in in_sight(words, runs_left(words))]


def test_words_stand_where_their_script_has_them():
    assert seen("one two") == ["one", "two"]
    assert seen(ARABIC) == ["الدار", "(Casablanca):", "في", "2020", "مفتوحة", "شوارع"]
    assert seen("شوارع two words") == ["two", "words", "شوارع"]
    assert seen("the شوارع مفتوحة") == ["the", "مفتوحة", "شوارع"]


def test_arabic_is_left_alone_where_its_letters_cannot_be_joined(monkeypatch):
    lettering.word_of.cache_clear()
    monkeypatch.setattr(lettering, "SHAPES", False)

    with pytest.raises(Undrawable):
        words_of("شوارع", HEADINGS)
    lettering.word_of.cache_clear()


def test_short_names_are_large_and_long_titles_are_cut():
    sizes = [drawing.fitting(words_of(text, HEADINGS))[0] for text in ("Lima", "Open streets " * 4, "word " * 60)]
    _size, lines = drawing.fitting(words_of("word " * 60, HEADINGS))

    assert sizes[0] > sizes[1] > sizes[2]
    assert lines[-1][-1].pieces == (("serif-latin", "…"),)
    assert all(drawing.breadth(line, sizes[2]) <= drawing.ROOM for line in lines)


@pytest.mark.parametrize("text", ["Lima", "Open streets for people on Sundays " * 3, ARABIC, "y" * 20, "word " * 60])
def test_nothing_is_drawn_over_the_frame(monkeypatch, text):
    pictures = []
    monkeypatch.setattr(drawing, "encoded", pictures.append)

    drawing.png(text, "Casablanca, Morocco")

    box = ImageChops.difference(pictures[0], drawing.ground()).getbbox()
    assert box[0] >= drawing.MARGIN - 6
    assert box[1] > 124
    assert box[2] <= drawing.WIDTH - drawing.MARGIN + 6
    assert box[3] < drawing.HEIGHT - drawing.EDGE - drawing.CASING


LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
SHOWN = st.characters(min_codepoint=0x20, max_codepoint=0x6FF, exclude_categories=["Cc", "Cn"])


@settings(max_examples=25, deadline=None)
@given(st.text(LETTERS, max_size=40) | st.text(SHOWN, max_size=400))
def test_any_text_is_a_picture_or_refused_in_no_time(text):
    started = time.process_time()
    try:
        found = drawing.png(text, unicodedata.normalize("NFC", text))
    except Undrawable:
        found = b"\x89PNG"

    assert found.startswith(b"\x89PNG")
    assert time.process_time() - started < 2
