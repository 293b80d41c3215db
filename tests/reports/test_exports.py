"""The library as files, as a feed and through the API: the same records in each form."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from reports.models import What
from tests.factories import CityFactory, EditionFactory, NetworkFactory, ReportFactory, TermFactory, WebinarFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def report():
    made = ReportFactory(
        title="=Shade",
        slug="shade",
        kind=TermFactory(scheme="report-kind", code="guide", label_en="Guide or study"),
        publisher=NetworkFactory(slug="c40", name="C40 Cities", acronym="C40"),
        co_publishers=[NetworkFactory(slug="un-habitat", acronym="UN-Habitat")],
        date="2020-07",
        cities=[CityFactory(slug="lima-pe")],
        sessions=[WebinarFactory(slug="heat", state="held", series__slug="live")],
        key_messages="Plant trees.\nAsk early.",
    )
    EditionFactory(report=made, language="en", address="https://report.example/en.pdf", pages=16)
    EditionFactory(report=made, language="es", address="https://news.example/es", what=What.PAGE)
    return made


def text_of(client, address):
    return client.get(address).getvalue().decode()


def test_table_has_one_row_for_a_report_and_no_cell_is_a_formula(client, report):
    [row] = csv.DictReader(io.StringIO(text_of(client, "/library.csv").removeprefix("\ufeff")))

    assert row["title"] == "'=Shade"
    assert (row["publishers"], row["kind"], row["date"], row["date_precision"]) == (
        *("c40; un-habitat", "guide"),
        *("2020-07", "month"),
    )
    assert (row["edition_language"], row["edition_what"], row["edition_pages"]) == ("en; es", "document; page", "16; ")
    assert row["sessions"] == "http://testserver/sessions/live/heat/"


def test_documents_and_api_say_the_same(client, report):
    [document] = json.loads(text_of(client, "/library.json?publisher=c40"))["results"]
    [listed] = client.get("/api/v1/reports/?publisher=c40").json()["results"]
    one = client.get("/api/v1/reports/shade/").json()

    assert document == listed == one
    assert one["key_messages"] == ["Plant trees.", "Ask early."]
    assert [each["address"] for each in one["editions"]] == ["https://report.example/en.pdf", "https://news.example/es"]


def test_feed_has_what_came_last_first(client, report):
    later = ReportFactory(title="Later", date="1999")

    feed = ElementTree.fromstring(text_of(client, "/library.atom"))  # noqa: S314 -- our own

    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [later.title, report.title]


def test_missing_report_and_wrong_parameter_are_refused(client, report):
    assert client.get("/api/v1/reports/nothing/").status_code == 404
    assert client.get("/library.csv?kind=moon").status_code == 400
