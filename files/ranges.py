"""Parts of files, for downloads that go on where they stopped (RFC 9110, section 14)."""

import re

ONE_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?", re.ASCII)
PIECE = 64 * 1024


class Unsatisfiable(Exception):
    """What was asked for lies behind the end."""


def range_of(asked, size):
    """``(first, last)`` of one range, counted from 0; nothing for what is not asked for or not understood.

    Several ranges at once are answered with the whole file, as the standard allows. Raises Unsatisfiable.
    """
    match = ONE_RANGE.fullmatch(asked.strip())
    first, last = match.groups() if match else (None, None)
    if first is None and last is None:
        return None
    if first is None:
        first, last = max(0, size - int(last)), size - 1 if int(last) else -1
    else:
        first, last = int(first), min(int(last), size - 1) if last else size - 1
        if match[2] and int(match[2]) < first:
            return None
    if first > last:
        raise Unsatisfiable
    return first, last


def pieces(file, first, last):
    """The bytes of the range; closes the file."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
