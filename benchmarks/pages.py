"""What is asked of every program, under the same addresses, and what its answer says."""

import re
from html import unescape
from random import Random
from urllib.parse import urlencode

from benchmarks.words import vocabulary
from showcase.facets import ORDER
from showcase.filters import InitiativeFilter
from showcase.models import Initiative

LIST = "/initiatives/"
WORDS = vocabulary("en")
SEARCHED = f"{WORDS[90]} {WORDS[120]}"
WHOLE = [("all", name) for name in (*ORDER, "topic")]
OPTION = re.compile(
    r'<input [^>]*type="checkbox"[^>]*? name="([a-z]+)" value="([^"]*)".*?<span class="count">([\d,]+)</span>',
    re.DOTALL,
)
TOTAL = re.compile(r"<b>([\d,]+) initiatives?</b>")
ROW = re.compile(r'<a href="/initiatives/(generated-\d+)/"')
TRIES = 400  # different addresses of a kind, so that nothing remembered helps


def lists():
    """``{name: parameters}`` of the lists that are compared and measured."""
    filterset = InitiativeFilter({})
    total, countries = len(filterset.keys), filterset.counts("country")
    return {
        "list": [],
        "wide topic": [("theme", nth(filterset.counts("theme"), 0))],
        "one country": [("country", min(countries, key=lambda code: (abs(countries[code] - total * 0.011), code)))],
        "three filters": [(name, nth(filterset.counts(name), 1)) for name in ("theme", "region", "phase")],
        "search": [("q", SEARCHED)],
        "deep page": [("page", max(1, total * 9 // 10 // 20))],
    }


def addresses():
    """``{page: addresses}``: one that is asked again and again, or many of which each is asked once."""
    single = {name: [address(pairs)] for name, pairs in lists().items()}
    return {**single, "detail": [detail()], **different()}


def different():
    filterset, draw = InitiativeFilter({}), Random("different")
    facets = {name: sorted(filterset.counts(name)) for name in ("country", "sdg", "year", "kind", "target")}
    pages = list(range(2, max(3, len(filterset.keys) // 20)))
    chosen = ([(name, draw.choice(facets[name])) for name in draw.sample(list(facets), 2)] for _ in range(TRIES))
    words = ((draw.choice(WORDS[20:400]), draw.choice(WORDS[20:400])) for _ in range(TRIES))
    return {
        "other pages": [address([("page", page)]) for page in draw.sample(pages, min(TRIES, len(pages)))],
        "other filters": [address(pairs) for pairs in chosen],
        "other words": [address([("q", " ".join(pair))]) for pair in words],
    }


def detail():
    found = Initiative.objects.public().order_by("pk")
    return found[found.count() // 2].get_absolute_url()


def nth(counts, place):
    return sorted(counts, key=lambda code: (-counts[code], code))[place]


def address(pairs):
    return LIST + ("?" + urlencode(pairs) if pairs else "")


def said(html):
    """``(total, rows in their order, {facet: {value: number}})`` of a list."""
    facets = {}
    for name, value, number in OPTION.findall(html):
        if number != "0":
            facets.setdefault(name, {})[unescape(value)] = as_number(number)
    return as_number(TOTAL.search(html)[1]), list(dict.fromkeys(ROW.findall(html))), facets


def as_number(text):
    return int(text.replace(",", ""))
