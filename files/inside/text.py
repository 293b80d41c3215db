"""The text of a PDF, page by page."""

import re
import signal
import unicodedata

from pypdf import PdfReader

from files.inside.verdict import bound_decoding

MOST_PAGES = 2_000
LONGEST_PAGE = 64_000  # characters
LONGEST_TEXT = 6_000_000  # characters of all pages
SECONDS_FOR_A_PAGE = 5
# Letters as they are drawn in a word: joined in pairs, or as they look at its beginning, middle and end.
DRAWN = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")


def pages_of(file):
    """One line for each page, ``{"text": ..., "whole": true}``, then ``{"end": true}`` or what stopped it."""
    bound_decoding()
    signal.signal(signal.SIGALRM, too_long)
    left = LONGEST_TEXT
    try:
        pages = PdfReader(file).pages
        count = len(pages)
    except Exception:  # whatever is wrong with it
        yield {"failed": True}
        return
    for number in range(min(count, MOST_PAGES)):
        text, whole = text_of(pages, number)
        kept = text[: min(LONGEST_PAGE, left)]
        left -= len(kept)
        yield {"text": kept, "whole": whole and kept == text}
    yield {"end": count <= MOST_PAGES}


def text_of(pages, number):
    """A page that cannot be read, or not in its time, is empty and said to be so; the others are read all the same."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_FOR_A_PAGE)
    try:
        return folded(pages[number].extract_text()), True
    except Exception:  # TimeoutError, MemoryError and all that a page can break with
        return "", False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_long(*_):
    raise TimeoutError


def folded(text):
    """Composed Unicode in one line: no controls, no soft hyphens, nothing a database cannot keep."""
    text = DRAWN.sub(lambda drawn: unicodedata.normalize("NFKC", drawn[0]), text.replace("\u00ad", ""))
    text = unicodedata.normalize("NFC", text)
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in text)
    return " ".join("".join(kept).split())
