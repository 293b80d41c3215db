"""Who hears of which step, in which language, with which link."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import MailChoice
from outbox.models import Mail
from showcase import workflow
from showcase.models import Submission
from tests.factories import EditorFactory


def told(template):
    return sorted(Mail.objects.filter(key__endswith=f":{template}").values_list("address", flat=True))


def test_mail_is_in_the_readers_language_and_links_to_the_configured_address(submitted, cast):
    cast.author.language = "fr"
    cast.author.save()
    workflow.perform("request_changes", submitted, by=cast.editor, seen=submitted.saves, note="Which year?")

    letter = Mail.objects.get(key__endswith=":changes_requested")
    assert letter.language == "fr"
    assert f"http://testserver/fr/share/{submitted.uuid}/" in letter.text


@pytest.mark.parametrize(
    ("step", "template", "people"),
    [
        ("publish", "published", ["author"]),
        ("decline", "declined", ["author"]),
        ("request_changes", "changes_requested", ["author"]),
        ("withdraw", "withdrawn", ["editor", "second_editor"]),
    ],
)
def test_step_is_told_to_the_people_it_concerns(submitted, cast, step, template, people):
    by = cast.author if step == "withdraw" else cast.editor
    workflow.perform(step, submitted, by=by, seen=submitted.saves, note="Because.")

    assert told(template) == sorted(getattr(cast, name).email for name in people)


def test_passing_on_tells_the_new_desk_and_the_city(submitted, cast):
    workflow.perform("pass_on", submitted, by=cast.editor, seen=submitted.saves, note="Yours.", to=cast.rival)

    assert told("passed_on") == [cast.author.email]
    assert cast.rival_editor.email in told("sent_to_desk")


def test_assigning_tells_the_colleague_and_nobody_else(submitted, cast):
    workflow.perform("assign", submitted, by=cast.editor, seen=submitted.saves, to=cast.second_editor)

    assert told("assigned") == [cast.second_editor.email]


def test_recommending_tells_the_other_editors(in_state, cast):
    in_state("recommended")

    assert told("recommended") == [cast.second_editor.email]


def test_who_left_the_city_hears_nothing_and_its_lead_does_instead(submitted, cast):
    cast.author.affiliations.update(state="ended")

    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)

    assert told("published") == [cast.lead.email]


def test_closed_account_gets_no_mail(submitted, cast):
    type(cast.author).objects.filter(pk=cast.author.pk).update(is_active=False)

    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)

    assert told("published") == [cast.lead.email]


def test_receipt_is_left_out_for_who_wants_only_what_waits_for_them(draft, cast):
    cast.author.mail_choice = MailChoice.NEEDED
    cast.author.save()

    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)

    assert told("receipt") == []


def test_refused_step_tells_nobody(submitted, cast):
    before = Mail.objects.count()

    with pytest.raises(ValidationError):
        workflow.perform("decline", submitted, by=cast.editor, seen=submitted.saves)

    assert Mail.objects.count() == before


def test_title_never_breaks_the_subject(draft, cast):
    draft.title = "Calls\nBcc: everybody@example.org"
    draft.save()
    EditorFactory(network=cast.host)

    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)

    subjects = set(Mail.objects.values_list("subject", flat=True))
    assert subjects == {"Sent: Calls", "Bilbao sent an initiative: Calls"}


def test_question_on_a_field_is_in_the_mail(submitted, cast):
    submitted.last_revision.comments.create(field="challenge", text="How many people?", by=cast.editor)
    submitted.last_revision.comments.create(field="title", text="Not for the city.", by=cast.editor, among_editors=True)

    workflow.perform("request_changes", submitted, by=cast.editor, seen=submitted.saves)

    text = Mail.objects.get(key__endswith=":changes_requested").text
    assert ("Challenge: How many people?" in text, "Not for the city." in text) == (True, False)


@pytest.mark.parametrize(("base", "word"), [(1, "your change"), (0, "your initiative")])
def test_declining_says_whether_a_page_or_a_change_was_meant(in_state, cast, base, word):
    submission = in_state("published")
    if base:
        Submission.objects.filter(pk=submission.pk).update(state="submitted", base_version=1)
    else:
        Submission.objects.filter(pk=submission.pk).update(state="submitted", base_version=None, initiative=None)
    submission.refresh_from_db()

    workflow.perform("decline", submission, by=cast.editor, seen=submission.saves, note="Not now.")

    assert f"not to publish {word}" in Mail.objects.get(key__endswith=":declined").text
