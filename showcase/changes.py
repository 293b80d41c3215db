"""What a version changed: every field that differs from the version before, line by line and word by word."""

from dataclasses import dataclass

from catalogue.differences import differing_lines
from showcase.answers import Answer, label_of, sections_of

NOTHING = Answer("", "")


@dataclass(frozen=True)
class Change:
    """A field and its lines, each of pieces ``(tag, text)``."""

    label: str
    language: str
    lines: list


def changes_between(was, now):
    """``[Change, ...]`` of two frozen texts, in the order of the form. Two queries, for the words of terms."""
    before, after = answers_by_name(was), answers_by_name(now)
    names = dict.fromkeys([*after, *before])
    pairs = ((before.get(name, NOTHING), after.get(name, NOTHING)) for name in names)
    return [change_of(*pair) for pair in pairs if said(pair[0]) != said(pair[1])]


def answers_by_name(content):
    licence = Answer("licence", label_of("licence"), [content["licence"]] if content["licence"] else [])
    answers = (answer for _section, items in sections_of(content) for answer in items)
    return {answer.name: answer for answer in (*answers, licence)}


def said(answer):
    """Its lines as a page shows them: a text of several paragraphs is several lines."""
    return [line for each in answer.lines for line in str(each).splitlines() if line.strip()]


def change_of(before, after):
    known = after if after.name else before
    return Change(known.label, known.language, differing_lines(said(before), said(after)))
