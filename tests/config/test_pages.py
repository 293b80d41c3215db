import re

import pytest
from django.urls import reverse
from django.utils import timezone

from config.kept_pages import pages
from tests.factories import CityFactory, EditorFactory, InitiativeFactory, NetworkFactory, ReportFactory, TermFactory

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li class="rec.*?<h[23]><a href="([^"]+)"', re.DOTALL)


def body(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    topic = TermFactory(parent=TermFactory(scheme="theme", code="health"))
    made = [InitiativeFactory(main_topic=topic, topics=[topic]) for _ in range(count)]
    ReportFactory()

    client.get(reverse("home"))  # reads the list into memory
    pages.forget()
    with django_assert_num_queries(4):
        response = client.get(reverse("home"))

    assert ROW.findall(response.content.decode()) == [each.get_absolute_url() for each in reversed(made)]


def test_home_shows_figures_of_what_is_public(client):
    kenyan = CityFactory(country="KE")
    InitiativeFactory(city=kenyan, results=[{"figure": "9", "counts": "streets"}])
    InitiativeFactory(city=kenyan)
    InitiativeFactory(archived_at=timezone.now())

    figures = re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]+)</dd></div>", body(client.get(reverse("home"))))

    assert figures == [
        ("initiatives", "2"),
        ("cities that act", "1"),
        ("countries and territories", "1"),
        ("initiatives with reported results", "1"),
    ]


def test_home_counts_initiatives_by_theme_in_the_order_of_the_vocabulary(client):
    _food, health = (
        TermFactory(scheme="theme", code=code, order=order, label_en=code.title())
        for code, order in (("food", 2), ("health", 1))
    )
    InitiativeFactory(topics=[TermFactory(parent=health), TermFactory(parent=health)])

    page = body(client.get(reverse("home"))).partition('<ul class="legend">')[2].partition("</ul>")[0]

    assert re.findall(r'<a href="[^"]*\?theme=(\w+)">(\w+)</a></span> <span class="count">(\d+)', page) == [
        ("health", "Health", "1"),
        ("food", "Food", "0"),
    ]


def test_home_names_the_networks_that_checked_or_shared_something(client):
    sharing = NetworkFactory(acronym="C40")
    InitiativeFactory(shared_through=[sharing])
    InitiativeFactory(shared_through=[NetworkFactory()], archived_at=timezone.now())

    page = body(client.get(reverse("home"))).partition('<ul class="names">')[2].partition("</ul>")[0]

    assert re.findall(r'<a href="([^"]+)">', page) == [sharing.get_absolute_url()]


def test_empty_catalogue_still_has_a_home(client):
    assert "No initiative is published yet" in body(client.get(reverse("home")))


def test_about_tells_written_from_collected_and_names_the_desks_with_editors(client):
    InitiativeFactory(origin="submitted")
    InitiativeFactory(origin="collected")
    InitiativeFactory(origin="harvested")
    desk = EditorFactory().network

    page = body(client.get(reverse("about")))

    assert "1 initiative here was written by its city." in page
    assert "2 initiatives here were collected." in page
    assert re.findall(r'<li><a href="(/networks/[^"]+)">', page)[-1:] == [desk.get_absolute_url()]


def test_demonstration_says_that_the_desks_are_not_the_networks_own(client, settings):
    settings.DEMO = True

    page = body(client.get(reverse("about")))

    assert page.count("the desks here are not run by the networks they are named after") == 2


def test_data_sources_name_licences_and_kinds_of_sources(client):
    InitiativeFactory(source_kind="press")
    InitiativeFactory(source_kind="press")
    InitiativeFactory(origin="submitted")

    page = body(client.get(reverse("data-sources")))

    assert re.findall(r'<td><a href="[^"]+">([^<]+)</a></td></tr>', page) == ["CC BY 4.0", "Unicode-3.0", "SIL OFL 1.1"]
    assert re.findall(r"<li>press: (\d+)</li>", page) == ["2"]
    assert "2 collected initiatives have no status" in page


def test_short_address_leads_to_the_page(client):
    initiative = InitiativeFactory(code="CS-2026-00012")

    response = client.get("/i/CS-2026-00012/")

    assert (response.status_code, response["Location"]) == (301, initiative.get_absolute_url())


@pytest.mark.parametrize("code", ["CS-2026-99999", "nothing", "%00", "CS-2026-" + "9" * 500, "cs-2026-00012"])
def test_short_address_of_nothing_is_missing(client, code):
    InitiativeFactory(code="CS-2026-00012")

    assert client.get(f"/i/{code}/").status_code == 404


def test_short_address_keeps_the_language_of_its_prefix(client):
    address = InitiativeFactory(code="CS-2026-00012").get_absolute_url()

    assert client.get("/fr/i/CS-2026-00012/")["Location"] == f"/fr{address}"
