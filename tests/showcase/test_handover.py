"""A desk whose last active editor leaves hands what is open there to the host, however they leave."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.erasure import erase
from networks.handover import hand_over_deserted
from networks.models import Editor, Network
from outbox.models import Mail
from record.models import Entry
from showcase import workflow
from showcase.models import Submission
from tests.factories import EditorFactory, UserFactory
from tests.submissions import WAYS_TO


@pytest.fixture
def at_rival(draft, cast):
    """``at_rival("in_review")``: the draft at C40, where the rival's editor is alone."""

    def brought(state):
        Submission.objects.filter(pk=draft.pk).update(desk=cast.rival)
        Network.objects.filter(pk=cast.rival.pk).update(four_eyes=state == "recommended")
        draft.refresh_from_db()
        for step in WAYS_TO[state]:
            by = cast.author if step in ("submit", "discard") else cast.rival_editor
            workflow.perform(step, draft, by=by, seen=draft.saves, note="Because.")
        Mail.objects.all().delete()
        return draft

    return brought


def removed(client_of, cast):
    Editor.objects.get(user=cast.rival_editor).delete()


def removed_in_bulk(client_of, cast):
    Editor.objects.filter(network=cast.rival).delete()


def account_closed(client_of, cast):
    page = reverse("admin:accounts_user_change", args=[cast.rival_editor.pk])
    data = {"name": "Rival", "language": "en", "time_zone": "UTC", "mail_choice": "all"}
    assert client_of(cast.platform_admin).post(page, data).status_code == 302


def account_deleted(client_of, cast):
    cast.rival_editor.delete()


def account_erased(client_of, cast):
    erase(cast.rival_editor)


def removed_on_the_networks_page(client_of, cast):
    editor = Editor.objects.get(user=cast.rival_editor)
    page = reverse("admin:networks_network_change", args=[cast.rival.pk])
    data = {"name": "C40", "days_to_answer": 5, "members_listed": "none", "kind": cast.rival.kind_id}
    data |= {"editors-TOTAL_FORMS": 1, "editors-INITIAL_FORMS": 1, "editors-0-id": editor.pk}
    data |= {"editors-0-role": "editor", "editors-0-DELETE": "on"}
    assert client_of(cast.platform_admin).post(page, data).status_code == 302


WAYS = [removed, removed_in_bulk, account_closed, account_deleted, account_erased, removed_on_the_networks_page]


@pytest.mark.parametrize("way", WAYS)
def test_host_takes_over_however_the_last_editor_leaves(at_rival, cast, client_of, way):
    submission = at_rival("in_review")

    way(client_of, cast)

    submission.refresh_from_db()
    assert (submission.desk, submission.state, submission.assigned_to) == (cast.host, "submitted", None)
    review = submission.reviews.last()
    assert (review.step, review.was, review.became, review.by) == ("hand_over", "in_review", "submitted", None)
    entry = Entry.objects.about(submission).last()
    facts = (entry.event, entry.was, entry.became, entry.version, entry.pseudonym, entry.role)
    assert facts == ("hand_over", "in_review", "submitted", 1, None, "")
    assert (entry.network_id, entry.city_id) == (cast.rival.pk, cast.city.pk)


@pytest.mark.parametrize(
    ("before", "after", "to_host"),
    [
        ("draft", "draft", False),
        ("submitted", "submitted", True),
        ("in_review", "submitted", True),
        ("recommended", "submitted", True),
        ("changes_requested", "changes_requested", True),
        ("published", "published", False),
        ("declined", "declined", False),
        ("discarded", "discarded", False),
    ],
)
def test_what_is_open_goes_to_the_host_and_what_is_with_the_city_stays_there(
    at_rival, cast, client_of, before, after, to_host
):
    submission = at_rival(before)

    removed(client_of, cast)

    submission.refresh_from_db()
    assert (submission.state, submission.desk) == (after, cast.host if to_host else cast.rival)


def test_host_and_city_are_told(at_rival, cast, client_of):
    at_rival("submitted")

    removed(client_of, cast)

    told = sorted(Mail.objects.values_list("address", "subject"))
    assert told == sorted(
        [
            (cast.author.email, "Calls against solitude is now with Metropolis"),
            (cast.editor.email, "Handed over to you, from Bilbao: Calls against solitude"),
            (cast.second_editor.email, "Handed over to you, from Bilbao: Calls against solitude"),
        ]
    )


