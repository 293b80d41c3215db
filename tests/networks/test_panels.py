"""What waits for an editor: on the home page of the back office and beside the menu."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.panels import counts_for, shown_to
from showcase.models import Submission
from tests.factories import CityFactory


def counted(user):
    return counts_for(user)


def test_counts_are_of_what_the_person_manages(cast, submitted):
    CityFactory(name="Lesaka", country="ES", state="proposed")

    nothing = {"webinars.webinar": 0}
    assert counted(cast.editor) == {"showcase.submission": 1, "cities.affiliation": 1, "cities.city": 1, **nothing}
    assert counted(cast.rival_editor) == {
        "showcase.submission": 0,
        "cities.affiliation": 1,
        "cities.city": 0,
        **nothing,
    }
    assert set(counted(cast.author).values()) == {0}


def test_late_submission_is_marked_and_named_first(cast, submitted):
    Submission.objects.filter(pk=submitted.pk).update(sent_at=timezone.now() - timedelta(days=8, hours=1))

    panel = shown_to(cast.editor, counted(cast.editor))[0]

    line = panel.lines[0]
    assert (line.title, line.about, line.days, line.is_late) == ("Calls against solitude", "Bilbao, Spain", 8, True)
    assert panel.address == reverse("admin:showcase_submission_changelist")


def test_panels_with_something_in_them_come_first(cast):
    CityFactory(name="Lesaka", country="ES", state="proposed")

    shown = shown_to(cast.editor, counted(cast.editor))

    assert [(each.panel.model, each.n) for each in shown] == [
        ("cities.affiliation", 1),
        ("cities.city", 1),
        ("showcase.submission", 0),
        ("webinars.webinar", 0),
    ]


def test_list_behind_a_panel_holds_what_it_counts(cast, client_of):
    CityFactory(name="Lesaka", country="ES", state="proposed")

    for shown in shown_to(cast.editor, counted(cast.editor)):
        listed = client_of(cast.editor).get(shown.address)
        assert listed.context["cl"].result_count == shown.n


def test_home_page_links_what_waits(cast, client_of, submitted):
    page = client_of(cast.editor).get(reverse("admin:index")).content.decode()

    review = reverse("admin:showcase_submission_review", args=[submitted.pk])
    claim = reverse("admin:cities_affiliation_change", args=[cast.colleague.affiliations.get().pk])
    assert (page.count(f'href="{review}"'), page.count(f'href="{claim}"')) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_home_page_asks_the_same_queries_for_any_number(cast, client_of, django_assert_num_queries, count):
    for _number in range(count):
        CityFactory(country="ES", state="proposed")
    editor = client_of(cast.editor)

    with django_assert_num_queries(14):
        page = editor.get(reverse("admin:index"))

    assert counts_in(page)["cities.city"] == count


def counts_in(page):
    return {each.panel.model: each.n for each in page.context["panels"]}
