"""The library at size. A few reports in the suite; ``make prove-library`` makes 5,000 with 200,000 pages of text on
both databases and measures the search beside the least SQL that answers the same question.
"""

import os
import time
from statistics import median

import pytest
from django.db import connection
from django.urls import reverse

from benchmarks.counting import Counter
from config.kept_pages import pages
from reports.models import EditionPage, Report
from reports.search import search
from tests.proofs import IS_PROOF, report
from tests.reports.floor import floor
from tests.reports.size import ONCE, Surroundings, fill

REPORTS = int(os.environ.get("REPORTS", "20"))
ROUNDS = 7
ASKED = {
    "a word on every page": "xaba",
    "a word on half": "xeku",
    "a word on 1 %": "xilo",
    "a word on one page": ONCE,
    "two words": "xeku xofi",
}
MOST_STATEMENTS, MOST_TIMES = 6, 10
pytestmark = pytest.mark.django_db(transaction=IS_PROOF)  # or PostgreSQL would not look through what was written


def statements(client):
    """How many a page asks that was not asked for before, once the list is in memory."""
    first = Report.objects.get(slug="generated-0")
    queries = {"list": {}, "filtered": {"kind": first.kind.code, "language": "en"}, "searched": {"q": "xeku"}}
    client.get(reverse("library"))
    pages.forget()
    found = {}
    for name, query in queries.items():
        with connection.execute_wrapper(counter := Counter()):
            assert client.get(reverse("library"), query).status_code == 200
        found[name] = counter.number
    return found


def look_through():
    """What a server in use does by itself."""
    if IS_PROOF and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def spellings(words):
    """The same words in other letters, each of which is a question that nobody asked before."""
    return [spelt(words, number) for number in range(1, ROUNDS + 1)]


def spelt(words, number):
    return "".join(c.upper() if number >> at & 1 else c for at, c in enumerate(words))


def seconds(act, *arguments):
    begun = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - begun


def measured(client, words):
    """Milliseconds of the search, of the floor and of the whole page, in turn, so that all meet the same machine."""
    rounds = [
        (seconds(search, each), seconds(floor, words.split()), seconds(client.get, reverse("library"), {"q": each}))
        for each in spellings(words)
    ]
    return [1000 * median(column) for column in zip(*rounds, strict=True)]


def test_library_asks_as_little_and_finds_the_same_at_any_size(client):
    around = Surroundings.made()
    fill(around, range(1))
    of_one = statements(client)
    fill(around, range(1, REPORTS))
    look_through()
    of_all = statements(client)

    assert of_all == of_one
    assert max(of_all.values()) <= MOST_STATEMENTS
    for words in ASKED.values():
        assert search(words).pages == floor(words.split())

    if IS_PROOF:
        prove_times(client, of_all)


def prove_times(client, of_all):
    figures = {"reports": REPORTS, "pages": EditionPage.objects.count()}
    figures["statements (list, filtered, searched)"] = " ".join(map(str, of_all.values()))
    times = {}
    for name, words in ASKED.items():
        ours, least, page = measured(client, words)
        times[name] = ours / least
        beside = f"{times[name]:.1f} times the floor's {least:.2f}, the page {page:.0f}"
        figures[f"ms for {name} ({beside})"] = f"{ours:.2f}"
    report("library", figures)
    assert {name: ratio for name, ratio in times.items() if ratio >= MOST_TIMES} == {}
