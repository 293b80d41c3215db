"""What counts as translated, and that everything is."""

import pytest

from tools import check_translations


@pytest.mark.parametrize("language", check_translations.LANGUAGES)
def test_every_text_is_translated(language):
    assert list(check_translations.problems(language, check_translations.texts())) == []


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Writes the only catalogue, in German."""
    monkeypatch.setattr(check_translations, "LOCALE", tmp_path)
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    header = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return lambda text: path.write_text(header + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "City"\nmsgstr "Stadt"', []),
        ('msgid "Town"\nmsgstr "Ort"', ["missing: 'City'", "left over: 'Town'"]),
        ('msgid "City"\nmsgstr ""', ["not translated: 'City'"]),
        ('#, fuzzy\nmsgid "City"\nmsgstr "Dorf"', ["fuzzy: 'City'"]),
        ('msgid "City"\nmsgstr "Stadt %(name)s"', ["other placeholders: 'City'"]),
    ],
)
def test_problem_of_a_translation_is_named(catalogue, entry, problem):
    catalogue(entry)

    assert list(check_translations.problems("de", {(None, "City")})) == problem


def test_texts_are_read_out_of_programs_and_templates(tmp_path):
    program, page = tmp_path / "a.py", tmp_path / "a.html"
    program.write_text(
        '_("One")\nngettext("%(n)s city", "%(n)s cities", n)\npgettext("verb", "Open")\nprint("not this")\n'
    )
    page.write_text(
        '<p class="x">{% translate "Two" %} {{ value|default:_("Three") }}</p>\n'
        "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}\n"
    )

    assert [*check_translations.texts_of(program), *check_translations.texts_of(page)] == [
        (None, "One"),
        (None, "%(n)s city"),
        ("verb", "Open"),
        (None, "Two"),
        (None, "Three"),
        (None, "%(n)s row"),
    ]
