"""Every step in every state by every person, against a table written by hand."""

from itertools import product

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from outbox.delivery import deliver_due
from outbox.models import Mail
from record.models import Entry
from showcase import workflow
from showcase.conflicts import AnotherChangeSent, BaseVersionPassed, ChangedMeanwhile
from showcase.models import Initiative, Review, Submission
from showcase.states import State
from tests.factories import EditorFactory, InitiativeFactory

STEPS = (
    "submit",
    "withdraw",
    "claim",
    "assign",
    "request_changes",
    "pass_on",
    "recommend",
    "publish",
    "decline",
    "discard",
)
CITY = {"author", "lead"}
EDITORS = {"editor", "second_editor"}
ADMIN = {"platform_admin"}

# (step, state) -> who may take it. What is not here, nobody may. The dual person decides nothing.
WRITERS = CITY | {"dual"} | ADMIN
DECIDERS = EDITORS | ADMIN
ALLOWED = {
    ("submit", "draft"): WRITERS,
    ("submit", "changes_requested"): WRITERS,
    ("withdraw", "submitted"): WRITERS,
    ("withdraw", "in_review"): WRITERS,
    ("withdraw", "recommended"): WRITERS,
    ("withdraw", "changes_requested"): WRITERS,
    ("claim", "submitted"): DECIDERS,
    ("claim", "in_review"): DECIDERS,
    ("assign", "submitted"): DECIDERS,
    ("assign", "in_review"): DECIDERS,
    ("request_changes", "submitted"): DECIDERS,
    ("request_changes", "in_review"): DECIDERS,
    ("request_changes", "recommended"): DECIDERS,
    ("pass_on", "submitted"): DECIDERS,
    ("pass_on", "in_review"): DECIDERS,
    ("pass_on", "recommended"): DECIDERS,
    ("publish", "submitted"): DECIDERS,
    ("publish", "in_review"): DECIDERS,
    ("recommend", "in_review"): DECIDERS,
    # Four eyes: the editor recommended it, so the second editor publishes it (or a platform admin, with a reason).
    ("publish", "recommended"): {"second_editor"} | ADMIN,
    ("decline", "submitted"): DECIDERS,
    ("decline", "in_review"): DECIDERS,
    ("decline", "recommended"): DECIDERS,
    ("discard", "draft"): WRITERS,
}
PEOPLE = (
    "author",
    "lead",
    "colleague",
    "former",
    "editor",
    "second_editor",
    "rival_editor",
    "dual",
    "stranger",
    "platform_admin",
)
TARGETS = {
    "submit": "submitted",
    "withdraw": "draft",
    "claim": "in_review",
    "assign": "in_review",
    "request_changes": "changes_requested",
    "pass_on": "submitted",
    "recommend": "recommended",
    "publish": "published",
    "decline": "declined",
    "discard": "discarded",
}


@pytest.mark.parametrize(("step", "state"), list(product(STEPS, State.values)))
def test_step_is_taken_only_from_the_states_and_by_the_people_of_the_table(in_state, cast, step, state):
    submission = in_state(state)
    if step == "recommend":  # only desks with four eyes have it; those without are in the test below
        cast.host.four_eyes = True
        cast.host.save()
        submission.refresh_from_db()
    to = {"assign": cast.second_editor, "pass_on": cast.rival}.get(step)

    open_to = {name for name in PEOPLE if step in workflow.steps_open_to(getattr(cast, name), submission)}
    assert open_to == ALLOWED.get((step, state), set())

    for name in sorted(set(PEOPLE) - open_to):
        with pytest.raises((PermissionDenied, ChangedMeanwhile)):
            workflow.perform(step, submission, by=getattr(cast, name), seen=submission.saves, note="Because.", to=to)
        submission.refresh_from_db()
        assert submission.state == state
    if open_to:
        name = sorted(open_to)[0]
        workflow.perform(step, submission, by=getattr(cast, name), seen=submission.saves, note="Because.", to=to)
        assert submission.state == TARGETS[step]


@pytest.mark.parametrize("name", PEOPLE)
def test_recommending_is_for_editors_of_a_desk_with_four_eyes(in_state, cast, name):
    submission = in_state("in_review")
    user = getattr(cast, name)
    assert "recommend" not in workflow.steps_open_to(user, submission)

    cast.host.four_eyes = True
    cast.host.save()
    submission.refresh_from_db()

    assert ("recommend" in workflow.steps_open_to(user, submission)) == (name in DECIDERS)
    assert "publish" not in workflow.steps_open_to(user, submission)


def test_person_without_the_step_is_refused_before_the_state_is_looked_at(in_state, cast):
    published = in_state("published")

    with pytest.raises(PermissionDenied):
        workflow.perform("publish", published, by=cast.author, seen=published.saves)


