"""Pieces that are rendered once are those of their arguments and of the language."""

from django.utils import translation

from catalogue.templatetags.pieces import fixed


def test_piece_follows_its_arguments():
    pieces = [fixed("components/_icon.html", name=name) for name in ("check", "dash", "check")]

    assert ["#check" in piece for piece in pieces] == [True, False, True]
    assert pieces[0] is pieces[2]


def test_piece_speaks_the_language_of_the_page():
    english = fixed("components/_nav.html", here="cities")
    with translation.override("de"):
        german = fixed("components/_nav.html", here="cities")

    assert ("Cities" in english, "Städte" in german) == (True, True)
