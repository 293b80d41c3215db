"""A report from the editor's form to the reader: in two languages and a link for a third, found by a word inside."""

import pytest
from django.urls import reverse

from reports.extraction import read_waiting
from reports.models import Report
from tests.factories import CityFactory, MembershipFactory, SeriesFactory, TermFactory, WebinarFactory
from tests.files.paper import with_text

WORDS = {"en": ["Contents", "Shade for every pavement"], "es": ["Sombra para cada acera"]}


@pytest.fixture
def session(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    TermFactory(scheme="report-kind", code="briefing", label_en="Briefing note")
    for slug, name in (("quito-ec", "Quito"), ("sfax-tn", "Sfax")):
        MembershipFactory(city=CityFactory(slug=slug, name=name), network=cast.host)
    return WebinarFactory(series=SeriesFactory(lead=cast.host), title="Heat in the city", state="held")


@pytest.fixture
def papers(tmp_path):
    """One file for each language, by its code."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for language, pages in WORDS.items():
        (folder / f"{language}.pdf").write_bytes(with_text(pages).bytes())
    return {language: str(folder / f"{language}.pdf") for language in WORDS}


def write_report(desk, session, papers):
    page = desk.page
    desk.open(reverse("admin:reports_report_add"))
    desk.fill(title="Shade", slug="shade", date="2026-05", cities="Quito\nSfax", abstract="What helps in the heat.")
    page.locator("[name=kind]").select_option(label="Briefing note")
    page.locator("[name=publisher]").select_option(index=1)
    page.get_by_label(session.title, exact=True).check()
    for number, (language, path) in enumerate([*papers.items(), ("fr", None)]):
        if number:
            page.get_by_role("button", name="Add another Edition").click()
        page.locator(f"[name=editions-{number}-language]").fill(language)
        if path:
            page.locator(f"[name=editions-{number}-upload]").set_input_files(path)
    page.locator("[name=editions-2-address]").fill("https://report.example/fr")
    desk.press("Save")


def test_report_is_written_found_cited_and_leads_around(session, papers, cast, signed_in, window):
    write_report(signed_in(cast.editor), session, papers)
    assert [edition.text_state for edition in Report.objects.get().editions.all()] == ["waiting", "waiting", "none"]
    reader = window()

    reader.open("/library/shade/")
    waiting = reader.text().count("text not searchable yet")
    read_waiting()
    reader.open("/library/?q=pavement")
    row = reader.page.locator(".report")

    assert waiting == 2
    assert row.locator("mark").inner_text() == "pavement"
    assert row.get_by_role("link", name="Page 2").get_attribute("href").endswith("#page=2")
    assert row.locator(".editions a").evaluate_all("links => links.map(link => link.hreflang)") == ["en", "es", "fr"]

    reader.follow("Shade", exact=True)
    assert "What helps in the heat." in reader.text()
    with reader.page.expect_download() as cited:
        reader.page.get_by_role("link", name="BibTeX").click()
    assert cited.value.suggested_filename == "shade.bib"

    places = []
    for there in (session.title, "Quito"):
        reader.follow(there, exact=True)
        places.append(reader.heading())
        reader.page.locator("#reports").get_by_role("link", name="Shade", exact=True).click()
        reader.page.wait_for_url("**/library/shade/")
    assert places == [session.title, "Quito"]
