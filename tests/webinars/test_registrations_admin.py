"""Organisers see who registered for their sessions and take the list along; nobody else does."""

import csv
import re

import pytest
from django.urls import reverse

from record.models import Entry
from tests.factories import CityFactory, SeriesFactory
from tests.webinars.registered import announced, ask, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast):
    return announced(series=SeriesFactory(lead=cast.host), slug="shade", capacity=2)


def page_of(session, name="registrations"):
    return reverse(f"admin:webinars_webinar_{name}", args=[session.pk])


def fill(session):
    """Two seats, one who waits, one who did not confirm; two of them from one city."""
    CityFactory(name="Lyon", slug="lyon-fr")
    register(session, "a@a.example", name="=cmd()", city="Lyon", access_needs="@Captions, please")
    register(session, "b@a.example", name="Ben")
    register(session, "c@a.example", name="Cleo", city="Lyon")
    ask(session, "d@a.example", name="Dora")


def test_editor_reads_who_registered_how_many_and_from_where(cast, client_of, session):
    fill(session)

    page = client_of(cast.editor).get(page_of(session)).content.decode()

    text = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<h1>")[2]).split())
    assert "2 seats. Not confirmed yet: 1, Registered: 2, On the waiting list: 1" in text
    assert "By city Lyon , France: 2 No city named: 1" in text
    assert re.findall(r'<th scope="row"><bdi>([^<]+)</bdi>', page) == ["=cmd()", "Ben", "Cleo", "Dora"]
    assert "@Captions, please" in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(cast, client_of, session, count, django_assert_num_queries):
    browser = client_of(cast.editor)
    browser.get(page_of(session))
    for number in range(count):
        register(session, f"{number}@a.example", city=CityFactory(name=f"Place {number}").name)

    with django_assert_num_queries(QUERIES):
        page = browser.get(page_of(session)).content.decode()

    assert page.count('<th scope="row"><bdi>') == count


def test_namesakes_are_counted_apart_each_with_its_country(cast, client_of, session):
    cities = [CityFactory(name="Valencia", country=country) for country in ("ES", "VE")]
    for number, city in enumerate([*cities, cities[1]]):
        found = register(session, f"{number}@a.example")
        session.registrations.filter(pk=found.pk).update(city=city)

    answer = client_of(cast.editor).get(page_of(session))

    assert answer.context["cities"] == [("Valencia", "Venezuela", 2), ("Valencia", "Spain", 1)]
    assert "<li><bdi>Valencia</bdi>, Venezuela: 2</li>" in answer.content.decode()


QUERIES = 15  # of which the page's own are six: session, count, rows, states, cities, series


@pytest.mark.parametrize(("who", "statuses"), [("rival_editor", [404, 404]), ("stranger", [302, 302])])
def test_registrations_of_another_network_are_missing(cast, client_of, session, who, statuses):
    fill(session)
    browser = client_of(getattr(cast, who))

    answers = [browser.get(page_of(session)), browser.post(page_of(session, "registrations_export"))]

    assert [answer.status_code for answer in answers] == statuses
    assert Entry.objects.filter(event="export_registrations").count() == 0


def test_table_holds_everything_no_cell_is_a_formula_and_it_is_on_record(cast, client_of, session):
    fill(session)

    answer = client_of(cast.editor).post(page_of(session, "registrations_export"))

    head, *rows = csv.reader(answer.getvalue().decode().splitlines())
    assert answer["Content-Disposition"] == 'attachment; filename="registrations-shade.csv"'
    assert head[:3] == ["Name", "E-mail address", "City"]
    assert [(row[0], row[1], row[2], row[5], row[6], row[9]) for row in rows] == [
        ("'=cmd()", "a@a.example", "Lyon", "Registered", "1", "'@Captions, please"),
        ("Ben", "b@a.example", "", "Registered", "2", ""),
        ("Cleo", "c@a.example", "Lyon", "On the waiting list", "3", ""),
        ("Dora", "d@a.example", "", "Not confirmed yet", "", ""),
    ]
    [entry] = Entry.objects.filter(event="export_registrations")
    told = (entry.pseudonym, entry.role, entry.network_id, entry.what, entry.key, entry.became)
    assert told == (cast.editor.pseudonym, "editor", cast.host.pk, "webinars.webinar", str(session.pk), "")


def test_who_cancelled_is_not_on_the_list(cast, client_of, session):
    found = register(session, name="Ana Ito")
    client_of(cast.stranger).post(found.get_absolute_url(), {"act": "cancel"})

    page = client_of(cast.editor).get(page_of(session)).content.decode()

    assert ("Ana Ito" in page, "Nobody yet." in page) == (False, True)


def test_odd_page_of_the_list_is_some_page(cast, client_of, session):
    register(session)
    browser, odd = client_of(cast.editor), ("0", "-1", "99999999999999999999", "x", "%00", "١")

    assert {browser.get(f"{page_of(session)}?page={number}").status_code for number in odd} == {200}


def test_page_of_a_session_leads_to_its_registrations(cast, client_of, session):
    page = client_of(cast.editor).get(page_of(session, "change")).content.decode()

    assert page.count(f'href="{page_of(session)}"') == 1
