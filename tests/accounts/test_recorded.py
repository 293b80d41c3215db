"""The audit on the page of what it tells of: in words, and with names only for those who may know them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.recorded import lines_of
from record.models import Entry, note
from showcase import workflow
from showcase.standing import archive
from showcase.states import State
from tests.factories import InitiativeFactory


def refused_to(user, submission):
    with pytest.raises(PermissionDenied):
        workflow.perform("publish", submission, by=user, seen=submission.saves)


def told(page):
    return [(line.event, line.role, line.who, line.was, line.became) for line in page.context["record"]]


def test_city_reads_steps_and_roles_without_names_and_without_what_was_only_tried(submitted, cast, client_of):
    workflow.perform("claim", submitted, by=cast.editor, seen=submitted.saves)
    refused_to(cast.dual, submitted)

    page = client_of(cast.author).get(submitted.get_absolute_url())

    assert told(page) == [
        ("Sent", "City", "", "Draft", "Sent"),
        ("Taken on", "Editor", "", "Sent", "Being checked"),
    ]
    text = page.content.decode()
    assert [name for name in (cast.editor.name, cast.dual.name, "Refused") if f">{name}<" in text] == []


def test_editor_reads_who_did_what_and_what_was_refused(submitted, cast, client_of):
    refused_to(cast.dual, submitted)

    page = client_of(cast.editor).get(reverse("admin:showcase_submission_review", args=[submitted.pk]))

    assert told(page) == [
        ("Sent", "City", "Author", "Draft", "Sent"),
        ("Refused", "", "Dual", "Sent", "Published"),
    ]


def test_desk_reads_how_its_page_stood_and_when_it_was_published(submitted, cast, client_of):
    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)
    page_of_it = submitted.initiative
    archive(page_of_it, by=cast.second_editor, reason="Old.")
    archive(InitiativeFactory(desk=cast.host), by=cast.second_editor, reason="Another one.")

    page = client_of(cast.editor).get(reverse("admin:showcase_initiative_change", args=[page_of_it.pk]))

    assert told(page) == [
        ("Published", "Editor", "Editor", "Sent", "Published"),
        ("Archived", "Editor", "Second_Editor", "public", "archived"),
    ]


def test_what_nobody_did_is_the_catalogues(cast):
    note("hand_over", cast.city)

    [line] = lines_of(Entry.objects.about(cast.city), words=dict(State.choices), with_names=True)
    assert (line.event, line.role, line.who) == ("Handed over to the host", "The catalogue itself", "")


@pytest.mark.parametrize("count", [1, 3])
def test_lines_ask_the_same_queries_for_any_number(cast, django_assert_num_queries, count):
    for _number in range(count):
        note("confirm_place", cast.city, by=cast.editor, role="editor")

    with django_assert_num_queries(2):
        lines = lines_of(Entry.objects.about(cast.city), words={}, with_names=True)

    assert [line.who for line in lines] == [cast.editor.name] * count
