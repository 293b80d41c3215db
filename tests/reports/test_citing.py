"""Citations of reports."""

import json

import pytest

from tests.factories import EditionFactory, NetworkFactory, ReportFactory

pytestmark = pytest.mark.django_db


def cited(client, ending, **fields):
    usual = {
        "title": "Shade & water",
        "slug": "shade",
        "publisher": NetworkFactory(name="C40 Cities", acronym="C40"),
        "co_publishers": [NetworkFactory(name="UN-Habitat", acronym="")],
        "series_label": "Notes",
        "date": "2020-07",
        "kind__label_en": "Briefing note",
    }
    report = ReportFactory(**{**usual, **fields})
    EditionFactory(report=report, language="es", pages=16)
    return client.get(f"/library/shade/cite.{ending}")


def test_bibtex_keeps_organisations_whole(client):
    answer = cited(client, "bib")

    assert answer["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer.content.decode() == (
        "@techreport{shade,\n"
        "  author = {{C40} and {UN-Habitat}},\n"
        "  title = {{Shade \\& water}},\n"
        "  institution = {C40, UN-Habitat},\n"
        "  type = {Briefing note},\n"
        "  series = {Notes},\n"
        "  year = {2020},\n"
        "  month = {7},\n"
        "  date = {2020-07},\n"
        "  language = {es},\n"
        "  pagetotal = {16},\n"
        "  url = {http://testserver/library/shade/},\n"
        "}\n"
    )


def test_ris_is_a_report_with_a_date_as_exact_as_it_is_known(client):
    lines = cited(client, "ris").content.decode().split("\r\n")

    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert "DA  - 2020/07" in lines
    assert [line for line in lines if line.startswith("AU")] == ["AU  - C40", "AU  - UN-Habitat"]


def test_csl_makes_up_no_date(client):
    [item] = json.loads(cited(client, "json", date="").content)

    assert (item["type"], item["number-of-pages"]) == ("report", "16")
    assert "issued" not in item


def test_other_endings_are_missing(client):
    assert cited(client, "pdf").status_code == 404