def test_refusal_is_audited_after_the_rollback(submitted, cast):
    with pytest.raises(ChangedMeanwhile):
        workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves + 1)

    row = Entry.objects.about(submitted).last()
    assert (row.event, row.pseudonym, row.role) == ("refused", cast.editor.pseudonym, "editor")
    assert row.became == "publish: ChangedMeanwhile"


def test_decision_on_a_text_that_changed_since_is_refused_and_changes_nothing(submitted, cast):
    seen = submitted.saves
    Submission.objects.filter(pk=submitted.pk).update(saves=seen + 1)  # saved in another window

    with pytest.raises(ChangedMeanwhile):
        workflow.perform("publish", submitted, by=cast.editor, seen=seen)

    submitted.refresh_from_db()
    assert (submitted.state, Initiative.objects.count()) == ("submitted", 0)


def test_decision_of_a_desk_that_no_longer_has_the_submission_is_refused(submitted, cast):
    stale = Submission.objects.get(pk=submitted.pk)
    workflow.perform("pass_on", submitted, by=cast.editor, seen=submitted.saves, note="Yours.", to=cast.rival)

    with pytest.raises(ChangedMeanwhile):
        workflow.perform("publish", stale, by=cast.second_editor, seen=stale.saves)


def test_incomplete_draft_is_refused_with_a_sentence_for_each_gap(draft, cast):
    draft.title = draft.challenge = ""
    draft.save()

    with pytest.raises(ValidationError) as refused:
        workflow.perform("submit", draft, by=cast.author, seen=draft.saves)

    assert set(refused.value.message_dict) == {"title", "challenge"}
    draft.refresh_from_db()
    assert (draft.state, draft.revisions.count()) == ("draft", 0)


@pytest.mark.parametrize("step", ["pass_on", "decline", "request_changes"])
def test_step_that_needs_words_asks_for_them(submitted, cast, step):
    with pytest.raises(ValidationError) as refused:
        workflow.perform(step, submitted, by=cast.editor, seen=submitted.saves, note="  ", to=cast.rival)

    assert list(refused.value.message_dict) == ["note"]


def test_open_comment_on_a_field_stands_for_the_note(submitted, cast):
    submitted.last_revision.comments.create(field="results", text="Calls or people?", by=cast.editor)

    workflow.perform("request_changes", submitted, by=cast.editor, seen=submitted.saves)

    assert submitted.state == "changes_requested"


def test_platform_admin_decides_only_with_a_reason(submitted, cast):
    with pytest.raises(ValidationError) as refused:
        workflow.perform("publish", submitted, by=cast.platform_admin, seen=submitted.saves)
    assert list(refused.value.message_dict) == ["note"]

    workflow.perform("publish", submitted, by=cast.platform_admin, seen=submitted.saves, note="The desk is ill.")
    assert submitted.state == "published"


def test_platform_admin_who_works_for_the_city_still_needs_a_reason(submitted, cast):
    cast.platform_admin.affiliations.create(city=cast.city, state="confirmed", role_title="Officer")
    EditorFactory(user=cast.platform_admin, network=cast.host)

    with pytest.raises(ValidationError):
        workflow.perform("publish", submitted, by=cast.platform_admin, seen=submitted.saves)


@pytest.mark.parametrize("state", ["claimed", "confirmed"])
def test_nobody_decides_for_a_city_they_are_affiliated_with(submitted, cast, state):
    cast.editor.affiliations.create(city=cast.city, state=state, role_title="Officer")

    with pytest.raises(PermissionDenied):
        workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)


def test_assigning_to_somebody_outside_the_desk_is_refused(submitted, cast):
    with pytest.raises(ValidationError) as refused:
        workflow.perform("assign", submitted, by=cast.editor, seen=submitted.saves, to=cast.rival_editor)

    assert list(refused.value.message_dict) == ["to"]


def test_passing_on_to_a_desk_without_an_active_editor_is_refused(submitted, cast):
    cast.rival.editors.all().delete()

    with pytest.raises(ValidationError):
        workflow.perform("pass_on", submitted, by=cast.editor, seen=submitted.saves, note="Yours.", to=cast.rival)

    submitted.refresh_from_db()
    assert (submitted.desk, submitted.state) == (cast.host, "submitted")


def test_place_must_be_confirmed_before_its_initiative_is_published(submitted, cast):
    type(cast.city).objects.filter(pk=cast.city.pk).update(state="proposed")
    submitted.refresh_from_db()

    with pytest.raises(ValidationError):
        workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)


def test_text_on_behalf_waits_for_the_city(submitted, cast):
    Submission.objects.filter(pk=submitted.pk).update(channel="on_behalf")
    submitted.refresh_from_db()

    with pytest.raises(ValidationError):
        workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)


