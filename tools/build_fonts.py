"""Makes static/fonts/*.woff2 and static/css/fonts.css from the published fonts; run by maintainers only, rarely.

The results are committed; nothing of this is a dependency of the project. In an empty folder:

    npm pack @fontsource-variable/source-sans-3@5.3 @fontsource-variable/source-serif-4@5.3
    npm pack @fontsource/ibm-plex-sans-arabic@5.3
    for pack in *.tgz; do mkdir "${pack%.tgz}" && tar xzf "$pack" -C "${pack%.tgz}"; done
    python3 -m venv env && env/bin/pip install fonttools brotli
    env/bin/python <project>/tools/build_fonts.py .

All three families are under the SIL Open Font License 1.1; their licence texts are copied beside the fonts.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).resolve().parent.parent / "static"
SANS, SERIF, ARABIC = "source-sans-3", "source-serif-4", "ibm-plex-sans-arabic"
FAMILIES = {SANS: "Source Sans 3", SERIF: "Source Serif 4", ARABIC: "IBM Plex Sans Arabic"}
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]

LATIN = (
    "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2009, U+200B, U+2010-2015, U+2018-201E, "
    "U+2020-2022, U+2026, U+202F, U+2030, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2122, U+2190-2193, U+2212"
)
# Letters of living alphabets: without those that Unicode keeps for old texts and old encodings alone.
LATIN_EXT = "U+0100-0130, U+0134-0137, U+0139-013E, U+0141-0148, U+014A-0151, U+0154-017E, U+0218-021B, U+1E9E"
CYRILLIC = "U+0400-045F, U+0490-0491"
GREEK = "U+0370-03FF"
VIETNAMESE = "U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303, U+0309, U+0323, U+1EA0-1EF9, U+20AB"
LETTERS = "U+0020, U+0041-005A, U+0061-007A, U+00C0-00FF, U+0152-0153, U+0178"
ARABIC_BLOCK = "U+0600-06FF, U+0750-077F, U+200C-200D, U+FB50-FDFF, U+FE70-FEFC"


class Cut(NamedTuple):
    """One file: where it comes from, which instance of the design, which characters."""

    name: str
    family: str
    source: str
    axes: dict
    characters: str
    weight: str
    style: str = "normal"
    own_name: str = ""
    features: list | str = FEATURES


SANS_AXES, SERIF_AXES = {"wght": (400, 700)}, {"opsz": 36, "wght": 600}


def sans(name, subset, characters):
    return Cut(f"sans-{name}", SANS, f"{SANS}-{subset}-wght-normal", SANS_AXES, characters, "400 700")


def serif(name, subset, characters):
    return Cut(f"serif-{name}", SERIF, f"{SERIF}-{subset}-standard-normal", SERIF_AXES, characters, "600")


def arabic(weight):
    source = f"{ARABIC}-arabic-{weight}-normal"
    return Cut(f"arabic-{weight}", ARABIC, source, {}, ARABIC_BLOCK, str(weight), features="*")


CUTS = [
    sans("latin", "latin", LATIN),
    serif("latin", "latin", LATIN),
    sans("latin-ext", "latin-ext", LATIN_EXT),
    serif("latin-ext", "latin-ext", LATIN_EXT),
    sans("cyrillic", "cyrillic", CYRILLIC),
    serif("cyrillic", "cyrillic", CYRILLIC),
    sans("greek", "greek", GREEK),
    serif("greek", "greek", GREEK),
    sans("vietnamese", "vietnamese", VIETNAMESE),
    Cut("sans-italic-latin", SANS, f"{SANS}-latin-wght-italic", {"wght": 400}, LATIN, "400", "italic"),
    Cut(
        "serif-italic-map",
        SERIF,
        f"{SERIF}-latin-standard-italic",
        {"opsz": 20, "wght": 400},
        LETTERS,
        "400",
        "italic",
        own_name="Source Serif 4 Map",
    ),
    arabic(400),
    arabic(600),
]

# Names of languages in their own scripts: our fonts for all of them would be fetched for one closed list. It stands
# beside the fonts because a browser may lay out a form when it has this file and not yet the form's own styles.
CLOSED_LISTS = "@layer components { select[name$=language] { font-family: system-ui; } }\n"


def codes(characters):
    """The code points of a CSS unicode-range."""
    for part in characters.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def find(folder, pattern):
    """The one file of the unpacked packages with this name."""
    found = sorted(folder.glob(pattern))
    if not found:
        sys.exit(f"Nothing is called {pattern} below {folder}; unpack the three packages there first.")
    return found[0]


def reread(font):
    """The font after a round trip; an instance keeps lazy tables that the subsetter cannot read."""
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return TTFont(file, recalcTimestamp=False)


def make(cut, folder):
    """Write one font file; returns its size in bytes."""
    font = TTFont(find(folder, f"*/package/files/{cut.source}.woff2"), recalcTimestamp=False)
    if cut.axes:
        font = reread(instantiateVariableFont(font, cut.axes))
    options = Options()
    options.layout_features = cut.features
    options.hinting = False
    options.desubroutinize = True
    options.flavor = font.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes(cut.characters))
    subsetter.subset(font)
    target = STATIC / "fonts" / f"{cut.name}.woff2"
    font.save(target)
    return target.stat().st_size


def face(cut):
    """The rule that offers one file to the browser."""
    family = cut.own_name or FAMILIES[cut.family]
    return (
        "@font-face {\n"
        f'  font-family: "{family}"; font-style: {cut.style}; font-weight: {cut.weight};\n'
        f'  font-display: swap; src: url("../fonts/{cut.name}.woff2") format("woff2");\n'
        f"  unicode-range: {cut.characters};\n"
        "}\n"
    )


def main(folder):
    (STATIC / "fonts").mkdir(exist_ok=True)
    for cut in CUTS:
        print(f"{make(cut, folder):7,d}  {cut.name}")
    for package in FAMILIES:
        shutil.copyfile(find(folder, f"*{package}*/package/LICENSE"), STATIC / "fonts" / f"{package}-OFL.txt")
    head = "/* Written by tools/build_fonts.py. A page loads only the files whose characters it shows. */\n"
    (STATIC / "css" / "fonts.css").write_text(head + CLOSED_LISTS + "".join(map(face, CUTS)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
