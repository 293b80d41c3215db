"""Sessions on a road by date: a drawing; the table below it says the same."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

WIDTH, LEFT, RIGHT = 1176, 24, 1152
LETTER = 7.6  # width of one at this size
TIERS = 2
FIGURES = (1, 3, 6, 12, 24, 60, 120)  # months between ticks
MOST_TICKS = 8


@dataclass(frozen=True)
class Stop:
    """One session. ``tier`` 0 stands right above the road, 1 higher with a line, None bears no label."""

    x: float
    label: str
    tier: int | None
    anchor: str
    language: str


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Timeline:
    stops: list
    ticks: list


def timeline_of(sessions):
    """None unless at least two days are known. No query."""
    dated = [session for session in sessions if session.date]
    days = sorted({session.date for session in dated})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    places = [place_of(session.date, first, last) for session in dated]
    return Timeline(list(labelled(zip(places, dated, strict=True))), list(ticks(first, last)))


def place_of(day, first, last):
    return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)


def labelled(places):
    """Each stop's label goes where nothing stands yet: right above, higher, or nowhere."""
    ends = [float("-inf")] * TIERS
    for x, session in places:
        label = session.theme or session.title
        width, anchor, start = room_of(x, label)
        tier = next((tier for tier in range(TIERS) if start > ends[tier]), None)
        if tier is not None:
            ends[tier] = start + width + LETTER
        yield Stop(x, label, tier, anchor, session.text_language)


def room_of(x, label):
    """Its width, where it is held, and where it begins: no label leaves the drawing."""
    width = len(label) * LETTER
    if x - width / 2 < 0:
        return width, "start", x
    if x + width / 2 > WIDTH:
        return width, "end", x - width
    return width, "middle", x - width / 2


def ticks(first, last):
    """The first and the last day, and months between them as far as there is room."""
    yield Tick(LEFT, date_format(first, "DATE_FORMAT"), "start")
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in FIGURES if months / step <= MOST_TICKS), FIGURES[-1])
    for number in range(step, months + 1, step):
        year, month = divmod(first.month - 1 + number, 12)
        day = date(first.year + year, month + 1, 1)
        x = place_of(day, first, last) if day < last else RIGHT
        if LEFT + 150 < x < RIGHT - 150:
            yield Tick(x, date_format(day, "YEAR_MONTH_FORMAT"))
    yield Tick(RIGHT, date_format(last, "DATE_FORMAT"), "end")
