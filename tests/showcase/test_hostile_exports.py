"""Texts that were written to break what reads them: each form gives them back whole, and nothing is run by anybody."""

import csv
import io
import json
import re

import feedparser
import pytest

from accounts.spreadsheet import STARTS_OF_FORMULAS
from catalogue.atom import writable
from catalogue.open_data import dumped, encoded
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory

pytestmark = pytest.mark.django_db
FORMULAS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\ufeff=1",
    "＝1+1",
    '=HYPERLINK("http://evil.example";"see")',
    "=cmd|'/C calc'!A0",
]
SCRIPTS = [
    "التضامن مع المهاجرين",
    "城市在做什么",
    "Москва — «город»",
    "हिन्दी में शहर",
    "ไทย",
    "עִברִית",
    "Ελλάδα",
    "🏙️👩🏽‍🚒🇰🇪",
    "İstanbul ıı",
    "a\u0301 " + "z\u0335\u0321" * 50,
]
BROKEN = [
    "<script>alert(1)</script>",
    "]]>&<![CDATA[",
    "</summary></entry>",
    "&lt;b&gt; &amp;amp;",
    "quote \" comma, semi; ' end",
    "two\r\nlines\nand\rthree",
    "line\u2028separator\u2029",
    "bell\x07 and \x1b[31mred",
    "\u202eevil\u202c \u2066x\u2069",
    "\ufffe\uffff",
    "{{ 7*7 }} {% debug %}",
    "%00 %0d%0a ../../etc/passwd",
    "x" * 5000,
]
TEXTS = [*FORMULAS, *SCRIPTS, *BROKEN]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@pytest.fixture
def hostile():
    """One initiative for each text, which stands in all its fields."""
    city, desk = CityFactory(latitude=-33.4, longitude=-70.6), NetworkFactory()
    for number, text in enumerate(TEXTS):
        InitiativeFactory(
            code=f"CS-2020-{number:05}",
            title=text[:300],
            summary=text,
            challenge=text,
            lead_organisation=text[:300],
            results=[{"figure": text, "counts": text, "source": text, "year": text}],
            links=[{"label": text, "address": text}],
            city=city,
            desk=desk,
        )


def file(client, form):
    return client.get(f"/initiatives.{form}?sort=newest").getvalue().decode()


def table(client):
    return list(csv.DictReader(io.StringIO(file(client, "csv").removeprefix("\ufeff"), newline="")))[::-1]


def test_table_keeps_every_text_and_no_cell_is_a_formula(client, hostile):
    rows = table(client)

    assert [row["summary"] for row in rows] == [f"'{text}" if text in FORMULAS else text for text in TEXTS]
    assert [row["title"] for row in rows] == [f"'{text}" if text in FORMULAS else text[:300] for text in TEXTS]
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(STARTS_OF_FORMULAS) and not NUMBER.fullmatch(cell)] == []
    assert "-33.4" in cells


def test_json_geojson_and_api_give_every_text_as_it_is(client, hostile):
    rows = json.loads(file(client, "json"))["results"][::-1]
    features = json.loads(file(client, "geojson"))["features"][::-1]

    assert [row["summary"] for row in rows] == TEXTS
    assert [row["results"][0]["source"] for row in rows] == TEXTS
    assert [feature["properties"]["challenge"] for feature in features] == TEXTS
    assert client.get("/api/v1/initiatives/?sort=newest").json()["results"][::-1] == rows


def test_feed_is_well_formed_and_keeps_what_xml_can_write(client, hostile):
    found = feedparser.parse(file(client, "atom"))

    assert found.bozo is False
    assert len(found.entries) == len(TEXTS)
    assert "<script" not in " ".join(entry.summary for entry in found.entries)
    titles = {entry.id.rpartition("/")[2]: entry.title_detail.value for entry in found.entries}
    assert [titles[f"CS-2020-{TEXTS.index(text):05}"] for text in SCRIPTS] == SCRIPTS


@pytest.mark.parametrize("text", ["half \ud800 character", "nul \0 and \x07 bell"])
def test_what_no_encoding_writes_stops_no_file(text):
    assert json.loads(encoded(dumped(text))) == text.replace("\ud800", "?")
    assert encoded(writable(text)) in (b"half  character", b"nul  and  bell")
