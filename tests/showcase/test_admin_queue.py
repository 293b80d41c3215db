"""The review queue: what waits at one's desk, how long, and rows claimed one by one."""

from datetime import timedelta

import pytest
from django.contrib.admin import helpers
from django.urls import reverse
from django.utils import timezone

from record.models import Entry
from showcase import workflow
from showcase.models import Submission
from tests.factories import InitiativeFactory

QUEUE = "admin:showcase_submission_changelist"


def more(draft, **fields):
    """One more submission with the texts of the first."""
    lists = {name: list(getattr(draft, name).all()) for name in ("topics", "target_groups")}
    copied = Submission.objects.get(pk=draft.pk)
    copied.pk = copied.id = copied.uuid = None
    copied.uuid = Submission._meta.get_field("uuid").get_default()
    for name, value in {"state": "draft", "saves": 0, "assigned_to": None, **fields}.items():
        setattr(copied, name, value)
    copied.save()
    for name, values in lists.items():
        getattr(copied, name).set(values)
    return copied


@pytest.fixture
def queue(client_of):
    def opened(user, **query):
        return client_of(user).get(reverse(QUEUE), query)

    return opened


def rows_of(page):
    return list(page.context["cl"].result_list)


def counts_of(page):
    return {tab["name"]: tab["n"] for tab in page.context["tabs"]}


def test_queue_shows_what_waits_at_the_desk(queue, cast, submitted):
    page = queue(cast.editor)

    assert rows_of(page) == [submitted]
    assert counts_of(page) == {"to-check": 1, "mine": 0, "with-city": 0, "recommended": 0, "decided": 0}


@pytest.mark.parametrize("query", [{}, {"tab": "decided"}, {"q": "solitude"}, {"_facets": "True"}, {"all": ""}])
def test_rival_editor_meets_nothing_of_it(queue, cast, submitted, query):
    page = queue(cast.rival_editor, **query)

    assert rows_of(page) == []
    assert set(counts_of(page).values()) == {0}
    assert "solitude" not in page.content.decode().replace("q=solitude", "").replace('value="solitude"', "")


def test_draft_of_a_city_is_in_no_list(queue, cast, draft):
    assert rows_of(queue(cast.editor, tab="with-city")) == []


@pytest.mark.parametrize(
    ("state", "tab"),
    [
        ("submitted", "to-check"),
        ("in_review", "to-check"),
        ("changes_requested", "with-city"),
        ("recommended", "recommended"),
        ("published", "decided"),
        ("declined", "decided"),
    ],
)
def test_each_state_has_its_tab(queue, cast, in_state, state, tab):
    submission = in_state(state)

    found = {
        name for name in ("to-check", "with-city", "recommended", "decided") if rows_of(queue(cast.editor, tab=name))
    }

    assert (found, rows_of(queue(cast.editor, tab=tab))) == ({tab}, [submission])


def test_own_tab_holds_what_one_looks_after(queue, cast, in_state):
    submission = in_state("in_review")

    assert rows_of(queue(cast.editor, tab="mine")) == [submission]
    assert rows_of(queue(cast.second_editor, tab="mine")) == []


def test_unknown_tab_leads_back(queue, cast):
    answer = queue(cast.editor, tab="everything")

    assert (answer.status_code, answer.url) == (302, f"{reverse(QUEUE)}?e=1")


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_waiting_beyond_the_promise_is_said_in_words(queue, cast, submitted, days, late):
    Submission.objects.filter(pk=submitted.pk).update(sent_at=timezone.now() - timedelta(days=days, hours=1))

    text = queue(cast.editor).content.decode()

    assert f"<b>{days}</b> days" in text
    assert ('class="late"' in text, "promised within 7 days" in text) == (late, late)


def test_title_keeps_its_language_and_runs_nothing(queue, cast, submitted):
    Submission.objects.filter(pk=submitted.pk).update(title="<script>x</script> مدينة", text_language="ar")

    text = queue(cast.editor).content.decode()

    address = reverse("admin:showcase_submission_review", args=[submitted.pk])
    title = '<bdi lang="ar" dir="rtl">&lt;script&gt;x&lt;/script&gt; مدينة</bdi>'
    assert f'<a href="{address}">{title}</a>' in text


