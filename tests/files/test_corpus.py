"""Every upload of the corpus on its whole way; in the suite a few of them, in ``make prove-uploads`` all."""

import resource
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from files import bounded, storage
from files.documents import check_document
from files.texts import read_pages
from tests.factories import StoredFileFactory
from tests.files.corpus import CASES
from tests.files.paper import with_text
from tests.files.test_texts import IN_ARABIC, IN_CHINESE, IN_LATIN
from tests.files.watching import Watched
from tests.proofs import IS_PROOF, at_once, tell

SHORT = {"plain", "script when opened", "password", "half of it", "10,000 pages", "tagged"}
ASKED = [case for case in CASES if IS_PROOF or case.name in SHORT]
LONG = 500 if IS_PROOF else 10  # pages
AT_ONCE = 20 if IS_PROOF else 4
ROOM_TO_GROW = 300  # MB


@pytest.fixture
def watched(monkeypatch):
    monkeypatch.setattr(bounded.subprocess, "Popen", Watched)
    monkeypatch.setattr(Watched, "most", 0)
    return Watched


def verdict(data, called="plan.pdf"):
    """``(code of the refusal, tagged, has text)``; the bytes go again."""
    try:
        checked = check_document(SimpleUploadedFile(called, data))
    except ValidationError as refusal:
        return refusal.error_list[0].code, None, None
    checked.path.unlink()
    return "", checked.tagged, checked.has_text


def expected(case):
    return (case.refused, None, None) if case.refused else ("", case.tagged, case.has_text)


def own_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_every_upload_gets_its_verdict_in_little_time_and_memory(watched, media):
    slowest, wrong, grown = (0, ""), [], 0
    for case in ASKED:
        data = case.make()
        before, began = own_memory(), time.monotonic()
        if verdict(data, case.called) != expected(case):
            wrong.append(case.name)
        slowest = max(slowest, (time.monotonic() - began, case.name))
        grown = max(grown, own_memory() - before)
    many = at_once([lambda: verdict(with_text(["A plan"]).bytes())[0]] * AT_ONCE)
    tell(
        f"uploads: {len(ASKED)} verdicts, {len(wrong)} wrong, slowest {slowest[0]:.1f} s ({slowest[1]}), "
        f"highest {watched.most} MB in the child and {grown} MB more in the parent; "
        f"{AT_ONCE} at once: {many.count('')} taken, {many.count('busy')} asked to come again"
    )

    assert wrong == []
    assert {"", "busy", *many} == {"", "busy"}
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert 0 < watched.most <= ROOM_TO_GROW
    assert grown <= ROOM_TO_GROW


def stored(data):
    file = StoredFileFactory.build(state="ready")
    storage.path_of(file).write_bytes(data)
    return file


def test_long_documents_are_read_in_time(watched):
    slowest = 0
    for line, word in (IN_LATIN, IN_ARABIC, IN_CHINESE):
        pages = [f"{line} {word if number == 7 else ''}" * 20 for number in range(1, LONG + 1)]
        file = stored(with_text(pages).bytes())
        began = time.monotonic()
        reading = read_pages(file)
        slowest = max(slowest, time.monotonic() - began)

        assert (reading.state, len(reading.pages)) == ("complete", LONG)
        assert [number for number, page in enumerate(reading.pages, 1) if word in page] == [7]
    tell(f"texts of {LONG} pages in three scripts: slowest {slowest:.1f} s, highest {watched.most} MB")
