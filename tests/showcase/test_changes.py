"""What a version changed, as its page says it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.differences import GONE, NEW, SAME
from catalogue.models import touch
from showcase.changes import changes_between
from showcase.content import freeze
from showcase.models import Version
from showcase.publication import write_version
from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db
RESULTS = [{"figure": "4 km", "counts": "of streets", "source": "ITDP", "year": "2019"}]


def republished(initiative, **fields):
    for name, value in fields.items():
        setattr(initiative, name, value)
    initiative.save()
    touch(initiative)
    return write_version(initiative)


def of_version(client, initiative, number):
    response = client.get(reverse("initiative-version", args=[initiative.slug, number]))
    return " ".join(response.content.decode().split())


def test_fields_without_change_are_left_out_and_words_are_compared():
    initiative = InitiativeFactory(challenge="Streets are closed.\n\nOn Sunday.", summary="Same")
    first = initiative.current_version.content
    initiative.challenge, initiative.lead_organisation = "Streets are open.\n\nOn Sunday.", "Ministry"

    told = changes_between(first, freeze(initiative))

    assert [(change.label, change.lines) for change in told] == [
        ("Lead organisation", [[(NEW, "Ministry")]]),
        ("Challenge", [[(SAME, "Streets are "), (GONE, "closed."), (NEW, "open.")], [(SAME, "On Sunday.")]]),
    ]


def test_rows_of_results_are_compared_row_by_row():
    initiative = InitiativeFactory(results=RESULTS)
    first = initiative.current_version.content
    initiative.results = [*RESULTS, {"figure": "23", "counts": "streets", "source": "", "year": ""}]

    [change] = changes_between(first, freeze(initiative))

    assert change.lines == [[(SAME, "4 km of streets (ITDP, 2019)")], [(NEW, "23 streets")]]


def test_answer_that_went_is_told_also_where_its_whole_section_went():
    initiative = InitiativeFactory(lessons="Begin earlier.")
    first = initiative.current_version.content
    initiative.lessons = ""

    assert [change.lines for change in changes_between(first, freeze(initiative))] == [[[(GONE, "Begin earlier.")]]]


def test_every_field_of_a_frozen_text_is_compared():
    empty = freeze(InitiativeFactory(text_language="", city=None, title=""))
    changed = {
        **{name: "2020" if name in ("start", "end") else "en" for name, value in empty.items() if value == ""},
        **{"city": {"slug": "lima-pe", "name": "Lima", "country": "PE"}, "nothing_measured": True},
        "results": RESULTS,
        "conditions": [{"kind": "budget", "text": "Money"}],
        "links": [{"label": "Page", "address": "https://a.example"}],
        **{name: ["some"] for name in ("topics", "target_groups", "hazards", "sdgs")},
        "pictures": [{"file": "f", "description": "A street", "caption": "", "credit": ""}],
        "documents": [{"file": "f", "title": "Plan", "publisher": "City", "language": "es"}],
        "translations": [{"language": "fr", "texts": {"title": "Titre"}, "state": "city"}],
    }
    told = {
        name: bool(changes_between(empty, {**empty, name: value})) for name, value in changed.items() if name in empty
    }

    assert told == dict.fromkeys(empty.keys() - {"format"}, True)


def test_page_of_a_version_shows_what_it_changed_with_a_legend_and_its_neighbours(client):
    initiative = InitiativeFactory(title="First words here")
    republished(initiative, title="Second words here")
    republished(initiative, title="Third words here")
    own = initiative.get_absolute_url()

    page = of_version(client, initiative, 2)

    assert "<del>First </del><ins>Second </ins>words here" in page
    assert "Legend: <del>taken away</del> <ins>added</ins>" in page
    assert re.findall(r'<a rel="(\w+)" href="([^"]+)">([^<]+)<', page) == [
        ("prev", f"{own}versions/1/", "Previous: version 1"),
        ("next", f"{own}versions/3/", "Next: version 3"),
    ]
    assert "The current one is version 3." in page


def test_only_earlier_versions_are_kept_from_search_engines_and_all_name_the_page_itself(client):
    initiative = InitiativeFactory()
    republished(initiative, title="Other")

    pages = [of_version(client, initiative, number) for number in (1, 2)]

    canonical = f'<link rel="canonical" href="http://testserver{initiative.get_absolute_url()}">'
    assert [('content="noindex"' in page, canonical in page) for page in pages] == [(True, True), (False, True)]


def test_first_version_has_nothing_to_be_compared_with_and_the_page_itself_says_nothing_of_versions(client):
    initiative = InitiativeFactory()

    first = of_version(client, initiative, 1)
    itself = client.get(initiative.get_absolute_url()).content.decode()

    assert ("This is version 1, published on" in first, "What changed" in first) == (True, False)
    assert 'class="version"' not in itself


def test_version_that_says_the_same_says_so(client):
    initiative = InitiativeFactory()
    republished(initiative)

    assert "The words are the same; it was published again." in of_version(client, initiative, 2)


def test_changed_words_are_escaped_and_say_their_language(client):
    initiative = InitiativeFactory(text_language="ar", title="نص")
    republished(initiative, title="<script>alert(1)</script>")

    page = of_version(client, initiative, 2)

    assert "<script>alert" not in page
    assert re.findall(r'<dt>Title</dt><dd lang="ar" dir="rtl">', page) == ['<dt>Title</dt><dd lang="ar" dir="rtl">']


def test_changes_are_compared_once_while_nothing_changes(client, django_assert_num_queries):
    topic = TermFactory(code="care")
    initiative = InitiativeFactory(title="First", city=CityFactory(), main_topic=topic)
    republished(initiative, title="Second")
    of_version(client, initiative, 1)

    with django_assert_num_queries(10):
        of_version(client, initiative, 2)
    with django_assert_num_queries(1):  # kept until something public changes
        of_version(client, initiative, 2)


@pytest.mark.parametrize("number", [1, 2])
def test_every_version_of_what_was_taken_down_is_gone(client, number):
    initiative = InitiativeFactory(title="Secret words")
    republished(initiative, title="Other words", taken_down_at=timezone.now())

    response = client.get(reverse("initiative-version", args=[initiative.slug, number]))

    assert (response.status_code, b"words" in response.content) == (410, False)
    assert Version.objects.filter(initiative=initiative).count() == 2
