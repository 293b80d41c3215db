"""Turns locale/*/LC_MESSAGES/*.po into the .mo files Django reads, without needing gettext on the machine."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_translations():
    """Compiles what changed since the last time; returns how many files that was."""
    stale = [source for source in LOCALE.glob("*/LC_MESSAGES/*.po") if is_stale(source)]
    for source in stale:
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)
    return len(stale)


def is_stale(source):
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    print(f"{compile_translations()} translations compiled")
