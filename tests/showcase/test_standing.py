"""How a published page stands: every change in every standing by every person, against a table written by hand."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from catalogue.models import CatalogueVersion
from record.models import Entry
from showcase import standing
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Initiative
from showcase.standing import Standing, change_standing, standing_of
from tests.factories import EditorFactory, InitiativeFactory, ServicePointFactory, UserFactory

DESK = {"editor", "second_editor", "desk_lead", "platform_admin"}
LEADS = {"desk_lead", "platform_admin"}
ALLOWED = {
    ("archive", "public"): DESK,
    ("restore", "archived"): DESK,
    ("take_down", "public"): LEADS,
    ("take_down", "archived"): LEADS,
    ("put_back", "taken down"): LEADS,
}
TARGETS = {"archive": "archived", "restore": "public", "take_down": "taken down", "put_back": "public"}
PEOPLE = ("author", "editor", "second_editor", "desk_lead", "rival_editor", "dual", "stranger", "platform_admin")


@pytest.fixture
def public_page(cast):
    return InitiativeFactory(city=cast.city, desk=cast.host, title="A page")


@pytest.fixture
def people(cast):
    lead = UserFactory(name="Desk Lead")
    EditorFactory(user=lead, network=cast.host, role="lead")
    lead.refresh_from_db()
    return {name: lead if name == "desk_lead" else getattr(cast, name) for name in PEOPLE}


def bring(public_page, word, by):
    if word == "archived":
        standing.archive(public_page, by=by, reason="Old.")
    if word == "taken down":
        standing.take_down(public_page, by=by, reason="Wrong.")


@pytest.mark.parametrize(("name", "was", "who"), list(product(TARGETS, ["public", "archived", "taken down"], PEOPLE)))
def test_page_changes_only_as_the_table_allows(public_page, people, name, was, who):
    bring(public_page, was, people["platform_admin"])
    may_ever = any(who in allowed for (change, _was), allowed in ALLOWED.items() if change == name)
    open_now = [each for each, _change in standing.changes_open_to(people[who], public_page)]

    if who in ALLOWED.get((name, was), ()):
        change_standing(name, public_page, by=people[who], reason="Because.")
        became = TARGETS[name]
    else:
        with pytest.raises(ChangedMeanwhile if may_ever else PermissionDenied):
            change_standing(name, public_page, by=people[who], reason="Because.")
        became = was

    public_page.refresh_from_db()
    assert standing_of(public_page) == became
    assert (name in open_now) == (who in ALLOWED.get((name, was), ()))


def token():
    return CatalogueVersion.objects.values_list("token", flat=True).first()


def test_archiving_is_recorded_and_renews_the_lists(cast, public_page):
    before = token()

    standing.archive(public_page, by=cast.editor, reason=" It ended. ")

    entry = Entry.objects.about(public_page).get()
    assert (public_page.archived_reason, list(Initiative.objects.public())) == ("It ended.", [])
    assert list(Initiative.objects.readable()) == [public_page]
    assert (entry.event, entry.was, entry.became, entry.role, entry.network_id, entry.version) == (
        "archive",
        "public",
        "archived",
        "editor",
        cast.host.pk,
        1,
    )
    assert token() != before


def test_page_taken_down_is_nowhere(people, public_page):
    standing.take_down(public_page, by=people["desk_lead"], reason="A person asked for it.")

    assert list(Initiative.objects.readable()) == []
    assert [entry.role for entry in Entry.objects.about(public_page)] == ["lead"]


@pytest.mark.parametrize("name", ["archive", "take_down"])
def test_change_needs_a_reason(people, public_page, name):
    with pytest.raises(ValidationError) as refusal:
        change_standing(name, public_page, by=people["desk_lead"], reason="  ")

    assert refusal.value.message_dict == {"reason": ["Give the reason."]}


def test_second_person_changes_nothing_and_is_noted(cast, public_page):
    mine, theirs = (Initiative.objects.get(pk=public_page.pk) for _ in range(2))
    standing.archive(mine, by=cast.editor, reason="First.")

    with pytest.raises(ChangedMeanwhile):
        standing.archive(theirs, by=cast.second_editor, reason="Second.")

    public_page.refresh_from_db()
    assert public_page.archived_reason == "First."
    assert [entry.event for entry in Entry.objects.about(public_page)] == ["archive", "refused"]


def test_change_names_the_standing_it_was_shown(cast, public_page):
    with pytest.raises(ChangedMeanwhile):
        standing.archive(public_page, by=cast.editor, reason="Old.", seen=Standing.TAKEN_DOWN)


@pytest.mark.parametrize("word", ["archived", "taken down"])
def test_page_comes_back_without_a_trace_of_it(cast, public_page, word):
    bring(public_page, word, cast.platform_admin)

    standing.restore(public_page, by=cast.platform_admin)

    assert list(Initiative.objects.public()) == [public_page]
    assert (public_page.archived_reason, public_page.taken_down_reason) == ("", "")


@pytest.fixture
def post(client_of, public_page):
    def posted(who, **data):
        address = reverse("admin:showcase_initiative_standing", args=[public_page.pk])
        return client_of(who).post(address, {"seen": "public", **data})

    return posted


def test_button_archives_with_its_reason(cast, public_page, post):
    answer = post(cast.editor, change="archive", reason="It ended.")

    public_page.refresh_from_db()
    assert (public_page.archived_reason, answer.url) == (
        "It ended.",
        reverse("admin:showcase_initiative_change", args=[public_page.pk]),
    )


@pytest.mark.parametrize(
    ("who", "data", "status"),
    [
        ("rival_editor", {"change": "archive", "reason": "x"}, 404),
        ("dual", {"change": "archive", "reason": "x"}, 403),
        ("editor", {"change": "take_down", "reason": "x"}, 403),
        ("editor", {"change": "archive", "reason": ""}, 422),
        ("editor", {"change": "publish", "reason": "x"}, 422),
        ("editor", {"change": "archive", "reason": "x", "seen": "archived"}, 409),
    ],
)
def test_button_refuses_and_keeps_the_page(cast, public_page, post, who, data, status):
    answer = post(getattr(cast, who), **data)

    public_page.refresh_from_db()
    assert (answer.status_code, standing_of(public_page)) == (status, "public")


def test_refused_form_keeps_what_was_typed(cast, public_page, post):
    answer = post(cast.editor, change="archive", reason="A long reason", seen="archived")

    assert (answer.status_code, "A long reason" in answer.content.decode()) == (409, True)


def test_change_is_never_made_by_opening_an_address(cast, client_of, public_page):
    answer = client_of(cast.editor).get(reverse("admin:showcase_initiative_standing", args=[public_page.pk]))

    assert answer.status_code == 405


def test_content_of_a_page_cannot_be_posted(cast, client_of, public_page):
    address = reverse("admin:showcase_initiative_change", args=[public_page.pk])

    answer = client_of(cast.platform_admin).post(address, {"title": "Other", "desk": cast.rival.pk})

    public_page.refresh_from_db()
    assert (answer.status_code, public_page.title, public_page.desk) == (403, "A page", cast.host)


@pytest.mark.parametrize("who", ["rival_editor", "editor"])
def test_list_of_pages_is_the_desks(cast, client_of, public_page, who):
    shown = client_of(getattr(cast, who)).get(reverse("admin:showcase_initiative_changelist"))

    assert list(shown.context["cl"].result_list) == ([public_page] if who == "editor" else [])


def test_list_is_narrowed_by_standing(cast, client_of, public_page):
    archived = InitiativeFactory(city=cast.city, desk=cast.host)
    gone = InitiativeFactory(city=cast.city, desk=cast.host)
    bring(archived, "archived", cast.platform_admin)
    bring(gone, "taken down", cast.platform_admin)
    editor, address = client_of(cast.editor), reverse("admin:showcase_initiative_changelist")

    found = {
        word: list(editor.get(address, {"standing": word}).context["cl"].result_list)
        for word in ("public", "archived", "taken-down")
    }

    assert found == {"public": [public_page], "archived": [archived], "taken-down": [gone]}


def test_pages_of_an_initiative_show_its_record(cast, client_of, public_page):
    text = (
        client_of(cast.editor).get(reverse("admin:showcase_initiative_change", args=[public_page.pk])).content.decode()
    )

    assert [word in text for word in (public_page.code, public_page.get_absolute_url(), "Take down", "Archive")] == [
        True,
        True,
        False,
        True,
    ]


def test_pins_are_given_by_record_number_of_public_pages(cast, client_of, public_page):
    point = ServicePointFactory(host_network=cast.host)
    gone = InitiativeFactory(city=cast.city, desk=cast.host)
    bring(gone, "taken down", cast.platform_admin)

    def pin(code):
        data = {
            "title": point.title,
            "kind": "own",
            "status": "open",
            "hours": "[]",
            "embed_sites": "[]",
            "items-TOTAL_FORMS": 1,
            "items-INITIAL_FORMS": 0,
            "items-0-initiative": code,
            "items-0-position": 1,
        }
        return client_of(cast.editor).post(reverse("admin:networks_servicepoint_change", args=[point.pk]), data)

    refused, taken = pin(gone.code), pin(public_page.code.lower())

    errors = refused.context["inline_admin_formsets"][0].formset.errors
    assert errors == [{"initiative": ["No public initiative has this record number."]}]
    assert (taken.status_code, [item.initiative for item in point.items.all()]) == (302, [public_page])
