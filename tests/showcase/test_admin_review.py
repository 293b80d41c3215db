"""The review page: what editors read, and decisions that name what they were shown."""

import re

import pytest
from django.urls import reverse

from record.models import Entry
from showcase import workflow
from showcase.models import Comment, Initiative, Review, Submission
from tests.factories import InitiativeFactory, NetworkFactory


def address(page, submission, *more):
    return reverse(f"admin:showcase_submission_{page}", args=[submission.pk, *more])


@pytest.fixture
def read(client_of):
    def opened(who, submission, **query):
        return client_of(who).get(address("review", submission), query)

    return opened


@pytest.fixture
def decide(client_of):
    def posted(who, submission, step, **data):
        seen = data.pop("seen", submission.saves)
        return client_of(who).post(address("decide", submission), {"step": step, "seen": seen, **data})

    return posted


def steps_on(page):
    return [name for name, _label, _hint, _says in page.context["steps"]]


def rows_on(page):
    return {row.answer.name: row for part in page.context["parts"] for row in part.rows}


def test_editor_reads_the_whole_sent_text(read, cast, submitted):
    page = read(cast.editor, submitted)

    lines = {name: row.answer.lines for name, row in rows_on(page).items()}
    assert lines["title"] == ["Calls against solitude"]
    assert lines["results"] == ["36,000 calls (https://bilbao.example/calls, 2020)"]
    assert lines["end"] == []
    assert "sent" in page.content.decode()
    assert steps_on(page) == ["publish", "request_changes", "claim", "assign", "pass_on", "decline"]


def test_published_text_is_held_against_no_page(read, cast, submitted):
    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)
    submitted.refresh_from_db()

    page = read(cast.editor, submitted)

    assert [tab["name"] for tab in page.context["tabs"]] == ["text", "comments"]
    assert {row.public for row in rows_on(page).values()} == {None}


def test_editor_reads_what_was_sent_not_what_is_written_since(read, cast, submitted):
    Submission.objects.filter(pk=submitted.pk).update(summary="Swapped after sending")

    assert rows_on(read(cast.editor, submitted))["summary"].answer.lines == [
        "The city calls older people who live alone."
    ]


@pytest.mark.parametrize("who", ["rival_editor"])
@pytest.mark.parametrize("page", ["review", "decide", "comment"])
def test_stranger_to_the_desk_finds_nothing(cast, client_of, submitted, who, page):
    browser = client_of(getattr(cast, who))
    ask = browser.get if page == "review" else browser.post
    missing = reverse(f"admin:showcase_submission_{page}", args=[10**9])

    answers = [ask(address(page, submitted)), ask(missing)]

    bodies = {answer.content.decode().replace(answer.headers["X-Request-Id"], "") for answer in answers}
    assert ([answer.status_code for answer in answers], len(bodies)) == ([404, 404], 1)


@pytest.mark.parametrize("who", ["author", "stranger", "former"])
def test_people_without_a_desk_are_sent_away(cast, client_of, submitted, who):
    answer = client_of(getattr(cast, who)).post(address("decide", submitted), {"step": "publish", "seen": 0})

    submitted.refresh_from_db()
    assert (answer.status_code, submitted.state) == (302, "submitted")


def test_draft_of_a_city_is_missing(read, cast, draft):
    assert read(cast.editor, draft).status_code == 404


def test_nothing_is_decided_by_opening_an_address(cast, client_of, submitted):
    assert client_of(cast.editor).get(address("decide", submitted)).status_code == 405


def test_decision_is_taken_and_the_next_one_is_shown(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "publish", note="Thank you.", among_editors="Good one.")

    submitted.refresh_from_db()
    review = submitted.reviews.last()
    assert (submitted.state, review.note, review.note_among_editors) == ("published", "Thank you.", "Good one.")
    assert answer.url == f"{reverse('admin:showcase_submission_next')}?after={submitted.pk}"


def test_assigning_stays_on_the_page(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "assign", colleague=cast.second_editor.pk)

    submitted.refresh_from_db()
    assert (submitted.assigned_to, answer.url) == (cast.second_editor, address("review", submitted))


def test_person_of_another_desk_cannot_be_assigned(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "assign", colleague=cast.rival_editor.pk)

    submitted.refresh_from_db()
    assert (answer.status_code, submitted.assigned_to) == (422, None)
    assert list(answer.context["form"].errors) == ["colleague"]


def test_submission_is_passed_on_to_a_desk_with_an_editor(decide, cast, submitted):
    decide(cast.editor, submitted, "pass_on", desk=cast.rival.pk, note="Yours.")

    submitted.refresh_from_db()
    assert (submitted.state, submitted.desk) == ("submitted", cast.rival)


