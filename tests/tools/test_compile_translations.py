"""Translations are compiled without gettext, and only when they changed."""

import gettext
import os

import pytest

from tools import compile_translations as tool

TEXT = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "City"
msgstr "Ciudad"

#, fuzzy
msgid "Send"
msgstr "Perhaps this"
"""


@pytest.fixture
def source(monkeypatch, tmp_path):
    monkeypatch.setattr(tool, "LOCALE", tmp_path)
    path = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    return path


def test_compiled_file_speaks_what_is_sure_and_leaves_what_is_fuzzy(source):
    tool.compile_translations()

    with source.with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert [spoken.gettext(word) for word in ("City", "Send")] == ["Ciudad", "Send"]


def test_only_changed_files_are_compiled(source):
    counts = [tool.compile_translations(), tool.compile_translations()]
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))

    assert [*counts, tool.compile_translations()] == [1, 0, 1]
