"""The public pages of the library."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from config.kept_pages import pages
from reports.filters import LibraryFilter
from reports.models import What
from reports.views import FACETS
from tests.factories import (
    CityFactory,
    EditionFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ReportFactory,
    SeriesFactory,
    TermFactory,
    WebinarFactory,
)

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li class="entry report.*?<h[23]><a href="([^"]+)"', re.DOTALL)
SECTION = re.compile(r'<section class="section" id="reports".*?</section>', re.DOTALL)


def body(client, address):
    return " ".join(client.get(address).content.decode().replace("\xa0", " ").split())


def rows(client, query=""):
    return ROW.findall(client.get(reverse("library") + query).content.decode())


def addresses(*reports):
    return [report.get_absolute_url() for report in reports]


def full(**fields):
    """A report with one of each that a row or a page shows."""
    session = WebinarFactory(state="held", cities=[MembershipFactory().city])
    lists = {
        "co_publishers": [NetworkFactory()],
        "topics": [TermFactory(parent=TermFactory(scheme="theme"))],
        "cities": [MembershipFactory().city],
        "sessions": [session],
        "initiatives": [InitiativeFactory()],
    }
    report = ReportFactory(
        **{"date": "2020-04-15", "series": session.series, "abstract": "What was said.", **lists, **fields}
    )
    EditionFactory(report=report, language="en", texts=["shade for the pavements", "water"])
    EditionFactory(report=report, language="es", what=What.PAGE)
    return report


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("", 3), ("?q=pavements", 6)])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count, query, queries):
    reports = [full() for _ in range(count)]

    rows(client)  # reads the list into memory
    pages.forget()
    with django_assert_num_queries(queries):
        found = rows(client, query)

    assert found == addresses(*reversed(reports))


@pytest.mark.parametrize("count", [1, 3])
def test_report_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    report = full()
    for code in ("fr", "de")[: count - 1]:
        EditionFactory(report=report, language=code)
        report.sessions.add(WebinarFactory(state="held"))
        report.cities.add(CityFactory())
        report.initiatives.add(InitiativeFactory())

    with django_assert_num_queries(11):
        page = client.get(report.get_absolute_url())

    assert page.status_code == 200


def test_list_has_the_newest_first_and_those_without_a_date_last(client):
    undated = ReportFactory()
    year = ReportFactory(date="2020")
    day = ReportFactory(date="2020-04-15")

    assert rows(client) == addresses(day, year, undated)
    assert rows(client, "?sort=newest") == addresses(day, year, undated)
    assert rows(client, "?sort=title") == addresses(undated, year, day)


def of_session_in(city):
    return WebinarFactory(state="held", cities=[CityFactory(slug=city)])


TESTED = {
    "kind": lambda: ("kind=guide", {"kind": TermFactory(scheme="report-kind", code="guide")}),
    "topic": lambda: ("topic=care", {"topics": [TermFactory(code="care")]}),
    "publisher": lambda: ("publisher=c40", {"co_publishers": [NetworkFactory(slug="c40")]}),
    "language": lambda: ("language=ca", {"language": "ca"}),
    "series": lambda: ("series=live", {"series": SeriesFactory(slug="live")}),
    "city": lambda: ("city=bilbao-es", {"sessions": [of_session_in("bilbao-es")]}),
    "year": lambda: ("year=2021", {"date": "2021-03"}),
    "q": lambda: ("q=shade", {"title": "Shade before the summer"}),
}


def test_every_filter_has_a_test():
    assert set(LibraryFilter.base_filters) == {*TESTED, "page", "sort"}
    assert set(FACETS) == set(TESTED) - {"q"}


@pytest.mark.parametrize("name", TESTED)
def test_filter_keeps_only_what_it_asks_for(client, name):
    query, fields = TESTED[name]()
    language = fields.pop("language", "en")
    asked, other = ReportFactory(**fields), ReportFactory(date="2019")
    EditionFactory(report=asked, language=language)
    EditionFactory(report=other, language="en")

    assert rows(client, f"?{query}") == addresses(asked)


def test_series_that_is_only_a_name_is_filtered_by_it(client):
    asked = ReportFactory(series_label="C40 COVID-19 recovery")
    ReportFactory(series_label="Other notes")

    assert rows(client, "?series=c40-covid-19-recovery") == addresses(asked)


def test_series_are_told_apart_in_every_script(client):
    asked = ReportFactory(series_label="简报")
    ReportFactory(series_label="سلسلة")

    assert rows(client, "?series=简报") == addresses(asked)


def test_initiative_names_all_reports_that_speak_of_it(client):
    initiative = InitiativeFactory()
    reports = ReportFactory.create_batch(7, initiatives=[initiative])

    page = body(client, initiative.get_absolute_url())

    assert [page.count(f'href="{each.get_absolute_url()}"') for each in reports] == [1] * 7


def test_city_finds_no_report_through_a_session_that_is_only_planned(client):
    ReportFactory(sessions=[WebinarFactory(state="planned", cities=[CityFactory(slug="bilbao-es")])])

    assert rows(client, "?city=bilbao-es") == []


def test_row_names_each_language_and_what_it_leads_to(client):
    report = ReportFactory(title="Shade")
    EditionFactory(report=report, language="en", address="https://www.scribd.com/1", pages=16)
    EditionFactory(report=report, language="es", address="https://news.example/1", what=What.PAGE)

    page = re.sub(r"<[^>]+>", "", body(client, reverse("library")))

    assert "English: Shade Document on scribd.com, 16 pages" in page
    assert "Spanish: Shade Page that reports it, on news.example" in page
    assert "In one language only" not in page


def test_row_says_that_a_report_is_in_one_language_only(client):
    EditionFactory()

    assert "In one language only" in body(client, reverse("library"))


def test_report_in_english_is_marked_as_such_in_german(client):
    c40 = NetworkFactory(slug="c40", acronym="C40")
    report = EditionFactory(report__title="Mayors meet", report__publisher=c40).report

    with override("de"):
        page = body(client, reverse("library") + "?publisher=c40")
        path = report.get_absolute_url()

    assert f'<h2><a href="{path}" lang="en" dir="ltr">Mayors meet</a></h2>' in page


def test_row_shows_the_page_on_which_the_words_are(client):
    report = ReportFactory(title="Heat", date="2020")
    edition = EditionFactory(report=report, texts=["nothing", "Shade trees for every pavement"])

    page = body(client, reverse("library") + "?q=pavement")

    assert f'<a href="{edition.href}#page=2" hreflang="en">Page 2<span class="vh">: Heat</span></a>' in page
    assert "<q>Shade trees for every <mark>pavement</mark></q>" in page


def test_report_says_what_is_missing(client):
    page = body(client, ReportFactory().get_absolute_url())

    assert page.count("Not yet.") == 2
    assert "No edition here yet" in page


def test_waiting_text_is_told(client):
    edition = EditionFactory(texts=["one"])
    type(edition).objects.update(text_state="waiting")

    assert "text not searchable yet" in body(client, edition.report.get_absolute_url())


def test_missing_report_is_missing(client):
    assert client.get("/library/nothing/").status_code == 404


def test_report_leads_to_sessions_cities_and_initiatives_and_all_of_them_back(client):
    report = full()
    city, session, initiative = report.cities.get(), report.sessions.get(), report.initiatives.get()
    on_stage = session.cities.get()

    page = body(client, report.get_absolute_url())

    for there in (session, session.series, city, on_stage, initiative, report.publisher):
        assert f'href="{there.get_absolute_url()}"' in page
        section = SECTION.search(client.get(there.get_absolute_url()).content.decode())
        assert f'<a href="{report.get_absolute_url()}">{report.title}</a>' in section[0]


def test_series_names_the_report_of_each_session_or_says_not_yet(client):
    reported = WebinarFactory(state="held")
    WebinarFactory(series=reported.series, state="held")
    report = ReportFactory(sessions=[reported])

    table = body(client, reported.series.get_absolute_url()).partition("<table")[2].partition("</table>")[0]

    cells = re.findall(r'<td><span class="on-narrow">Report: </span>(.*?)</td>', table)
    read = f'<a href="{report.get_absolute_url()}">Read<span class="vh">: {report.title}</span></a>'
    assert cells == [read, '<span class="muted">not yet</span>']


def test_session_without_a_report_says_not_yet_once_it_is_over(client):
    held = WebinarFactory(state="held")

    section = SECTION.search(client.get(held.get_absolute_url()).content.decode())

    assert "Not yet." in section[0]


def test_wrong_value_is_named_and_shows_no_rows(client):
    EditionFactory()

    page = body(client, reverse("library") + "?kind=moon")

    assert "“moon” is not in this list." in page
    assert ROW.findall(page) == []