def test_submission_is_not_passed_on_to_a_network_nobody_edits(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "pass_on", desk=NetworkFactory().pk, note="Yours.")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["desk"])


def test_missing_reason_is_said_beside_the_form_and_the_rest_is_kept(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "decline", among_editors="Not a practice.")

    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {"note": ["Give the reason; the city reads it."]})
    assert "Not a practice." in answer.content.decode()
    assert re.findall(r'value="(\w+)" data-says="[^"]*" aria-describedby="[^"]*" checked', answer.content.decode()) == [
        "decline"
    ]


@pytest.mark.parametrize("seen", ["7", "", "x"])
def test_decision_on_what_was_not_shown_is_refused_and_the_note_kept(decide, cast, submitted, seen):
    answer = decide(cast.editor, submitted, "decline", seen=seen, note="A long reason.")

    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    if seen == "x":
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["seen"])
    else:
        assert (answer.status_code, answer.context["typed"]) == (409, ["A long reason."])
        assert "admin/showcase/changed_meanwhile.html" in [template.name for template in answer.templates]


def test_second_editor_is_told_who_was_faster(decide, cast, submitted):
    decide(cast.editor, submitted, "decline", note="No.")
    answer = decide(cast.second_editor, submitted, "publish", note="Well done.")

    text = answer.content.decode()
    assert (answer.status_code, Initiative.objects.count()) == (409, 0)
    assert [review.step for review in answer.context["reviews"]] == ["submit", "decline"]
    assert ("Well done." in text, "State now: Declined" in text) == (True, True)


def test_unknown_step_is_a_form_error(decide, cast, submitted):
    answer = decide(cast.editor, submitted, "submit")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["step"])


def test_own_city_is_read_without_buttons_and_says_why(read, cast, submitted):
    page = read(cast.dual, submitted)

    assert (steps_on(page), page.context["may_comment"]) == ([], False)
    assert "You work for Bilbao." in page.content.decode()


@pytest.mark.parametrize("data", [{"step": "publish", "seen": 0}, {}])
def test_own_city_is_never_decided(cast, client_of, submitted, data):
    answer = client_of(cast.dual).post(address("decide", submitted), data)

    submitted.refresh_from_db()
    assert (answer.status_code, submitted.state) == (403, "submitted")
    assert Entry.objects.filter(event="refused", pseudonym=cast.dual.pseudonym).count() == 1


def test_words_among_editors_are_not_for_the_own_city(read, decide, cast, submitted):
    decide(cast.editor, submitted, "claim", among_editors="Between us")
    submitted.last_revision.comments.create(field="title", text="Weak title", among_editors=True, by=cast.editor)

    seen = {who: read(getattr(cast, who), submitted).content.decode() for who in ("second_editor", "dual")}

    assert {who: ("Between us" in text, "Weak title" in text) for who, text in seen.items()} == {
        "second_editor": (True, True),
        "dual": (False, False),
    }


def test_platform_admin_gives_a_reason(read, decide, cast, submitted):
    assert read(cast.platform_admin, submitted).context["decides_in_their_place"] is True

    answer = decide(cast.platform_admin, submitted, "publish")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["note"])


def test_change_shows_the_public_text_beside_the_proposed_one(read, cast, draft):
    page = InitiativeFactory(title="Older title", city=cast.city, desk=cast.host)
    Submission.objects.filter(pk=draft.pk).update(initiative=page, base_version=1)
    draft.refresh_from_db()
    workflow.perform("submit", draft, by=cast.author, seen=0)

    shown = read(cast.editor, draft, show="text")

    rows = rows_on(shown)
    assert (rows["title"].public.lines, rows["title"].answer.lines) == (["Older title"], ["Calls against solitude"])
    assert (rows["title"].is_changed, rows["city"].is_changed) == (True, False)
    text = shown.content.decode()
    assert ("Public now, version 1" in text, "Proposed, to be version 2" in text) == (True, True)


def test_change_opens_with_its_changes_and_counts_them(read, cast, draft):
    page = InitiativeFactory(title="Older title", city=cast.city, desk=cast.host)
    Submission.objects.filter(pk=draft.pk).update(initiative=page, base_version=1)
    draft.refresh_from_db()
    workflow.perform("submit", draft, by=cast.author, seen=0)

    shown = read(cast.editor, draft)

    rows = rows_on(shown)
    assert ("title" in rows, "city" in rows) == (True, False)
    assert [(tab["label"], tab["is_current"]) for tab in shown.context["tabs"]] == [
        (f"Changes ({len(rows)})", True),
        ("Whole text", False),
        ("Comments (0)", False),
    ]


