"""Names of files as people gave them: shown as text, never part of a path."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 255  # as the column
LONGEST_IN_ADDRESS = 80
UNNAMED = "document"
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
SHORT_ENDING = re.compile(r"[A-Za-z0-9]{1,5}", re.ASCII)
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # controls, turns of direction, halves of characters


def cleaned(name):
    """The last part of the name, composed, without what cannot be seen or turns the reading direction."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = ("" if unicodedata.category(c) in INVISIBLE else c for c in re.sub(r"\s", " ", name))
    name = " ".join("".join(visible).split()).strip(". -")
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > LONGEST:
        return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"[:LONGEST]
    return name[:LONGEST] or UNNAMED


def in_ascii(name):
    """For addresses and old programs: letters, digits, dot, dash and underscore, and a name that no system reserves."""
    stem, _, ending = name.rpartition(".")
    stem, ending = (folded(stem), folded(ending)) if stem and SHORT_ENDING.fullmatch(ending) else (folded(name), "")
    stem = stem[:LONGEST_IN_ADDRESS].rstrip(".-_") or UNNAMED
    return f"{'file-' if RESERVED.fullmatch(stem) else ''}{stem}{ending and '.'}{ending.lower()}"


def folded(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip(".-_")


def disposition(name):
    """A ``Content-Disposition`` that saves the file (RFC 6266): its name, and one in ASCII for who cannot read it."""
    return f"attachment; filename=\"{in_ascii(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
