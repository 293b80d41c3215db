import re

import pytest
from django.urls import reverse

from config.kept_pages import pages
from showcase.models import ServicePointItem
from tests.factories import (
    CityFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ServicePointFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li class="rec.*?<h[23]><a href="([^"]+)"', re.DOTALL)


def body(response):
    return " ".join(response.content.decode().split())


def addresses(*initiatives):
    return [initiative.get_absolute_url() for initiative in initiatives]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    points = [ServicePointFactory(kind=kind) for kind in ("own", "external") for _ in range(count)]

    with django_assert_num_queries(3):
        page = body(client.get(reverse("service-points")))

    assert [point.title in page for point in points] == [True] * 2 * count


def test_list_shows_ours_first_and_partners_platforms_as_plain_links(client):
    ServicePointFactory(title="A platform", kind="external", address="https://platform.example/", status="closed")
    own = ServicePointFactory(title="Our point", opened="2020-03", status="open")

    page = body(client.get(reverse("service-points")))

    assert re.findall(r'<h3><a href="([^"]+)"[^>]*>([^<]+)</a></h3>', page) == [
        (own.get_absolute_url(), "Our point"),
        ("https://platform.example/", "A platform"),
    ]
    assert re.findall(r'<p class="count"> ?(.*?) ?</p>', page) == ["Open<br>Opened March 2020", "Closed"]


def test_partners_platform_has_no_page(client):
    external = ServicePointFactory(kind="external")

    assert client.get(reverse("service-point", args=[external.slug])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    point = ServicePointFactory()
    made = [InitiativeFactory(topics=[TermFactory()]) for _ in range(count)]
    pinned = [InitiativeFactory() for _ in range(count)]
    for position, each in enumerate(pinned):
        ServicePointItem.objects.create(service_point=point, initiative=each, position=position)

    client.get(point.get_absolute_url())  # reads the list into memory
    pages.forget()
    with django_assert_num_queries(9):
        response = client.get(point.get_absolute_url())

    assert ROW.findall(response.content.decode()) == addresses(*pinned, *reversed(made))


def test_page_lists_what_its_filter_finds(client):
    network = NetworkFactory(slug="metropolis")
    epidemic = TermFactory(scheme="hazard", code="epidemic")
    member, other = MembershipFactory(network=network).city, CityFactory()
    stays = InitiativeFactory(city=member, hazards=[epidemic])
    InitiativeFactory(city=member)
    InitiativeFactory(city=other, hazards=[epidemic], shared_through=[network])
    point = ServicePointFactory(filter="member=metropolis&hazard=epidemic")

    response = client.get(point.get_absolute_url())

    assert ROW.findall(response.content.decode()) == addresses(stays)
    assert f'href="{reverse("initiatives")}?hazard=epidemic&amp;member=metropolis"' in body(response)


def test_page_shows_pinned_initiatives_first_with_the_reason_and_only_once(client):
    point = ServicePointFactory()
    old, new = InitiativeFactory(), InitiativeFactory()
    ServicePointItem.objects.create(service_point=point, initiative=old, note="Read this first.")

    response = client.get(point.get_absolute_url())

    assert ROW.findall(response.content.decode()) == addresses(old, new)
    assert "<span>Read this first.</span>" in body(response)


def test_page_does_not_show_pinned_initiatives_that_are_no_longer_public(client):
    point = ServicePointFactory()
    gone = InitiativeFactory()
    ServicePointItem.objects.create(service_point=point, initiative=gone)
    type(gone).objects.filter(pk=gone.pk).update(archived_at=gone.published_at)

    assert ROW.findall(client.get(point.get_absolute_url()).content.decode()) == []


@pytest.mark.parametrize("page", ["x", "-1", "9" * 40, "%00", "١"])
def test_page_opens_with_any_page_number(client, page):
    point = ServicePointFactory()
    initiative = InitiativeFactory()

    response = client.get(f"{point.get_absolute_url()}?page={page}")

    assert ROW.findall(response.content.decode()) == addresses(initiative)


def test_page_with_a_filter_that_makes_no_sense_any_more_shows_no_rows(client):
    InitiativeFactory()
    point = ServicePointFactory(filter="member=dissolved-network")

    response = client.get(point.get_absolute_url())

    assert (response.status_code, ROW.findall(response.content.decode())) == (200, [])


def test_page_tells_hours_contact_and_partners_when_they_are_known(client):
    other = ServicePointFactory(kind="external", title="Elsewhere", address="https://elsewhere.example/")
    point = ServicePointFactory(
        hours=[[0, "09:00", "17:00"]], time_zone="Europe/Madrid", contact="help@metropolis.example"
    )
    point.partners.add(NetworkFactory(acronym="C40"))
    point.cooperates_with.add(other)

    page = body(client.get(point.get_absolute_url()))

    assert "<dd>Monday 09:00–17:00<br>" in page
    assert 'href="mailto:help@metropolis.example"' in page
    assert ">C40</a>" in page
    assert '<a href="https://elsewhere.example/" rel="noopener">Elsewhere</a>' in page
