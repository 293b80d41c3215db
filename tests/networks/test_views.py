import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from showcase.models import Endorsement, Review
from tests.factories import (
    CityFactory,
    EditorFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ServicePointFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'<li class="entry">.*?<a href="([^"]+)"', re.DOTALL)
ROW = re.compile(r'<li class="rec.*?<h[23]><a href="([^"]+)"', re.DOTALL)


def body(response):
    return " ".join(response.content.decode().split())


def entries(client, query=""):
    return ENTRY.findall(client.get(reverse("networks") + query).content.decode())


def addresses(*objects):
    return [each.get_absolute_url() for each in objects]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    networks = [NetworkFactory() for _ in range(count)]

    with django_assert_num_queries(6):
        found = entries(client)

    assert found == addresses(*sorted(networks, key=str))


def test_list_is_filtered_by_name_and_kind(client):
    agency = NetworkFactory(name="União de Cidades", kind=TermFactory(scheme="network-kind", code="un-agency"))
    NetworkFactory(name="C40 Cities")

    assert entries(client, "?q=uniao") == addresses(agency)
    assert entries(client, "?kind=un-agency") == addresses(agency)
    assert entries(client, "?kind=un-agency&q=c40") == []


def test_list_counts_current_members_and_public_initiatives_once_each(client):
    network = NetworkFactory()
    MembershipFactory(network=network)
    MembershipFactory(network=network, left="2020")
    both = InitiativeFactory(shared_through=[network])
    Endorsement.objects.create(initiative=both, network=network)
    InitiativeFactory(shared_through=[network], archived_at=timezone.now())

    page = body(client.get(reverse("networks"), {"q": network.name}))

    assert re.findall(r'<p class="count"> (.*?) </p>', page) == ["1 initiative<br> 1 member known here"]


def test_list_names_a_wrong_kind_and_shows_no_network(client):
    NetworkFactory()

    page = body(client.get(reverse("networks"), {"kind": "club"}))

    assert re.findall(r"<b>([^<]+):</b>", page) == ["Kind"]
    assert '<li class="entry">' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_network_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    network = NetworkFactory()
    made = [InitiativeFactory(shared_through=[network]) for _ in range(count)]
    for each in made:
        MembershipFactory(network=network, city=each.city)
        ServicePointFactory(host_network=network)

    with django_assert_num_queries(14):
        response = client.get(network.get_absolute_url())

    assert ROW.findall(response.content.decode()) == addresses(*reversed(made)) * 2


def test_network_says_of_each_initiative_whether_it_checked_or_shared_it(client):
    network = NetworkFactory(acronym="C40")
    InitiativeFactory(shared_through=[network])
    Endorsement.objects.create(initiative=InitiativeFactory(shared_through=[network]), network=network)

    page = body(client.get(network.get_absolute_url()))

    assert re.findall(r"<span>((?:Checked by|Shared through) [^<]+)</span>", page) == [
        "Checked by C40",
        "Shared through C40",
    ]


def test_network_shows_initiatives_of_its_members_apart(client):
    network = NetworkFactory()
    of_member = InitiativeFactory(city=MembershipFactory(network=network).city)
    InitiativeFactory(city=CityFactory())

    page = body(client.get(network.get_absolute_url()))

    assert ROW.findall(page) == addresses(of_member)
    assert "Nothing published here was checked by" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"members_listed": "complete"}, "All members are listed here: 1."),
        ({"members_listed": "partial"}, "1 member is known here; the list is not complete."),
        (
            {"members_listed": "partial", "members_total": 140, "members_total_qualifier": "about"},
            "1 member is known here; the list is not complete. It has about 140 members.",
        ),
    ],
)
def test_network_says_how_complete_its_members_are(client, fields, words):
    network = MembershipFactory(network=NetworkFactory(**fields)).network

    section = body(client.get(network.get_absolute_url())).partition('<h2 id="members">')[2].partition("</section>")[0]

    assert re.search(r'<p class="small muted"> (.*?) </p>', section)[1] == words


