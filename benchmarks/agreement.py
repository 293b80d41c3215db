"""Do the programs say the same? Totals, every number beside a filter, rows and their order."""

from benchmarks.pages import WHOLE, address, detail, lists, said
from showcase.models import Initiative

# The naive program looks inside words and at one text; ours and the floor at beginnings of words, in translations too.
ANOTHER_SEARCH = ("search", "naive")


class Disagreement(Exception):
    pass


def check(programs):
    """``programs``: functions that fetch the HTML of an address, by name; the first is compared with the others.

    Yields one line for each page; raises Disagreement where anything differs.
    """
    for page, pairs in lists().items():
        answers = {
            name: said(fetch(address([*pairs, *WHOLE])))
            for name, fetch in programs.items()
            if (page, name) != ANOTHER_SEARCH
        }
        first, *others = answers
        for other in others:
            compare(page, answers[first], answers[other], other)
        total, _rows, facets = answers[first]
        numbers = sum(map(len, facets.values()))
        yield f"{page}: {total} initiatives, {numbers} numbers of {len(facets)} facets: {', '.join(answers)} agree"
    check_detail(programs)
    yield f"detail: {', '.join(programs)} show the same texts"


def compare(page, ours, theirs, other):
    total, rows, facets = ours
    if (total, rows) != theirs[:2]:
        raise Disagreement(f"{page}: {other} lists {theirs[:2]}, ours {ours[:2]}")
    for name in {*facets, *theirs[2]}:
        shown, counted = facets.get(name, {}), theirs[2].get(name, {})
        if name == "topic":  # ours shows those beneath the chosen theme
            counted = {value: number for value, number in counted.items() if value in shown}
        if shown != counted:
            raise Disagreement(f"{page}: {other} counts {name} {counted}, ours {shown}")


def check_detail(programs):
    path = detail()
    row = Initiative.objects.get(slug=path.split("/")[2])
    for name, fetch in programs.items():
        missing = [text for text in (row.title, row.summary, row.challenge, row.solution) if text not in fetch(path)]
        if missing:
            raise Disagreement(f"detail: {name} does not show {missing}")