def test_kinds_tell_new_answered_and_update_apart(queue, cast, draft):
    change = more(draft, initiative=InitiativeFactory(city=cast.city, desk=cast.host), base_version=1)
    answered = more(draft)
    for submission in (draft, change, answered):
        workflow.perform("submit", submission, by=cast.author, seen=0)
    workflow.perform("request_changes", answered, by=cast.editor, seen=0, note="More.")
    workflow.perform("submit", answered, by=cast.author, seen=answered.saves)

    found = {kind: rows_of(queue(cast.editor, kind=kind)) for kind in ("new", "answered", "update")}

    assert found == {"new": [draft], "answered": [answered], "update": [change]}


def test_filters_by_language_and_person_keep_only_theirs(queue, cast, in_state, draft):
    other = more(draft, text_language="es")
    claimed = in_state("in_review")
    workflow.perform("submit", other, by=cast.author, seen=0)

    assert rows_of(queue(cast.editor, language="es")) == [other]
    assert rows_of(queue(cast.editor, assigned="me")) == [claimed]
    assert rows_of(queue(cast.editor, assigned="nobody")) == [other]


def test_filters_count_what_each_choice_would_show(queue, cast, in_state, draft):
    other = more(draft, text_language="es")
    in_state("in_review")
    workflow.perform("submit", other, by=cast.author, seen=0)

    page = queue(cast.editor, assigned="nobody")

    shown = {spec.title: list(spec.choices(page.context["cl"])) for spec in page.context["cl"].filter_specs[1:]}
    numbers = {title: {choice["display"]: choice["n"] for choice in found} for title, found in shown.items()}
    assert numbers == {
        "Assigned to": {"Anybody": 2, "Me": 1, "Nobody": 1},
        "Language": {"All": 1, "English": 0, "Spanish": 1},
        "Kind": {"All": 1, "New": 1, "Answered": 0, "Update": 0},
    }
    assert [choice["display"] for choice in shown["Assigned to"] if choice["selected"]] == ["Nobody"]


def test_people_with_several_desks_choose_among_them(queue, cast, submitted, draft):
    foreign = more(draft, desk=cast.rival)
    workflow.perform("submit", foreign, by=cast.author, seen=0)

    assert rows_of(queue(cast.platform_admin, desk="c40")) == [foreign]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_same_queries_for_any_number(cast, client_of, draft, django_assert_num_queries, count):
    for submission in [draft, *(more(draft) for _ in range(count - 1))]:
        workflow.perform("submit", submission, by=cast.author, seen=0)
    editor = client_of(cast.editor)

    with django_assert_num_queries(18):
        page = editor.get(reverse(QUEUE))

    assert len(rows_of(page)) == count


def tick(cast, client_of, who, *submissions):
    data = {"action": "claim", helpers.ACTION_CHECKBOX_NAME: [each.pk for each in submissions], "index": 0}
    return client_of(getattr(cast, who)).post(reverse(QUEUE), data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_rows_are_claimed_through_the_workflow(cast, client_of, submitted):
    page = tick(cast, client_of, "editor", submitted)

    submitted.refresh_from_db()
    assert (submitted.state, submitted.assigned_to) == ("in_review", cast.editor)
    assert said(page) == ["1 initiative is assigned to you."]
    assert [review.step for review in submitted.reviews.all()] == ["submit", "claim"]


def test_row_of_ones_own_city_is_named_as_not_claimed(cast, client_of, submitted):
    page = tick(cast, client_of, "dual", submitted)

    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    assert said(page) == ["<bdi>Calls against solitude</bdi>: This step is not yours."]


def test_smuggled_submission_refuses_the_whole_action(cast, client_of, submitted, draft):
    foreign = more(draft, desk=cast.rival)
    workflow.perform("submit", foreign, by=cast.author, seen=0)

    tick(cast, client_of, "editor", submitted, foreign)

    states = set(Submission.objects.filter(pk__in=[submitted.pk, foreign.pk]).values_list("state", flat=True))
    assert states == {"submitted"}
    assert [entry.event for entry in Entry.objects.about(foreign)] == ["submit", "refused"]


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/", "{pk}/history/"])
def test_submission_has_no_stock_pages(cast, client_of, submitted, path):
    answer = client_of(cast.platform_admin).get(reverse(QUEUE) + path.format(pk=submitted.pk))

    assert answer.status_code == 404


def test_change_address_leads_to_the_review_whether_the_row_exists_or_not(cast, client_of, submitted):
    editor = client_of(cast.rival_editor)

    answers = [editor.get(reverse("admin:showcase_submission_change", args=[pk])).url for pk in (submitted.pk, 10**9)]

    assert answers == [reverse("admin:showcase_submission_review", args=[pk]) for pk in (submitted.pk, 10**9)]
