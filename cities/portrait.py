"""What a city writes about and when it began: drawn from its public initiatives."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from catalogue.models import Term
from catalogue.vocabulary import Vocabulary

STEPS = (1, 2, 5, 10, 20, 50)  # years that one bar may stand for
MOST_BARS = 10
WIDTH, HEIGHT, TOP, BOTTOM = 320, 140, 18, 118  # of the drawing; the bars stand between top and bottom


@dataclass
class Bar:
    """One line of a bar list; the longest has a share of 100."""

    term: Term
    count: int
    share: int


@dataclass
class Column:
    """One bar of the histogram, placed in the drawing."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self):
        return self.x + self.width / 2

    @property
    def above(self):
        return self.y - 5


def themes_of(initiatives):
    """Bars of the themes above the topics of these initiatives, each initiative once a theme. Two queries."""
    vocabulary = Vocabulary()
    pairs = initiatives.order_by().filter(topics__isnull=False).values_list("pk", "topics")
    topics = ((pk, vocabulary.today(vocabulary.terms[topic])) for pk, topic in pairs)
    counts = Counter(theme for _pk, theme in {(pk, topic.parent) for pk, topic in topics} if theme)
    most = max(counts.values(), default=0)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].order))
    return [Bar(theme, count, round(100 * count / most)) for theme, count in ranked]


def years_of(initiatives):
    """Columns of the years in which they started; none when all began in the same one. One query."""
    years = Counter(int(start[:4]) for start in initiatives.exclude(start="").values_list("start", flat=True))
    return columns(grouped(years)) if len(years) > 1 else []


def grouped(years):
    """``[(label, count)]`` without gaps; where one bar a year would be too many, each stands for several."""
    first, last = min(years), max(years)
    step = next((each for each in STEPS if last // each - first // each < MOST_BARS), STEPS[-1])
    edges = range(first // step * step, last + step + 1, step)
    return [(named(start, end - 1), sum(years[year] for year in range(start, end))) for start, end in pairwise(edges)]


def named(first, last):
    return str(first) if first == last else f"{first}–{last % 100:02}"


def columns(groups):
    most, width = max(count for _label, count in groups), WIDTH / len(groups)
    placed = []
    for place, (label, count) in enumerate(groups):
        height = (BOTTOM - TOP) * count / most
        placed.append(Column(label, count, place * width + 2, BOTTOM - height, width - 4, height))
    return placed