def test_tab_of_comments_keeps_the_fields_somebody_spoke_about(read, cast, submitted):
    submitted.last_revision.comments.create(field="results", text="Calls or people?", by=cast.editor)

    shown = read(cast.editor, submitted, show="comments")

    assert list(rows_on(shown)) == ["results"]
    assert [tab["label"] for tab in shown.context["tabs"]] == ["Whole text", "Comments (1)"]


def test_unknown_tab_shows_the_whole_text(read, cast, submitted):
    assert "title" in rows_on(read(cast.editor, submitted, show="everything"))


@pytest.mark.parametrize(
    ("results", "sentence", "is_fine"),
    [
        ([], "No figure is stated", True),
        ([{"figure": "5", "source": "bilbao.example", "year": "2020"}], "Every figure has a source and a year", True),
        ([{"figure": "5", "source": "bilbao.example", "year": ""}], "1 figure has no source or no year", False),
    ],
)
def test_checklist_says_what_is_known_of_figures(read, cast, submitted, results, sentence, is_fine):
    Submission.objects.filter(pk=submitted.pk).update(results=results)

    known = read(cast.editor, submitted).context["known"]

    assert (known[0].text, known[0].is_fine) == (sentence, is_fine)


def test_checklist_says_who_answers_and_what_the_city_agreed_to(read, cast, submitted):
    before = read(cast.editor, submitted).context["known"]
    Submission.objects.filter(pk=submitted.pk).update(contact=None, licence="")

    after = read(cast.editor, submitted).context["known"]

    assert [each.text for each in before[1:]] == [
        "Somebody in the city answers questions",
        "The city agreed to CC BY 4.0",
    ]
    assert [(each.text, each.is_fine) for each in after[1:]] == [
        ("Nobody is named who answers questions", False),
        ("The city has not agreed to CC BY 4.0", False),
    ]


def test_button_of_a_decision_can_repeat_the_choice(read, cast, submitted):
    said = {name: says for name, _label, _hint, says in read(cast.editor, submitted).context["steps"]}

    assert (said["publish"], said["decline"]) == ("Publish version 1", "Decline")


def test_page_says_what_keeps_it_from_being_published(read, cast, submitted):
    cast.city.state = "proposed"
    cast.city.save()
    cast.host.four_eyes = True
    cast.host.save()

    assert read(cast.editor, submitted).context["hindrances"] == [
        "The place Bilbao is only proposed. Confirm it first.",
        "This desk works with four eyes: one editor recommends, another one publishes.",
    ]


def test_objection_without_a_field_stands_above_the_form(decide, cast, submitted):
    cast.city.state = "proposed"
    cast.city.save()

    answer = decide(cast.editor, submitted, "publish")

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, ["Confirm the place Bilbao first."])


def say(client_of, who, submission, **data):
    return client_of(who).post(address("comment", submission), {"revision": 1, "field": "results", **data})


def test_comment_on_a_field_is_enough_to_ask_the_city(decide, cast, client_of, submitted):
    answer = say(client_of, cast.editor, submitted, text="Calls or people?")
    decide(cast.editor, submitted, "request_changes")

    submitted.refresh_from_db()
    comment = Comment.objects.get()
    assert answer.url == f"{address('review', submitted)}#results"
    assert (comment.text, comment.field, comment.by, comment.among_editors) == (
        "Calls or people?",
        "results",
        cast.editor,
        False,
    )
    assert submitted.state == "changes_requested"


@pytest.mark.parametrize("data", [{"text": " "}, {"text": "x", "field": "author"}, {"text": "x" * 4001}])
def test_comment_that_makes_no_sense_is_not_kept(cast, client_of, submitted, data):
    answer = say(client_of, cast.editor, submitted, **data)

    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_comment_on_a_text_that_was_replaced_is_refused_and_kept_to_copy(cast, client_of, submitted):
    answer = say(client_of, cast.editor, submitted, text="On the old text", revision=7)

    assert (answer.status_code, answer.context["typed"], Comment.objects.count()) == (409, ["On the old text"], 0)


def test_own_city_is_not_commented_on(cast, client_of, submitted):
    assert say(client_of, cast.dual, submitted, text="x").status_code == 403
    assert Comment.objects.count() == 0


