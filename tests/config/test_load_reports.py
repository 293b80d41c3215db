"""The reports of the reference catalogue: linked to networks and sessions, and people's once they edit them."""

import pytest

from reports.models import Report
from reports.search import search
from tests.config.test_load_reference import load
from tests.reference_files import change, small_load

pytestmark = pytest.mark.django_db
BRIEFING, MEETING = "lle-briefing-digital", "c40-report-27-march"


@pytest.fixture
def loaded(tmp_path):
    return small_load(tmp_path)


def editions_of(slug):
    report = Report.objects.get(slug=slug)
    return [(each.language, each.what, each.pages, each.host) for each in report.editions.all()]


def test_report_carries_what_its_line_says(loaded):
    report = Report.objects.get(slug=BRIEFING)

    assert [network.slug for network in report.publishers] == ["uclg", "metropolis", "un-habitat"]
    assert (report.kind.code, report.date, report.series.slug) == ("briefing", "2020-04-15", "live-learning-experience")
    assert [session.slug for session in report.sessions.all()] == ["lle-digital-technologies"]
    assert report.series_name == "Live Learning Experience briefings"
    assert [key for key, _is_translation in search("digital exclusion")] == [report.pk]


def test_address_is_named_by_what_it_is(loaded):
    assert editions_of(BRIEFING) == [("en", "document", 16, "scribd.com")]
    assert editions_of(MEETING) == [("en", "page", None, "c40.org")]


def test_what_is_not_known_here_is_named_and_not_linked(loaded):
    report = Report.objects.get(slug=MEETING)

    assert (report.series, list(report.sessions.all())) == (None, [])


def test_reduced_and_empty_dates_stay_as_they_are(loaded):
    change(loaded / "reports.csv", 2, date="2020-04")
    change(loaded / "reports.csv", 3, date="")

    load(loaded)

    assert sorted(Report.objects.values_list("slug", "date")) == [(MEETING, ""), (BRIEFING, "2020-04")]


def test_language_that_a_page_names_leads_to_that_page(loaded):
    change(loaded / "reports.csv", 2, other_languages="es; fr", source_url="https://uclg.org/notes")

    load(loaded)

    assert editions_of(BRIEFING) == [
        ("en", "document", 16, "scribd.com"),
        ("es", "page", None, "uclg.org"),
        ("fr", "page", None, "uclg.org"),
    ]


@pytest.mark.parametrize("edited", ["title", "editions"])
def test_report_that_somebody_edited_is_left_alone(loaded, edited):
    report = Report.objects.get(slug=BRIEFING)
    if edited == "title":
        Report.objects.filter(pk=report.pk).update(title="Mine")
    else:
        report.editions.create(language="ca", address="https://uclg.org/ca")
    change(loaded / "reports.csv", 2, title="Theirs")

    said = load(loaded)

    counted = "reports.csv: 0 created, 0 updated, 1 unchanged, 1 left alone because people wrote or edited them"
    assert said[-1] == counted
    assert Report.objects.get(slug=BRIEFING).title != "Theirs"
