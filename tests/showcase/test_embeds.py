"""Lists inside other sites' pages, and the line that puts them there."""

import html
import re

import pytest
from django.urls import reverse

from showcase.models import ServicePointItem
from tests.factories import CityFactory, InitiativeFactory, ServicePointFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<h2><a href="([^"]+)"')
WAY_OUT = re.compile(r'<p class="all"><a href="([^"]+)">([^<]+)</a>')
EMBED = "/embed/initiatives/"


def body(response):
    return html.unescape(" ".join(response.content.decode().split()))


def policy(response):
    pairs = (part.partition(" ") for part in response["Content-Security-Policy"].split("; "))
    return {name: value for name, _space, value in pairs}


def test_list_for_other_sites_holds_twenty_of_the_filter_and_leads_to_all_of_them(client):
    nairobi = CityFactory(country="KE")
    made = [InitiativeFactory(city=nairobi) for _ in range(21)]
    InitiativeFactory()

    page = body(client.get(EMBED + "?country=KE"))

    assert LINK.findall(page) == [each.get_absolute_url() for each in reversed(made)][:20]
    assert WAY_OUT.findall(page) == [("/initiatives/?country=KE", "All 21 on City Showcase")]


def test_list_for_other_sites_keeps_its_order_and_its_language(client):
    old, new = InitiativeFactory(start="2001"), InitiativeFactory(start="2020")
    InitiativeFactory()

    wanted = [f"/de{each.get_absolute_url()}" for each in (new, old)]

    page = body(client.get("/de" + EMBED + "?sort=started"))

    assert LINK.findall(page)[:2] == wanted
    assert WAY_OUT.findall(page)[0][0] == "/de/initiatives/?sort=started"


def test_list_for_other_sites_may_be_framed_by_everybody_and_only_it(client):
    framed, elsewhere = client.get(EMBED), client.get("/initiatives/")

    assert (policy(framed)["frame-ancestors"], framed.get("X-Frame-Options")) == ("*", None)
    assert (policy(elsewhere)["frame-ancestors"], elsewhere.get("X-Frame-Options")) == ("'none'", "DENY")
    assert policy(framed) == policy(elsewhere) | {"frame-ancestors": "*"}


def test_list_for_other_sites_needs_no_script_no_cookie_and_nothing_of_the_page_around_it(client):
    InitiativeFactory()

    answer = client.get(EMBED)

    page = body(answer)
    assert re.findall(r"<(?:script|form|iframe|img|header|nav)\b", page) == []
    assert re.findall(r"<base [^>]+>", page) == ['<base target="_top">']
    assert (dict(answer.cookies), answer.get("Vary")) == ({}, "Accept-Encoding")
    assert (answer["Cross-Origin-Resource-Policy"], answer["X-Robots-Tag"]) == ("cross-origin", "noindex")
    assert re.findall(r'<meta name="robots" content="(\w+)">', page) == ["noindex"]


def test_style_sheets_reach_a_sandboxed_frame_and_nothing_else_does(client):
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', body(client.get(EMBED)))

    assert sheets == ["/static/css/core.css", "/static/css/embed.css"]
    reach = {path: client.get(path)["Cross-Origin-Resource-Policy"] for path in (*sheets, "/static/js/theme.js")}
    assert reach == {**dict.fromkeys(sheets, "cross-origin"), "/static/js/theme.js": "same-origin"}


def test_list_for_other_sites_names_what_is_wrong_and_shows_no_rows(client):
    InitiativeFactory()

    page = body(client.get(EMBED + "?country=XX&page=moon"))

    assert (LINK.findall(page), WAY_OUT.findall(page)) == ([], [])
    assert re.findall(r"<li><span><b>([^:]+):</b>", page) == ["Page", "Country"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_for_other_sites_asks_one_query_once_its_rows_were_shown(client, django_assert_num_queries, count):
    for _ in range(count):
        InitiativeFactory()
    client.get("/initiatives/")  # reads the list into memory

    with django_assert_num_queries(2):
        first = client.get(EMBED)
    with django_assert_num_queries(1):
        again = client.get(EMBED)

    assert first.content == again.content


def test_service_point_is_framed_by_the_sites_it_names_and_only_there(client):
    sites = ["https://www.example.org", "https://city.example:8443"]
    point = ServicePointFactory(embed_sites=sites, filter="country=KE")
    listed = InitiativeFactory(city=CityFactory(country="KE"))
    pinned = InitiativeFactory()
    ServicePointItem.objects.create(service_point=point, initiative=pinned)

    answer = client.get(reverse("embed-service-point", args=[point.slug]))

    assert (policy(answer)["frame-ancestors"], answer.get("X-Frame-Options")) == (" ".join(sites), None)
    assert LINK.findall(body(answer)) == [each.get_absolute_url() for each in (pinned, listed)]
    assert WAY_OUT.findall(body(answer)) == [(point.get_absolute_url(), "All 2 on City Showcase")]


@pytest.mark.parametrize("fields", [{}, {"kind": "external", "embed_sites": ["https://www.example.org"]}])
def test_service_point_without_sites_and_partners_platform_have_nothing_to_frame(client, fields):
    point = ServicePointFactory(**fields)

    answer = client.get(reverse("embed-service-point", args=[point.slug]))

    assert (answer.status_code, policy(answer)["frame-ancestors"]) == (404, "'none'")


def test_line_to_copy_frames_the_list_of_the_filter(client):
    InitiativeFactory(city=CityFactory(country="KE"))

    page = client.get("/es/initiatives/embed/?country=KE&page=3&sort=city").content.decode()

    [line] = re.findall(r"<code>(.*?)</code>", page)
    assert re.findall(r'<iframe src="([^"]+)" title="([^"]+)"', html.unescape(line)) == [
        ("http://testserver/es/embed/initiatives/?country=KE&amp;sort=city", "Iniciativas en City Showcase")
    ]


def test_line_to_copy_is_not_there_for_a_filter_that_makes_no_sense(client):
    page = body(client.get("/initiatives/embed/?country=XX"))

    assert re.findall(r"<code>", page) == []
    assert re.findall(r"<li><span><b>([^:]+):</b>", page) == ["Country"]


def test_words_of_strangers_cannot_leave_the_line(client):
    page = client.get('/initiatives/embed/?q="><script>alert(1)</script>').content.decode()

    [line] = re.findall(r"<code>(.*?)</code>", page)
    assert "<" not in line
    assert re.findall(r'src="([^"]+)"', html.unescape(line)) == [
        "http://testserver/embed/initiatives/?q=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E"
    ]
