import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import touch
from config.kept_pages import pages
from showcase.indexing import initiatives
from showcase.models import Endorsement, SlugHistory
from showcase.publication import write_version
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory, TermFactory

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li class="rec.*?<h[23]><a href="([^"]+)"', re.DOTALL)


def rows(response):
    """Addresses of the initiatives on a page, in its order."""
    return ROW.findall(response.content.decode())


def addresses(*initiatives):
    return [initiative.get_absolute_url() for initiative in initiatives]


def body(response):
    return " ".join(response.content.decode().split())


# The list ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    topic = TermFactory(parent=TermFactory(scheme="theme"))
    made = [InitiativeFactory(main_topic=topic, topics=[topic]) for _ in range(count)]

    initiatives.get()
    with django_assert_num_queries(4):  # two of them for the words, once for each state of the list
        response = client.get(reverse("initiatives"))
    pages.forget()
    with django_assert_num_queries(1):  # the rows are remembered while nothing changes
        client.get(reverse("initiatives"))

    assert rows(response) == addresses(*reversed(made))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_a_network_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    network = NetworkFactory(slug="c40")
    made = [InitiativeFactory(shared_through=[network]) for _ in range(count)]

    initiatives.get()
    with django_assert_num_queries(7):
        response = client.get(reverse("initiatives"), {"network": "c40"})

    assert rows(response) == addresses(*reversed(made))


def test_list_shows_twenty_rows_a_page_and_the_last_page_for_larger_numbers(client):
    made = [InitiativeFactory(shared_through=[]) for _ in range(22)]

    first = client.get(reverse("initiatives"), {"sort": "newest"})
    last = client.get(reverse("initiatives"), {"page": "1" + "0" * 30})

    assert rows(first) == addresses(*reversed(made[2:]))
    assert rows(last) == addresses(made[1], made[0])
    assert 'href="?sort=newest&amp;page=2"' in body(first)


def test_list_counts_initiatives_and_cities_in_its_live_region(client):
    city = CityFactory(country="KE")
    InitiativeFactory(city=city)
    InitiativeFactory(city=city)
    InitiativeFactory()

    page = body(client.get(reverse("initiatives"), {"country": "KE"}))

    status = re.search(r'<p class="result-count" id="result-count" role="status" tabindex="-1">(.*?)</p>', page)[1]
    assert " ".join(re.sub(r"<[^>]+>", "", status).split()) == "2 initiatives of 3 in 1 city"


def test_row_says_what_the_chosen_network_has_to_do_with_it(client):
    network = NetworkFactory(slug="c40", acronym="C40")
    InitiativeFactory(shared_through=[network])
    Endorsement.objects.create(initiative=InitiativeFactory(), network=network)

    page = body(client.get(reverse("initiatives"), {"network": "c40"}))

    assert re.findall(r"<span>((?:Checked by|Shared through) [^<]+)</span>", page) == [
        "Checked by C40",
        "Shared through C40",
    ]


def test_wrong_value_is_named_and_the_page_shows_no_rows(client):
    InitiativeFactory()

    response = client.get(reverse("initiatives"), {"topic": '"><script>', "page": "x"})

    assert response.status_code == 200
    assert rows(response) == []
    assert re.findall(r"<b>([^<]+):</b>", body(response)) == ["Page", "Topic"]
    assert "<script>" not in body(response)


def test_empty_list_offers_each_filter_less_with_its_count(client):
    InitiativeFactory(city=CityFactory(country="KE"), text_language="es")

    page = body(client.get(reverse("initiatives"), {"country": "KE", "language": "ar"}))

    assert "No initiative matches all 2 filters" in page
    assert re.findall(
        r'<a href="([^"]+)">Without “Language of the text: Arabic”</a> <span class="count">(\d+)', page
    ) == [("?country=KE", "1")]


def test_list_marks_the_language_of_each_text(client):
    InitiativeFactory(title="شوارع", text_language="ar")

    page = body(client.get(reverse("initiatives")))

    assert re.findall(r'<a href="[^"]+"( lang="ar" dir="[a-z]+")>شوارع</a>', page) != []
    assert "<span>Arabic</span>" in page


@pytest.mark.parametrize(
    "name", ["initiatives", "cities", "networks", "service-points", "home", "about", "data-sources"]
)
def test_public_page_sets_no_cookie_and_refuses_what_is_not_a_read(client, name):
    response = client.get(reverse(name))

    assert (response.status_code, dict(response.cookies), response.headers["Vary"]) == (200, {}, "Accept-Encoding")
    assert client.post(reverse(name)).status_code == 405


# One initiative ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_initiative_asks_the_same_queries_for_any_number_of_neighbours(client, django_assert_num_queries, count):
    topic = TermFactory()
    initiative = InitiativeFactory(main_topic=topic, topics=[topic])
    close = [InitiativeFactory(main_topic=topic, topics=[topic]) for _ in range(count)]

    initiatives.get()
    with django_assert_num_queries(7):  # one of them for the words, once for each state of the list; one for the place
        response = client.get(initiative.get_absolute_url())
    pages.forget()
    with django_assert_num_queries(2):  # the text is remembered while nothing changes
        again = client.get(initiative.get_absolute_url())

    assert rows(response) == addresses(*reversed(close))
    assert rows(again) == rows(response)


def test_initiative_asks_for_what_it_has_alone(client, django_assert_num_queries):
    network, original = NetworkFactory(), InitiativeFactory()
    initiative = InitiativeFactory(shared_through=[network], adapted_from=original)
    initiative.endorsements.create(network=network)
    touch(initiative)

    initiatives.get()
    with django_assert_num_queries(9):  # as above without neighbours; checked by, shared through, adapted from
        page = body(client.get(initiative.get_absolute_url()))

    assert page.count(network.name) == 2
    assert original.get_absolute_url() in page


def test_initiative_out_of_the_lists_still_names_its_networks(client):
    network = NetworkFactory()
    initiative = InitiativeFactory(shared_through=[network], archived_at=timezone.now())

    assert network.name in body(client.get(initiative.get_absolute_url()))


def test_remembered_text_is_that_of_its_version_and_language(client):
    initiative = InitiativeFactory(title="First")
    client.get(initiative.get_absolute_url())
    initiative.title = "Second"
    initiative.save()
    write_version(initiative)
    touch(initiative)

    pages = {
        path: body(client.get(path))
        for path in (initiative.get_absolute_url(), f"{initiative.get_absolute_url()}versions/1/")
    }

    assert [("<h1>Second" in page, "<h1>First" in page) for page in pages.values()] == [(True, False), (False, True)]
    assert "<dt>Stadt</dt>" in body(client.get(f"/de{initiative.get_absolute_url()}"))


def test_close_to_this_prefers_the_same_main_topic_and_shows_three(client):
    topic, other = TermFactory(), TermFactory()
    initiative = InitiativeFactory(main_topic=topic, topics=[topic, other])
    near = InitiativeFactory(main_topic=topic, topics=[topic])
    far = [InitiativeFactory(main_topic=other, topics=[other]) for _ in range(3)]
    InitiativeFactory(main_topic=TermFactory(), topics=[TermFactory()])
    InitiativeFactory(topics=[topic], archived_at=timezone.now())

    assert rows(client.get(initiative.get_absolute_url())) == addresses(near, far[2], far[1])


def test_initiative_shows_its_current_version_not_its_columns(client):
    initiative = InitiativeFactory(title="As published")
    type(initiative).objects.filter(pk=initiative.pk).update(title="As somebody changed the column")

    page = body(client.get(initiative.get_absolute_url()))

    assert re.search(r"<h1[^>]*>([^<]+)</h1>", page)[1] == "As published"


def test_collected_initiative_names_its_source_and_nobody_who_checked_it(client):
    initiative = InitiativeFactory(
        desk=NetworkFactory(acronym="Metropolis"),
        source_address="https://www.lima.example/news",
        source_kind="press",
        shared_through=[NetworkFactory(acronym="C40")],
    )

    page = body(client.get(initiative.get_absolute_url()))

    assert "Collected from public sources by the catalogue's editors." in page.replace("&#x27;", "'")
    assert '<a href="https://www.lima.example/news" rel="noopener">lima.example</a> (press)' in page
    assert "Checked by" not in page


def test_endorsed_initiative_says_which_network_checked_it_and_when(client):
    initiative = InitiativeFactory(origin="submitted")
    network = NetworkFactory(acronym="C40")
    at = datetime(2026, 5, 14, tzinfo=UTC)
    Endorsement.objects.create(initiative=initiative, network=network, at=at)

    page = body(client.get(initiative.get_absolute_url()))

    assert re.search(r"Checked by <b>([^<]+)</b>, ([^<]+)<", page).groups() == ("C40", "14 May 2026")
    assert "Collected from public sources" not in page


def test_text_of_an_initiative_is_escaped_and_its_addresses_are_links_only_to_the_web(client):
    initiative = InitiativeFactory(
        title="<script>alert(1)</script>",
        challenge="First <b>bold</b>.\n\nSecond.",
        results=[{"figure": "1", "counts": "x", "source": "javascript:alert(1)", "year": ""}],
        links=[{"label": "Bad", "address": "javascript:alert(2)"}],
    )

    page = body(client.get(initiative.get_absolute_url()))

    assert "<script>alert" not in page
    assert "<p>First &lt;b&gt;bold&lt;/b&gt;.</p> <p>Second.</p>" in page
    assert re.findall(r'href="javascript:[^"]*"', page) == []
    assert "undated" in page


def test_arabic_text_turns_its_article_and_says_its_language(client):
    initiative = InitiativeFactory(title="شوارع للناس", summary="ملخص", text_language="ar", challenge="نص")

    page = body(client.get(initiative.get_absolute_url()))

    assert re.findall(r'<article class="detail" dir="(\w+)">', page) == ["rtl"]
    assert '<div class="cite" lang="en" dir="ltr">' in page
    assert '<h1 lang="ar" dir="rtl">شوارع للناس</h1>' in page
    assert '<div class="prose" lang="ar" dir="rtl"><p>نص</p></div>' in page
    assert '<li><bdi lang="ar" dir="rtl">شوارع للناس</bdi></li>' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"nothing_measured": True}, "Nothing measured yet."),
        ({}, "No results are reported yet."),
    ],
)
def test_missing_results_are_said_calmly(client, fields, words):
    assert words in body(client.get(InitiativeFactory(**fields).get_absolute_url()))