def test_comment_is_settled_once(cast, client_of, submitted):
    comment = submitted.last_revision.comments.create(field="title", text="?", by=cast.editor)
    browser = client_of(cast.second_editor)

    browser.post(address("settle", submitted, comment.pk))
    comment.refresh_from_db()
    first = comment.settled_at
    browser.post(address("settle", submitted, comment.pk))
    comment.refresh_from_db()

    assert first is not None
    assert comment.settled_at == first


def test_comment_of_another_submission_is_not_settled_through_this_one(cast, client_of, submitted):
    other = Submission.objects.create(title="Other", desk=cast.rival, state="submitted")
    comment = other.revisions.create(number=1, content={}).comments.create(field="title", text="?")

    answer = client_of(cast.editor).post(address("settle", submitted, comment.pk))

    comment.refresh_from_db()
    assert (answer.status_code, comment.settled_at) == (404, None)


def test_hostile_text_is_shown_as_text(read, cast, draft):
    Submission.objects.filter(pk=draft.pk).update(summary='<img src=x onerror="alert(1)">')
    draft.refresh_from_db()
    workflow.perform("submit", draft, by=cast.author, seen=0)

    text = read(cast.editor, draft).content.decode()

    assert ("<img src=x" in text, "&lt;img src=x" in text) == (False, True)


def waiting_next(client_of, who, **query):
    return client_of(who).get(reverse("admin:showcase_submission_next"), query)


def test_next_is_what_nobody_else_looks_after(cast, client_of, submitted):
    assert waiting_next(client_of, cast.second_editor).url == address("review", submitted)

    workflow.perform("claim", submitted, by=cast.editor, seen=submitted.saves)

    assert waiting_next(client_of, cast.editor).url == address("review", submitted)
    assert waiting_next(client_of, cast.second_editor).url == reverse("admin:showcase_submission_changelist")


@pytest.mark.parametrize("who", ["dual", "rival_editor"])
def test_next_is_never_the_own_city_or_another_desk(cast, client_of, submitted, who):
    answer = waiting_next(client_of, getattr(cast, who), after="x")

    assert answer.url == reverse("admin:showcase_submission_changelist")


def test_next_goes_on_behind_the_one_that_was_open(cast, client_of, submitted, draft):
    second = Submission.objects.create(title="Second", desk=cast.host, state="submitted", sent_at=submitted.sent_at)

    urls = [waiting_next(client_of, cast.editor, after=each.pk).url for each in (submitted, second)]

    assert urls == [address("review", second), address("review", submitted)]


def test_draft_on_behalf_is_read_before_it_is_sent(read, cast, draft):
    Submission.objects.filter(pk=draft.pk).update(channel="on_behalf")

    page = read(cast.editor, draft)

    assert (rows_on(page)["title"].answer.lines, steps_on(page)) == (["Calls against solitude"], [])
    assert Review.objects.count() == 0


def without_its_number(answer):
    return answer.content.decode().replace(answer.headers["X-Request-Id"], "")


def test_note_that_was_on_its_way_when_the_city_took_its_text_back_is_shown_again(decide, cast, submitted):
    workflow.perform("withdraw", submitted, by=cast.author, seen=submitted.saves)

    answer = decide(cast.editor, submitted, "decline", note="Too <b>long</b>.", among_editors="Ask Ane.")

    page = answer.content.decode()
    assert (answer.status_code, answer.context["typed"]) == (404, ["Too <b>long</b>.", "Ask Ane."])
    assert (page.count("Too &lt;b&gt;long&lt;/b&gt;."), page.count("Ask Ane."), page.count("solitude")) == (1, 1, 0)


@pytest.mark.parametrize("page", ["decide", "comment"])
def test_typed_words_come_back_alike_from_a_foreign_and_a_missing_text(cast, client_of, submitted, page):
    browser, data = client_of(cast.rival_editor), {"step": "decline", "note": "A note.", "text": "A remark."}

    answers = [
        browser.post(where, data)
        for where in (address(page, submitted), reverse(f"admin:showcase_submission_{page}", args=[10**9]))
    ]

    assert [answer.context["typed"] for answer in answers] == [["A note.", "A remark."]] * 2
    assert len({without_its_number(answer) for answer in answers}) == 1


def test_decision_about_a_text_of_another_desk_is_on_record(decide, cast, submitted):
    decide(cast.rival_editor, submitted, "publish")

    entry = Entry.objects.order_by("pk").last()
    assert (entry.event, entry.key, entry.became) == ("refused", str(submitted.pk), "Http404")


def test_missing_page_without_words_gives_nothing_back(client):
    answer = client.get("/nowhere/")

    assert (answer.status_code, answer.context["typed"], "What you typed" in answer.content.decode()) == (
        404,
        [],
        False,
    )