def test_publishing_writes_version_address_endorsement_and_search_words(submitted, cast):
    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)

    initiative = Initiative.objects.public().get()
    assert submitted.initiative == initiative
    assert (initiative.slug, initiative.code[-5:]) == ("bilbao-calls-against-solitude", "10000")
    assert (initiative.current_version.number, initiative.current_version.revision.number) == (1, 1)
    assert [each.network for each in initiative.endorsements.all()] == [cast.host]
    assert initiative.current_version.content["title"] == "Calls against solitude"
    assert [text.language for text in initiative.search_texts.all()] == ["en"]


def propose_change(initiative, submission, author):
    """A second proposal for the same page, complete."""
    lists = {name: list(getattr(submission, name).all()) for name in ("topics", "target_groups")}
    change = Submission.objects.get(pk=submission.pk)
    change.pk = change.id = None
    change._state.adding = True
    change.uuid = Submission._meta.get_field("uuid").default()
    change.state, change.initiative, change.base_version = "draft", initiative, initiative.current_version.number
    change.save()
    for name, terms in lists.items():
        getattr(change, name).set(terms)
    return change


def test_second_change_to_one_page_is_refused_while_the_first_is_open(in_state, cast):
    published = in_state("published")
    first = propose_change(published.initiative, published, cast.author)
    second = propose_change(published.initiative, published, cast.lead)
    workflow.perform("submit", first, by=cast.author, seen=first.saves)

    with pytest.raises(AnotherChangeSent):
        workflow.perform("submit", second, by=cast.lead, seen=second.saves)

    second.refresh_from_db()
    assert (second.state, second.revisions.count()) == ("draft", 0)


def test_change_whose_base_version_has_passed_is_refused(in_state, cast):
    published = in_state("published")
    first = propose_change(published.initiative, published, cast.author)
    second = propose_change(published.initiative, published, cast.lead)
    workflow.perform("submit", first, by=cast.author, seen=first.saves)
    workflow.perform("publish", first, by=cast.editor, seen=first.saves)

    with pytest.raises(BaseVersionPassed):
        workflow.perform("submit", second, by=cast.lead, seen=second.saves)

    assert published.initiative.versions.count() == 2


def test_every_step_writes_one_review_and_one_audit_row(submitted, cast):
    workflow.perform("claim", submitted, by=cast.editor, seen=submitted.saves)
    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves, note="Thank you.")

    assert list(Review.objects.values_list("step", "was", "became")) == [
        ("submit", "draft", "submitted"),
        ("claim", "submitted", "in_review"),
        ("publish", "in_review", "published"),
    ]
    assert list(Entry.objects.about(submitted).values_list("event", flat=True)) == ["submit", "claim", "publish"]


def test_each_person_gets_one_mail_about_a_step_and_who_took_it_none(submitted, cast):
    Mail.objects.all().delete()

    workflow.perform("request_changes", submitted, by=cast.editor, seen=submitted.saves, note="Which year?")
    deliver_due()
    deliver_due()

    assert [(message.to, "Which year?" in message.body) for message in mail.outbox] == [([cast.author.email], True)]


def test_sending_tells_the_desk_and_gives_the_author_a_receipt(submitted, cast):
    told = sorted(Mail.objects.values_list("address", flat=True))

    # The dual person edits at the desk too, but may not decide about their own city.
    assert told == sorted(person.email for person in (cast.author, cast.editor, cast.second_editor))


def test_revision_keeps_what_was_sent_when_the_draft_is_edited_later(submitted, cast):
    workflow.perform("withdraw", submitted, by=cast.author, seen=submitted.saves)
    submitted.title = "Another title"
    submitted.save()

    assert submitted.last_revision.content["title"] == "Calls against solitude"


def test_titles_of_any_script_and_length_get_distinct_addresses(draft, cast):
    titles = ["مبادرة المدينة", "🏙️🚲", "x" * 300, "Same title", "Same title"]
    slugs = []
    for title in titles:
        copy = propose_change(InitiativeFactory(city=cast.city), draft, cast.author)
        Submission.objects.filter(pk=copy.pk).update(title=title, initiative=None, base_version=None)
        copy.refresh_from_db()
        workflow.perform("submit", copy, by=cast.author, seen=copy.saves)
        workflow.perform("publish", copy, by=cast.editor, seen=copy.saves)
        slugs.append(copy.initiative.slug)

    code = Initiative.objects.get(slug=slugs[0]).code.lower()
    assert slugs[0] == f"bilbao-{code}"
    assert slugs[3:] == ["bilbao-same-title", "bilbao-same-title-2"]
    assert len(set(slugs)) == 5


def test_platform_admin_who_edits_at_the_desk_is_bound_by_four_eyes(in_state, cast):
    EditorFactory(user=cast.platform_admin, network=cast.host)
    submission = in_state("in_review")
    cast.host.four_eyes = True
    cast.host.save()
    submission.refresh_from_db()

    workflow.perform("recommend", submission, by=cast.platform_admin, seen=submission.saves)

    assert "publish" not in workflow.steps_open_to(cast.platform_admin, submission)
    assert "publish" in workflow.steps_open_to(cast.second_editor, submission)