# Addresses -----------------------------------------------------------------------------------------------------------


def test_old_address_leads_to_the_new_one_for_good(client):
    initiative = InitiativeFactory()
    SlugHistory.objects.create(slug="lima-first-title", initiative=initiative)

    page = client.get(reverse("initiative", args=["lima-first-title"]))
    version = client.get(reverse("initiative-version", args=["lima-first-title", 1]))

    assert (page.status_code, page["Location"]) == (301, initiative.get_absolute_url())
    assert (version.status_code, version["Location"]) == (301, f"{initiative.get_absolute_url()}versions/1/")


def test_earlier_version_stays_readable_and_says_that_it_is_not_the_current_one(client):
    initiative = InitiativeFactory(title="First words")
    initiative.title = "Second words"
    initiative.save()
    write_version(initiative)

    page = body(client.get(reverse("initiative-version", args=[initiative.slug, 1])))

    assert re.search(r"<h1[^>]*>([^<]+)</h1>", page)[1] == "First words"
    assert "This is version 1" in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="http://testserver{initiative.get_absolute_url()}">' in page


@pytest.mark.parametrize("number", ["0", "2", "9" * 30, "9" * 5000])
def test_version_that_never_was_is_missing(client, number):
    initiative = InitiativeFactory()

    assert client.get(f"{initiative.get_absolute_url()}versions/{number}/").status_code == 404


