"""Receives documents: looks at name, size and content before a byte is kept, and refuses what is more than paper."""

import hashlib
import logging
import os
import shlex
from dataclasses import dataclass
from subprocess import DEVNULL

from django.conf import settings

from files import storage
from files.bounded import Busy, TookTooLong, look_into, run, slot
from files.checked import Checked
from files.models import FileKind
from files.names import cleaned
from files.refusals import refusal
from files.sniffing import reason_against
from files.uploading import LARGEST

PIECE = 64 * 1024
MB = 1024 * 1024
PDF = "application/pdf"
SECONDS_TO_CHECK = 4
SECONDS_TO_SCAN = 30
SECONDS_TO_WAIT = 5  # for others' checks
FOUND_NOTHING, FOUND_SOMETHING = 0, 1  # how scanners end
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CheckedDocument(Checked):
    pages: int
    tagged: bool
    has_text: bool

    def found(self):
        return {"pages": self.pages, "tagged": self.tagged, "has_text": self.has_text}


def receive_document(upload, *, by=None):
    """The stored file of an uploaded one. Raises ValidationError with a sentence for whoever chose it.

    Takes about half a second and 10 at most, so it belongs before a transaction, or in pieces: ``check_document``
    where the form is checked, ``keep`` where its rows are written. Holds one of two places on the machine meanwhile.
    """
    return check_document(upload).keep(by=by)


def check_document(upload):
    """Everything ``receive_document`` does but the row. Asks no database. Leaves no bytes of what it refuses."""
    if not upload.name.lower().endswith(".pdf"):
        raise refusal("type")
    path, size, digest = received(upload, LARGEST)
    try:
        found = verdict_on(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return CheckedDocument(
        path=path,
        name=cleaned(upload.name),
        size=size,
        sha256=digest,
        kind=FileKind.DOCUMENT,
        content_type=PDF,
        pages=found["pages"],
        tagged=found["tagged"],
        has_text=found["text"],
    )


def received(upload, largest, code="size"):
    """The bytes, counted as they come: what a client says about their number is not asked. ``code`` refuses more."""
    if not storage.has_room_for(largest):
        raise refusal("full")
    file, path = storage.incoming_file()
    try:
        with file:
            size, digest = copied(upload, file, largest, code)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise refusal("empty")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, size, digest


def copied(upload, file, largest, code):
    size, digest = 0, hashlib.sha256()
    if getattr(upload, "is_cut_off", False):  # files/uploading.py
        raise refusal(code, {"most": largest // MB})
    for piece in upload.chunks(PIECE):
        size += len(piece)
        if size > largest:
            raise refusal(code, {"most": largest // MB})
        digest.update(piece)
        file.write(piece)
    return size, digest.hexdigest()


def verdict_on(path):
    """What the checks found out, cheapest first. Raises ValidationError."""
    with path.open("rb") as file:
        if reason := reason_against(file):
            raise refusal(reason)
    try:
        with slot(patience=SECONDS_TO_WAIT) as place:
            (found,) = look_into(path, "verdict", place, seconds=SECONDS_TO_CHECK)
            if reason := found.get("refused") or virus_in(path, place):
                raise refusal(reason)
    except Busy:
        raise refusal("busy") from None
    except (TookTooLong, ValueError):  # stopped, or ended without a word
        raise refusal("slow") from None
    return found


def virus_in(path, place):
    """What the operator's scanner says of the bytes on its standard input; nothing where none is set."""
    if not settings.VIRUS_SCAN:
        return None
    try:
        with path.open("rb") as file:
            code = run(shlex.split(settings.VIRUS_SCAN), file, DEVNULL, place, seconds=SECONDS_TO_SCAN)
    except OSError:
        log.exception("VIRUS_SCAN names nothing that can be run")
        return "unscanned"
    return {FOUND_NOTHING: None, FOUND_SOMETHING: "virus"}.get(code, "unscanned")
