"""The words of a document, page by page, for searches. For the worker: it takes as long as a minute."""

from dataclasses import dataclass, field

from files import storage
from files.bounded import TookTooLong, look_into, slot

SECONDS = 60
SECONDS_TO_WAIT = 1  # who asks has other things to do meanwhile, and asks again
ITS_PLACE = ("second",)  # so that one is always left for who uploads


@dataclass(frozen=True)
class Reading:
    """``complete``: every page was read. ``cut``: time or size ended it, or a page could not be read and is empty.

    ``no_text``: every page is blank, as those of a scan are. ``failed``: nothing could be read, or there are no bytes.
    """

    state: str
    pages: list[str] = field(default_factory=list)


def read_pages(stored):
    """The text of each page in one line, controls stripped, composed (NFC); as many as there are or could be read.

    Runs up to a minute in a process of its own; asks no database. Raises ``files.bounded.Busy`` where another document
    is being read: try again later.
    """
    path = storage.path_of(stored)
    if not path.is_file():
        return Reading("failed")
    with slot(ITS_PLACE, patience=SECONDS_TO_WAIT) as place:
        try:
            lines = look_into(path, "text", place, seconds=SECONDS)
        except TookTooLong as stopped:
            lines = stopped.args[0]
    return reading_of(lines)


def reading_of(lines):
    pages = [line for line in lines if "text" in line]
    texts = [page["text"] for page in pages]
    whole = bool(lines) and lines[-1].get("end") is True and all(page["whole"] for page in pages)
    if not pages:
        return Reading("failed")
    if not whole:
        return Reading("cut", texts)
    return Reading("complete" if any(texts) else "no_text", texts)
