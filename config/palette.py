"""The colours of the style sheet and how well they can be told apart, for the page of components."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

SHEET = settings.BASE_DIR / "static" / "css" / "core.css"
TOKEN = re.compile(r"--([\w-]+): (#\w+)")
SHOWN = ("ink", "ink-2", "link", "visited", "error", "success", "signal")
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Colour:
    name: str
    value: str
    contrast: float
    against: str


@cache
def tokens(theme):
    """Names and values in a theme; dark changes what it needs to."""
    light, dark = SHEET.read_text(encoding="utf-8").split("prefers-color-scheme: dark")[:2]
    found = dict(TOKEN.findall(light))
    return found if theme == "light" else found | dict(TOKEN.findall(dark.partition("[data-theme=dark]")[0]))


def colours(theme):
    """What text is written in, against the page; signal is a ground, so the ink on it counts."""
    known = tokens(theme)
    shown = [Colour(name, known[name], contrast(known[name], known["paper"]), "paper") for name in SHOWN[:-1]]
    return [*shown, Colour("signal", known["signal"], contrast(known["on-signal"], known["signal"]), "ink on it")]


def symbols(theme):
    """``[(shape, colour)]`` of the themes' legend symbols."""
    shapes = {name.removeprefix("tp-"): value for name, value in tokens(theme).items() if name.startswith("tp-")}
    paper = tokens(theme)["paper"]
    return [Colour(shape, value, contrast(value, paper), "paper") for shape, value in shapes.items()]


def contrast(one, other):
    """The ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 1)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
