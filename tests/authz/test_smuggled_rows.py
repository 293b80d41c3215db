"""Rows of others among those of a form, a list or an action: they stay as they are, and who tried is on record."""

import pytest
from django.contrib import admin
from django.contrib.admin import helpers
from django.urls import reverse

from showcase.models import Submission
from tests.authz.forging import back_office_form
from tests.authz.logins import signed_in
from tests.authz.test_forged_forms import change_page
from tests.authz.test_matrix import FULL
from tests.factories import EditorFactory, UserFactory

QUEUE = "admin:showcase_submission_changelist"
ACTIONS = ("delete_selected", "claim", "no_such_action")
DELETE = pytest.mark.parametrize("delete", [{}, {"DELETE": "on"}], ids=["changed", "deleted"])


def as_first(prefix, pk, **fields):
    """A row, given as the first of an inline or a list."""
    rows = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1, f"{prefix}-0-id": pk}
    return rows | {f"{prefix}-0-{name}": value for name, value in fields.items()}


@pytest.fixture
def desk_lead(cast):
    person = UserFactory()
    EditorFactory(user=person, network=cast.host, role="lead")
    person.refresh_from_db()
    return signed_in(person)


@DELETE
def test_editor_of_others_in_a_form_stays_and_the_attempt_is_noted(cast, shop, post, desk_lead, delete):
    page, strange = change_page("networks_network", shop), cast.rival.editors.get(user=cast.rival_editor)
    fields = {"network": cast.host.pk, "user": cast.stranger.pk, "role": "lead", "email": cast.stranger.email}

    sent = post(
        desk_lead, page, back_office_form(desk_lead, page) | as_first("editors", strange.pk, **fields, **delete)
    )

    assert (sent.content, sent.noted) == (set(), [("networks.editor", str(strange.pk), "inline")])


@DELETE
def test_pin_of_others_in_a_form_stays_and_the_attempt_is_noted(logins, shop, post, delete):
    page, strange = change_page("networks_servicepoint", shop), shop["rival pin"]
    fields = {"service_point": shop["rows"]["networks_servicepoint"], "initiative": strange.initiative.code}
    rows = as_first("items", strange.pk, **fields, position=1, note="Taken over", **delete)

    sent = post(logins["editor"], page, back_office_form(logins["editor"], page) | rows)

    assert (sent.content, sent.noted) == (set(), [("showcase.servicepointitem", str(strange.pk), "inline")])


def test_own_rows_and_rows_that_are_gone_are_not_noted(logins, shop, post):
    page, column = change_page("networks_servicepoint", shop), {"showcase_servicepointitem.note"}
    data = back_office_form(logins["editor"], page)

    own = post(logins["editor"], page, data | {"items-0-note": "Best"}, column)
    gone = post(logins["editor"], page, data | as_first("items", 10**9, note="Best", initiative="", position=0))

    assert (own.content, own.noted, gone.content, gone.noted) == (column, [], set(), [])


@pytest.mark.parametrize("parent", ["service_point", "service_point_id"])
def test_own_pin_stays_at_its_service_point(logins, shop, post, parent):
    page = change_page("networks_servicepoint", shop)
    more = {f"items-0-{parent}": shop["rival rows"]["networks_servicepoint"]}

    assert post(logins["editor"], page, back_office_form(logins["editor"], page) | more).content == set()


def test_ordinary_editor_changes_no_colleague(cast, logins, shop, post):
    page, colleague = change_page("networks_network", shop), cast.host.editors.get(user=cast.second_editor)
    data, new = back_office_form(logins["editor"], page), {"email": cast.stranger.email, "role": "lead"}
    forms = (
        as_first("editors", colleague.pk, role="lead"),
        as_first("editors", colleague.pk, DELETE="on"),
        as_first("editors", colleague.pk, network=cast.rival.pk, user=cast.stranger.pk),
        as_first("editors", "", **new) | {"editors-INITIAL_FORMS": 0},
    )

    assert [post(logins["editor"], page, data | each).content for each in forms] == [set()] * len(forms)


def test_list_takes_no_rows_to_edit(logins, shop, post, submitted):
    rows = {(row, pk) for key in ("rows", "rival rows") for row, pk in shop[key].items()}
    rows = {each for each in rows if each[0] in shop["rival rows"]} | {("showcase_submission", submitted.pk)}
    words = {"title": "Taken over", "name": "Taken over", "role": "Chair", "state": "published", "note": "Taken over"}

    changed = {
        (row, pk): post(
            logins["editor"], reverse(f"admin:{row}_changelist"), as_first("form", pk, **words) | {"_save": "Save"}
        ).changes
        for row, pk in rows
    }

    assert changed == {each: frozenset() for each in rows}


@pytest.mark.parametrize("action", ACTIONS if FULL else ACTIONS[:1])
def test_action_that_a_list_does_not_offer_does_nothing(logins, shop, post, action):
    models = (f"{each._meta.app_label}_{each._meta.model_name}" for each in admin.site._registry)
    changed = {}
    for row in sorted(shop["rows"].keys() & set(models)):
        ticked = [shop["rows"][row], shop["rival rows"].get(row, shop["rows"][row])]
        data = {"action": action, "index": 0, "select_across": 1, "post": "yes", helpers.ACTION_CHECKBOX_NAME: ticked}
        changed[row] = post(logins["editor"], reverse(f"admin:{row}_changelist"), data).changes

    assert changed == {row: frozenset() for row in changed}


def test_submission_of_others_among_those_ticked_stops_the_action_and_is_noted(cast, logins, submitted, post):
    foreign = Submission.objects.create(city=cast.other_city, desk=cast.rival, state="submitted", title="Rival text")
    data = {"action": "claim", "index": 0, "select_across": 1, helpers.ACTION_CHECKBOX_NAME: [submitted.pk, foreign.pk]}

    sent = post(logins["editor"], reverse(QUEUE), data)

    assert (sent.status, sent.changes) == (302, frozenset())
    assert sent.noted == [("showcase.submission", str(foreign.pk), "bulk action")]
