"""The three programs of the benchmark answer alike over generated rows, which are the same each time."""

from itertools import islice

import pytest
from django.conf import settings
from django.db import connection
from django.forms import model_to_dict
from django.test import Client, override_settings

from benchmarks.agreement import Disagreement, check, compare
from benchmarks.draws import Draws
from benchmarks.floor import app, database
from benchmarks.generate import generate
from showcase.content import freeze
from showcase.models import Initiative, InitiativeText
from showcase.search import rows_of

NAIVE = {
    "ROOT_URLCONF": "benchmarks.naive.views",
    "TEMPLATES": [{**settings.TEMPLATES[0], "DIRS": [settings.BASE_DIR / "benchmarks" / "naive" / "templates"]}],
}
TEXTS = ("pk", "initiative_id", "language", "title", "tags", "body")


@pytest.fixture
def generated(db):
    generate(200, cities=60)
    connection.cursor().execute("ANALYZE")  # without figures PostgreSQL plans the naive queries for minutes


def ours(path):
    return Client().get(path).content.decode()


def naive(path):
    with override_settings(**NAIVE):
        return Client().get(path).content.decode()


@pytest.fixture
def floor(generated, monkeypatch):
    """Reads through the connection of the test, which alone sees its rows."""
    monkeypatch.setattr(database, "URL", connection.vendor)
    monkeypatch.setattr(database.OF_THREAD, "connection", connection.connection, raising=False)
    app.held.cache_clear()
    app.hits.cache_clear()

    def fetch(path):
        address, _, query = path.partition("?")
        environ = {"PATH_INFO": address, "QUERY_STRING": query}
        return b"".join(app.application(environ, lambda status, headers: None)).decode()

    return fetch


def test_programs_agree_on_every_number(floor):
    pages = [line.partition(":")[0] for line in check({"ours": ours, "floor": floor, "naive": naive})]

    assert pages == ["list", "wide topic", "one country", "three filters", "search", "deep page", "detail"]


def test_program_that_counts_otherwise_is_noticed():
    one, other = (2, ["a", "b"], {"kind": {"plan": 2}}), (2, ["a", "b"], {"kind": {"plan": 1}})

    with pytest.raises(Disagreement, match="list: floor counts kind"):
        compare("list", one, other, "floor")


def test_generated_rows_are_as_publishing_leaves_them_and_the_same_each_time(generated):
    rows = list(Initiative.objects.order_by("pk")[:5])

    assert [freeze(row) for row in rows] == [row.current_version.content for row in rows]
    assert [values(text) for row in rows for text in rows_of(row)] == list(
        InitiativeText.objects.filter(initiative__in=rows).order_by("pk").values_list(*TEXTS)
    )


def values(text):
    return tuple(getattr(text, name) for name in TEXTS)
    assert beginning(Draws().chunk(0), 20)[:5] == beginning(Draws().chunk(0), 5)


def beginning(rows, number):
    return [(model_to_dict(row), row.published_at, row.drawn) for row in islice(rows, number)]
