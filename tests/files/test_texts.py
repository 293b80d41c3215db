"""The text of documents, page by page, in the scripts their readers write."""

import pytest

from files import bounded, storage
from files.bounded import Busy, slot
from files.texts import Reading, read_pages
from tests.factories import StoredFileFactory
from tests.files.corpus.shapes import bomb_on_a_page
from tests.files.paper import scanned, with_text

IN_LATIN = ("The harbour of the city\nPage of words", "mangroves")
IN_ARABIC = ("تقرير عن المدن\nفي هذه الصفحة", "المانغروف")
IN_CHINESE = ("关于城市可持续发展的报告\n这一页", "红树林")


def stored(data):
    file = StoredFileFactory.build(state="ready")
    storage.path_of(file).write_bytes(data)
    return file


@pytest.mark.parametrize(("line", "word"), [IN_LATIN, IN_ARABIC, IN_CHINESE], ids=["latin", "arabic", "chinese"])
def test_word_stands_on_its_page_whatever_its_script(line, word):
    pages = [f"{line} {word}" if number == 7 else line for number in range(1, 81)]

    reading = read_pages(stored(with_text(pages).bytes()))

    assert reading == Reading("complete", [page.replace("\n", " ") for page in pages])


def test_letters_as_they_are_drawn_become_letters_as_they_are_typed():
    pages = ["of\ufb01ce", "\u0627\ufee3\ufef4\ufeee\ufea9", "caf\u0065\u0301 a\u00adb"]

    reading = read_pages(stored(with_text(pages).bytes()))

    assert reading.pages == ["office", "اميود", "café ab"]


def test_scanned_document_has_pages_without_text():
    assert read_pages(stored(scanned(3).bytes())) == Reading("no_text", ["", "", ""])


def test_document_without_bytes_or_without_sense_fails():
    missing = StoredFileFactory.build(state="ready")

    assert [read_pages(file) for file in (missing, stored(b"%PDF-1.7\nnothing"))] == [Reading("failed")] * 2


def test_document_that_takes_too_long_is_cut_and_keeps_what_was_read(monkeypatch):
    monkeypatch.setattr("files.texts.SECONDS", 1)
    paper = with_text(["The first page"])
    for _ in range(3):
        paper.add_page(b"BT /F1 11 Tf (x) Tj ET " * 60_000, resources=b"/Font << /F1 << /Type /Font >> >>")

    reading = read_pages(stored(paper.bytes()))

    assert (reading.state, reading.pages[0]) == ("cut", "The first page")
    assert len(reading.pages) < 4


def test_page_that_is_a_bomb_is_left_out_and_the_others_are_read():
    reading = read_pages(stored(bomb_on_a_page()))

    assert reading == Reading("cut", ["A plan", ""])


def test_second_document_waits_until_the_first_is_read(monkeypatch):
    monkeypatch.setattr("files.texts.SECONDS_TO_WAIT", 0)
    file = stored(scanned().bytes())

    with slot(("second",), patience=0), pytest.raises(Busy):
        read_pages(file)
    with slot(("first",), patience=0):
        reading = read_pages(file)

    assert reading.state == "no_text"


def test_places_are_two(tmp_path):
    with slot(patience=0), slot(patience=0), pytest.raises(Busy), slot(patience=0):
        pass

    assert sorted(path.name for path in (tmp_path / "slots").iterdir()) == sorted(bounded.SLOTS)
