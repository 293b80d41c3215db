"""Whether bytes are a PDF and nothing else beside it. Reads the two ends and searches the rest once."""

import mmap
import re

BEGIN = re.compile(rb"%PDF-[12]\.\d")
LAST_MARK = b"%%EOF"
# What a browser that guesses reads, and what it would take for a page.
READ_BY_GUESSERS = 1445
PAGES = re.compile(rb"<(?:!doctype|!--|html|head|body|script|iframe|svg|title|style|\?(?:php|xml))", re.IGNORECASE)
# A ZIP archive is read from its end, so it can hide behind anything.
ZIP_END, ZIP_ENTRY, LONGEST_ZIP_END = b"PK\x05\x06", b"PK\x01\x02", 22 + 65_535
MARK_WITHIN = 1024  # bytes from the end, as all readers expect


def reason_against(file):
    """The code of why it is no PDF, a damaged one, or more than one; or none."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not BEGIN.match(data):
            return "type"
        if PAGES.search(data, 0, READ_BY_GUESSERS) or is_zip(data):
            return "mixed"
        end = data.rfind(LAST_MARK)
        after = data[end + len(LAST_MARK) :] if end >= 0 else b""
        if PAGES.search(after):
            return "mixed"
        return "broken" if end < len(data) - MARK_WITHIN or after.strip(b"\0 \t\r\n\f") else None


def is_zip(data):
    end = data.rfind(ZIP_END, max(0, len(data) - LONGEST_ZIP_END))
    return end >= 0 and data.find(ZIP_ENTRY, 0, end) >= 0
