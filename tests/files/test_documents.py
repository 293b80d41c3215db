"""What becomes of an uploaded document, and what is said to whoever chose it."""

import hashlib
import json
import os
import sys
import threading
from tempfile import TemporaryFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import override

from files import documents, storage
from files.bounded import run, slot
from files.documents import check_document, receive_document
from files.inside.verdict import MOST_PAGES, verdict_on
from files.models import StoredFile
from files.refusals import SENTENCES
from files.sniffing import reason_against
from files.uploading import LARGEST
from tests.factories import UserFactory
from tests.files.corpus import CASES, Case
from tests.files.corpus.shapes import bomb, many_links
from tests.files.paper import with_text

CHEAP = [case for case in CASES if not case.costly]
NOT_OPENED = [case for case in CHEAP if case.refused in ("empty", "type")]
OPENED = [case for case in CHEAP if case not in NOT_OPENED]


def pdf(name="plan.pdf", data=None):
    return SimpleUploadedFile(name, with_text(["A plan"]).bytes() if data is None else data)


def reason_of_refusal(upload):
    """The code of the first sentence; nothing for a file that was taken."""
    try:
        receive_document(upload)
    except ValidationError as refusal:
        return refusal.error_list[0].code
    return ""


def files_in(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_document_is_kept_byte_by_byte_with_what_is_known_of_it(db, media):
    person, data = UserFactory(), with_text(["One", "Two"]).bytes()

    receive_document(pdf("../Plan für Öresund.PDF", data), by=person)

    kept = StoredFile.objects.get()
    assert files_in(media) == [media / f"{kept.public_id}.pdf"] == [storage.path_of(kept)]
    assert storage.path_of(kept).read_bytes() == data
    assert (kept.original_name, kept.content_type, kept.kind) == ("Plan für Öresund.PDF", "application/pdf", "document")
    assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (kept.pages, kept.tagged, kept.has_text, kept.state) == (2, False, True, "ready")
    assert kept.uploaded_by == person


def test_same_document_twice_is_two_files(db, media):
    first, second = receive_document(pdf()), receive_document(pdf())

    assert first.sha256 == second.sha256
    assert first.get_absolute_url() != second.get_absolute_url()
    assert set(files_in(media)) == {storage.path_of(first), storage.path_of(second)}


@pytest.mark.parametrize("case", OPENED, ids=str)
def test_document_gets_its_verdict(case, tmp_path):
    """As the child reaches it, without the cost of a process for each; ``make prove-uploads`` has that too."""
    path = tmp_path / case.called
    path.write_bytes(case.make())

    with path.open("rb") as file:
        reason = reason_against(file)
        found = {"refused": reason} if reason else verdict_on(file)

    found.pop("pages", None)
    assert found == ({"refused": case.refused} if case.refused else {"tagged": case.tagged, "text": case.has_text})


@pytest.mark.parametrize("case", NOT_OPENED, ids=str)
def test_file_of_another_kind_is_refused_before_it_is_opened(case, media, monkeypatch):
    monkeypatch.setattr(documents, "look_into", None)

    assert reason_of_refusal(pdf(case.called, case.make())) == case.refused
    assert files_in(media) == []


@pytest.mark.parametrize(
    ("case", "refused"),
    [
        (Case("bomb", bomb), "heavy"),
        (Case("script", lambda: with_text(["A"], catalog=b"/AA << /O << /S /JavaScript >> >>").bytes()), "script"),
    ],
    ids=str,
)
def test_refused_document_leaves_nothing(case, refused, media):
    assert reason_of_refusal(pdf(data=case.make())) == refused
    assert files_in(media) == []


def test_check_that_does_not_end_is_ended(monkeypatch, media):
    monkeypatch.setattr(documents, "SECONDS_TO_CHECK", 0.5)

    assert reason_of_refusal(pdf(data=many_links(3_000_000))) == "slow"
    assert files_in(media) == []


def test_size_is_counted_and_not_believed(monkeypatch, db, media):
    data = with_text(["A plan"]).bytes()
    upload = pdf(data=data + b"\n")
    upload.size = 1

    monkeypatch.setattr(documents, "LARGEST", len(data))

    assert reason_of_refusal(upload) == "size"
    assert reason_of_refusal(pdf(data=data)) == ""


def test_document_is_not_taken_where_the_disk_is_nearly_full(monkeypatch, media):
    monkeypatch.setattr(storage, "KEPT_FREE", 10**18)

    assert reason_of_refusal(pdf()) == "full"


def test_third_document_at_once_is_asked_to_come_again(monkeypatch, media):
    monkeypatch.setattr(documents, "SECONDS_TO_WAIT", 0)

    with slot(patience=0), slot(patience=0):
        assert reason_of_refusal(pdf()) == "busy"
    assert files_in(media) == []


def test_many_at_once_end_in_a_verdict_or_are_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(documents, "SECONDS_TO_WAIT", 0.1)
    ends = []

    def check():
        try:
            ends.append(check_document(pdf()).pages)
        except ValidationError as refusal:
            ends.append(refusal.error_list[0].code)

    threads = [threading.Thread(target=check) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(ends), {"busy", *ends}) == (6, {1, "busy"})


def test_document_belongs_to_the_transaction_of_its_caller(transactional_db, media):
    with transaction.atomic():
        lost = receive_document(pdf())
        transaction.set_rollback(True)

    assert not StoredFile.objects.exists()
    assert files_in(media) == [storage.path_of(lost)]  # the sweeper's


@pytest.mark.parametrize(("ends_with", "refused"), [(0, ""), (1, "virus"), (2, "unscanned")])
def test_scanner_of_the_operator_reads_the_bytes_and_decides(settings, db, tmp_path, ends_with, refused):
    copy = tmp_path / "seen"
    program = f"import sys; open({str(copy)!r}, 'wb').write(sys.stdin.buffer.read()); sys.exit({ends_with})"
    settings.VIRUS_SCAN = f'{sys.executable} -c "{program}"'
    data = with_text(["A plan"]).bytes()

    assert reason_of_refusal(pdf(data=data)) == refused
    assert copy.read_bytes() == data


def test_scanner_that_is_missing_lets_nothing_through(settings):
    settings.VIRUS_SCAN = "/no/such/scanner"

    assert reason_of_refusal(pdf()) == "unscanned"


def test_scanner_that_does_not_end_is_ended(settings, monkeypatch):
    settings.VIRUS_SCAN = "sleep 60"
    monkeypatch.setattr(documents, "SECONDS_TO_SCAN", 0.2)

    assert reason_of_refusal(pdf()) == "unscanned"


def test_child_sees_nothing_of_the_site():
    """No settings, no secrets, no other open file."""
    program = "import os, json; print(json.dumps([sorted(os.environ), len(os.listdir('/proc/self/fd'))]))"

    with slot(patience=0) as place, open(os.devnull, "rb") as nothing, TemporaryFile() as said:
        run([sys.executable, "-I", "-c", program], nothing, said, place, seconds=5)
        said.seek(0)
        names, descriptors = json.load(said)

    assert "SECRET_KEY" in os.environ
    assert names == ["LANG", "PATH"]
    assert descriptors == 5  # the three of every program, the lock, and the list itself


@pytest.mark.parametrize("language", ["es", "fr", "de"])
def test_each_refusal_is_a_sentence_in_each_language(language):
    english = {code: str(sentence) for code, sentence in SENTENCES.items()}

    with override(language):
        translated = {code: str(sentence) for code, sentence in SENTENCES.items()}

    assert [code for code in english if english[code] == translated[code]] == []
    assert all(sentence.endswith(".") for sentence in (*english.values(), *translated.values()))


def test_sentences_name_the_limits_there_are():
    assert SENTENCES["size"] == f"The selected file must be {LARGEST // 1024**2} MB or smaller."
    assert SENTENCES["pages"] == f"The selected file must have {MOST_PAGES:,} pages or fewer."
