"""Fails unless every text of the interface is translated into every language: none missing, fuzzy, left over or broken.

Reads the texts out of Python files and templates itself, because GNU gettext is not on every machine.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.checkers import checkers
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

BASE = Path(__file__).resolve().parent.parent
LOCALE = BASE / "locale"
LANGUAGES = ("de", "es", "fr")
SKIPPED = {".venv", "var", "tests", "tools", "benchmarks", "docs"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def texts():
    """``{(context, text)}`` of the whole program; of a text with a plural, its singular."""
    found = set()
    for path in sorted(BASE.rglob("*")):
        parts = path.relative_to(BASE).parts
        if path.suffix in {".py", ".html", ".txt"} and not SKIPPED & set(parts) and "migrations" not in parts:
            found |= set(texts_of(path))
    return found


def texts_of(path):
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What Django makes of a template for gettext reads like Python once nothing is indented.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    file = io.BytesIO(source.encode())
    for _line, function, message, _comments in extract_python(file, KEYWORDS, (), {"encoding": "utf-8"}):
        parts = [message] if isinstance(message, str) else list(message)
        context = parts.pop(0) if function.startswith(("pgettext", "npgettext")) else None
        if parts and parts[0]:
            yield context, parts[0]


def problems(language, wanted):
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    known = {key(message): message for message in catalogue if message.id}
    yield from (f"missing: {text!r}" for _context, text in sorted(wanted - set(known), key=str))
    yield from (f"left over: {text!r}" for _context, text in sorted(set(known) - wanted, key=str))
    for message in known.values():
        yield from (f"{problem}: {key(message)[1]!r}" for problem in faults(message, catalogue))


def key(message):
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def faults(message, catalogue):
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    given = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(given):
        yield "not translated"
        return
    wanted = set().union(*(PLACEHOLDER.findall(source) for source in sources))
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in given) or not wanted <= set(
        PLACEHOLDER.findall(given[-1])
    ):
        yield "other placeholders"
    for check in checkers:
        try:
            check(catalogue, message)
        except Exception as error:
            yield str(error)


def main():
    wanted = texts()
    found = [f"{language}: {problem}" for language in LANGUAGES for problem in problems(language, wanted)]
    print("\n".join(found) or f"{len(wanted)} texts, in {len(LANGUAGES)} languages each")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
