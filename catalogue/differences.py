"""What differs between two texts: line by line, and inside a changed line word by word."""

import re
from difflib import SequenceMatcher

from catalogue.folding import UNSPACED

SAME, GONE, NEW = "same", "gone", "new"
# A word with the space behind it; a character where words stand without spaces.
PIECE = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\S)+\s*|\s+")
LIKE = 0.3  # below this, two lines have little in common: the one is shown gone, the other new
MOST_PAIRS = 400_000  # of pieces that are compared; longer lines are not taken apart


def differing_lines(was, now):
    """``[[(tag, text), ...], ...]``: the lines of both in their order. ``was`` and ``now`` are lists of lines."""
    found = []
    for tag, start, end, since, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[(SAME, line)] for line in now[since:until]]
        else:
            found += changed_lines(was[start:end], now[since:until])
    return found


def changed_lines(was, now):
    """Lines that took the place of others, one beside the other; what is left over went or came whole."""
    both = min(len(was), len(now))
    beside = [line for pair in zip(was, now, strict=False) for line in differing_words(*pair)]
    return beside + [[(GONE, line)] for line in was[both:]] + [[(NEW, line)] for line in now[both:]]


def differing_words(was, now):
    """One line with what went and what came in its place, or two where they have little in common."""
    before, after = PIECE.findall(was), PIECE.findall(now)
    if len(before) * len(after) > MOST_PAIRS:
        return [[(GONE, was)], [(NEW, now)]]
    compared = SequenceMatcher(None, bare(before), bare(after), autojunk=False)
    if compared.ratio() < LIKE:
        return [[(GONE, was)], [(NEW, now)]]
    return [list(pieces_of(compared, before, after))]


def bare(pieces):
    """The last word of a line is the same word as within it."""
    return [piece.rstrip() for piece in pieces]


def pieces_of(compared, before, after):
    for tag, start, end, since, until in compared.get_opcodes():
        if tag == "equal":
            yield SAME, "".join(max(pair, key=len) for pair in zip(before[start:end], after[since:until], strict=True))
            continue
        gone, new = "".join(before[start:end]), "".join(after[since:until])
        yield from ((kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text)