def test_archived_initiative_is_readable_and_marked_and_in_no_list(client):
    initiative = InitiativeFactory(archived_at=timezone.now(), archived_reason="The service has ended.")

    page = body(client.get(initiative.get_absolute_url()))

    assert '<meta name="robots" content="noindex">' in page
    assert "The service has ended." in page
    assert rows(client.get(reverse("initiatives"))) == []


def test_initiative_taken_down_is_gone_under_each_of_its_addresses(client):
    initiative = InitiativeFactory(title="Secret", taken_down_at=timezone.now(), taken_down_reason="Court order")
    SlugHistory.objects.create(slug="old-address", initiative=initiative)
    asked = (
        initiative.get_absolute_url(),
        reverse("initiative", args=["old-address"]),
        reverse("initiative-version", args=[initiative.slug, 1]),
        reverse("short-address", args=[initiative.code]),
    )

    answers = [client.get(address) for address in asked]

    assert [answer.status_code for answer in answers] == [410] * 4
    assert ["Secret" in body(answer) or "Court order" in body(answer) for answer in answers] == [False] * 4


def test_initiative_without_a_version_is_missing(client):
    initiative = InitiativeFactory()
    type(initiative).objects.filter(pk=initiative.pk).update(current_version=None)

    assert client.get(initiative.get_absolute_url()).status_code == 404
    assert client.get(reverse("initiative", args=["never-was"])).status_code == 404