def test_once_more_changes_nothing(at_rival, cast, client_of):
    submission = at_rival("submitted")
    removed(client_of, cast)
    before = (submission.reviews.count(), Mail.objects.count(), Entry.objects.count())

    hand_over_deserted(Network.objects.all())

    assert (submission.reviews.count(), Mail.objects.count(), Entry.objects.count()) == before


def test_old_desk_finds_nothing_afterwards_and_the_host_decides(at_rival, cast, client_of):
    submission = at_rival("submitted")
    removed(client_of, cast)
    newcomer = UserFactory()
    EditorFactory(user=newcomer, network=cast.rival)
    page = reverse("admin:showcase_submission_review", args=[submission.pk])

    seen_by = {name: client_of(user).get(page).status_code for name, user in (("old", newcomer), ("host", cast.editor))}
    submission.refresh_from_db()
    workflow.perform("publish", submission, by=cast.editor, seen=submission.saves)

    assert seen_by == {"old": 404, "host": 200}
    assert submission.state == "published"


def test_city_still_sees_it_and_the_road_tells_of_it(at_rival, cast, client_of):
    submission = at_rival("changes_requested")
    removed(client_of, cast)

    page = client_of(cast.author).get(submission.get_absolute_url())

    labels = ["Draft", "Sent", "Questions for you", "Questions for you", "Checked again", "Published"]
    assert [stop["label"] for stop in page.context["stops"]] == labels


def test_desk_keeps_everything_while_somebody_is_left(at_rival, cast, client_of):
    submission = at_rival("submitted")
    EditorFactory(network=cast.rival)

    removed(client_of, cast)

    submission.refresh_from_db()
    assert (submission.desk, submission.reviews.last().step) == (cast.rival, "submit")


def test_colleague_with_a_closed_account_is_nobody(at_rival, cast, client_of):
    submission = at_rival("submitted")
    EditorFactory(network=cast.rival, user=UserFactory(is_active=False))

    removed(client_of, cast)

    submission.refresh_from_db()
    assert submission.desk == cast.host


def test_desk_that_changes_hands_in_one_save_keeps_everything(at_rival, cast, client_of):
    submission = at_rival("submitted")
    UserFactory(email="successor@desk.example")
    editor = Editor.objects.get(user=cast.rival_editor)
    page = reverse("admin:networks_network_change", args=[cast.rival.pk])
    data = {"name": "C40", "days_to_answer": 5, "members_listed": "none", "kind": cast.rival.kind_id}
    data |= {"editors-TOTAL_FORMS": 2, "editors-INITIAL_FORMS": 1, "editors-0-id": editor.pk}
    data |= {"editors-0-role": "editor", "editors-0-DELETE": "on"}
    data |= {"editors-1-email": "successor@desk.example", "editors-1-role": "lead"}

    client_of(cast.platform_admin).post(page, data)

    submission.refresh_from_db()
    assert (submission.desk, submission.reviews.last().step) == (cast.rival, "submit")
    assert [each.user.email for each in cast.rival.editors.all()] == ["successor@desk.example"]


def test_host_without_editors_keeps_what_it_has(submitted, cast):
    cast.host.editors.all().delete()

    submitted.refresh_from_db()
    assert (submitted.desk, submitted.reviews.last().step) == (cast.host, "submit")


def test_nobody_hands_over_by_hand(at_rival, cast):
    submission = at_rival("submitted")

    offered = [workflow.steps_open_to(user, submission) for user in (cast.rival_editor, cast.author)]
    for user in (cast.rival_editor, cast.author, cast.platform_admin):
        with pytest.raises(PermissionDenied):
            workflow.perform("hand_over", submission, by=user, seen=submission.saves, note="Please.", to=cast.host)

    assert [name for names in offered for name in names if name == "hand_over"] == []
    submission.refresh_from_db()
    assert submission.desk == cast.rival


def test_draft_is_not_sent_to_a_deserted_desk(at_rival, cast, client_of):
    submission = at_rival("draft")
    removed(client_of, cast)

    with pytest.raises(ValidationError) as refusal:
        workflow.perform("submit", submission, by=cast.author, seen=submission.saves)

    assert refusal.value.messages == ["Nobody checks initiatives for C40 at the moment. Choose another network."]
    submission.refresh_from_db()
    assert submission.state == "draft"