def test_network_tells_how_it_checks_only_with_an_active_editor(client):
    network = NetworkFactory(days_to_answer=9)
    without = body(client.get(network.get_absolute_url()))
    editor = EditorFactory(network=network)
    with_editor = body(client.get(network.get_absolute_url()))
    editor.user.is_active = False
    editor.user.save()
    left = body(client.get(network.get_absolute_url()))

    assert ["within 9 days" in page for page in (without, with_editor, left)] == [False, True, False]


def test_network_describes_itself_in_english_marked_as_such_where_the_readers_language_is_missing(client):
    network = NetworkFactory(texts={"en": {"description": "Cities of the world."}, "es": {"description": "Ciudades."}})

    address = network.get_absolute_url()

    french, spanish = (body(client.get(f"/{code}{address}")) for code in ("fr", "es"))

    assert re.search(r'<p class="standfirst"([^>]*)>([^<]+)', french).groups() == (
        ' lang="en" dir="ltr"',
        "Cities of the world.",
    )
    assert re.search(r'<p class="standfirst"([^>]*)>([^<]+)', spanish).groups() == ("", "Ciudades.")


def test_network_that_never_was_is_missing(client):
    assert client.get(reverse("network", args=["no-such-network"])).status_code == 404


def test_network_says_what_its_desk_did_last_year(client, submitted):
    desk, last_year = submitted.desk, timezone.now().replace(month=6, day=1) - timedelta(days=365)
    desk.languages = ["fr", "en"]
    desk.save()
    steps = ("submit", "publish", "publish", "request_changes", "decline", "claim")
    rows = [Review(submission=submitted, step=step, was="draft", became="submitted", at=last_year) for step in steps]
    Review.objects.bulk_create(rows)

    section = body(client.get(desk.get_absolute_url())).partition('<h2 id="checks">')[2].partition("</section>")[0]

    assert re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", section) == [
        ("Editors", f"{desk.editors.count()}, reading English, French"),
        (str(last_year.year), "1 received, 2 published, 1 sent back, 1 declined"),
    ]


def test_network_shows_its_own_service_points_in_panels_and_others_elsewhere(client):
    network = NetworkFactory()
    week = [[day, "00:00", "23:59"] for day in range(7)]
    own = ServicePointFactory(
        host_network=network, status="open", hours=week, time_zone="Etc/UTC", contact="desk@city.example"
    )
    ServicePointFactory(host_network=network, kind="external", title="Theirs", address="https://theirs.example/")

    page = body(client.get(network.get_absolute_url()))

    panel = page.partition('<div class="service-point">')[2].partition("</section>")[0]
    assert re.findall(r'href="([^"]+)"', panel) == [own.get_absolute_url(), "mailto:desk@city.example"]
    assert len(re.findall(r"<b>(?:Open|Closed)</b>, it is \d\d:\d\d in UTC", panel)) == 1
    assert re.findall(r'<li><a href="([^"]+)" rel="noopener">Theirs</a>', page) == ["https://theirs.example/"]


def test_list_is_filtered_by_the_regions_of_members_and_counts_each_network_once(client):
    european, both, none = (NetworkFactory(name=name) for name in ("A", "B", "C"))
    for network, country in ((european, "FR"), (european, "DE"), (both, "FR"), (both, "PE")):
        MembershipFactory(network=network, city=CityFactory(country=country))
    MembershipFactory(network=none, city=CityFactory(country="KE"), left="2019")

    page = body(client.get(reverse("networks")))

    assert entries(client, "?region=europe") == addresses(european, both)
    assert entries(client, "?region=latin-america-caribbean&region=africa") == addresses(both)
    assert re.findall(r'name="region" value="([\w-]+)".*?<span class="count">([1-9])<', page) == [
        ("europe", "2"),
        ("latin-america-caribbean", "1"),
    ]
