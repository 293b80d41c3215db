"""Receives recordings of sessions, MP4 or WebM, and their captions (WebVTT).

Nothing here decodes them. A decoder of video is the largest door there is, and all it would tell is whether the film
plays, which whoever uploads sees on the page. Browsers open films in walls of their own; what leaves us is named a film
and nothing else (files/views.py). What cameras write beside the picture stays in the file.
"""

import mmap
import re
from pathlib import Path

from django.conf import settings

from files.bounded import Busy, slot
from files.checked import Checked
from files.documents import MB, SECONDS_TO_WAIT, received, virus_in
from files.models import FileKind
from files.names import cleaned
from files.refusals import refusal
from files.sniffing import PAGES, READ_BY_GUESSERS, is_zip

MP4, WEBM, VTT = "video/mp4", "video/webm", "text/vtt"
LARGEST_CAPTIONS = MB
# The first box of an MP4 says what it is. Pictures (heic, avif) and QuickTime begin the same way with other brands.
BEGIN_MP4 = re.compile(rb"\0\0..ftyp(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |M4VH|MSNV)", re.DOTALL)
BEGIN_WEBM = re.compile(rb"\x1a\x45\xdf\xa3.{0,60}?\x42\x82\x84webm", re.DOTALL)  # Matroska with the type of WebM
BEGIN_VTT = re.compile(r"WEBVTT(?:[ \t][^\r\n]*)?(?:\r|\n|$)")
FILMS = {".mp4": (MP4, BEGIN_MP4), ".webm": (WEBM, BEGIN_WEBM)}


def check_recording(upload):
    """By name and by its first bytes. Copies and hashes it, a second for 200 MB; asks no database, and leaves no bytes
    of what it refuses. Raises ValidationError with a sentence for whoever chose it."""
    ending = Path(upload.name.lower()).suffix
    if ending not in FILMS:
        raise refusal("recording")
    content_type, begin = FILMS[ending]
    return checked(
        upload, settings.RECORDING_BYTES, lambda file: reason_against(file, begin), FileKind.RECORDING, content_type
    )


def check_captions(upload):
    """The same for captions, which are text."""
    if not upload.name.lower().endswith(".vtt"):
        raise refusal("captions")
    return checked(upload, LARGEST_CAPTIONS, reason_against_captions, FileKind.CAPTIONS, VTT)


def checked(upload, largest, reason_against, kind, content_type):
    path, size, digest = received(upload, largest, "most")
    try:
        with path.open("rb") as file:
            if reason := reason_against(file) or scanned(path):
                raise refusal(reason)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Checked(path, cleaned(upload.name), size, digest, kind, content_type)


def reason_against(file, begin):
    """The code of why it is no film of its kind, or more than one thing; or none."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not begin.match(data):
            return "recording"
        return "recording_mixed" if PAGES.search(data, 0, READ_BY_GUESSERS) or is_zip(data) else None


def reason_against_captions(file):
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "captions"
    return None if BEGIN_VTT.match(text) and "\0" not in text else "captions"


def scanned(path):
    """What the operator's scanner says, where there is one. It takes one of the places of ``files.bounded``."""
    if not settings.VIRUS_SCAN:
        return None
    try:
        with slot(patience=SECONDS_TO_WAIT) as place:
            return virus_in(path, place)
    except Busy:
        return "busy"
