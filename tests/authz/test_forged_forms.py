"""Forms of the back office, changed by who sends them: nothing but the allowed fields of own rows ever changes."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin import helpers
from django.urls import reverse

from tests.authz.allowed import ANOTHER, PAGES, READ_ONLY
from tests.authz.forging import back_office_form, fields_of, forged, other_value, send
from tests.authz.logins import signed_in
from tests.authz.test_matrix import FULL
from tests.factories import (
    EditorFactory,
    InitiativeFactory,
    MembershipFactory,
    ServicePointFactory,
    TermFactory,
    UserFactory,
)

EDITORS = ("editor", "dual", "of_two_desks") if FULL else ("editor",)
BUTTONS = ({"_popup": "1"}, {"_saveasnew": "1"}, {"_continue": "1"}, {"_addanother": "1"})


@pytest.fixture
def shop(cast, world):
    """Rows to forge with: pages of the rival's, another kind of network, an initiative of the rival's desk."""
    TermFactory(scheme="network-kind", code="alliance")
    rival_point = ServicePointFactory(host_network=cast.rival)
    rival_page = InitiativeFactory(city=cast.other_city, desk=cast.rival)
    own_point = world["rows"]["networks_servicepoint"]
    pins = apps.get_model("showcase", "ServicePointItem").objects
    world["pin"] = pins.create(service_point_id=own_point, initiative_id=world["rows"]["showcase_initiative"])
    world["rival pin"] = pins.create(service_point=rival_point, initiative=rival_page)
    world["rival rows"] = {
        "networks_network": cast.rival.pk,
        "networks_membership": MembershipFactory(network=cast.rival, city=cast.other_city).pk,
        "networks_servicepoint": rival_point.pk,
        "showcase_initiative": rival_page.pk,
    }
    return world


@pytest.fixture
def tried(figures):
    """``tried(login, address, data)``: one forged form, counted; returns what it changed although it should not."""

    def sent(login, address, data, may_change=frozenset()):
        answer = send(login, address, data)
        wrong = answer.changes - may_change
        figures["forged"] += 1
        figures["changes"] += bool(wrong)
        assert answer.status < 500
        return wrong

    return sent


def change_page(row, shop):
    return reverse(f"admin:{row}_change", args=[shop["rows"][row]])


def item_of(row, shop):
    app, model = row.split("_")
    return apps.get_model(app, model)._base_manager.get(pk=shop["rows"][row])


def forgeries(row, shop):
    """Each field of the model that may not be written, with another value; in the suite all of them at once."""
    item, allowed = item_of(row, shop), PAGES.get(row, {})
    each = [forged(field, item) for field in fields_of(type(item)) if field.name not in allowed]
    at_once = {name: value for one in each for name, value in one.items()}
    return [*each, at_once] if FULL else [at_once]


@pytest.mark.parametrize("who", EDITORS)
def test_what_is_not_on_the_form_stays_whatever_is_posted_for_it(logins, shop, tried, who):
    changed = {}
    for row in PAGES:
        address = change_page(row, shop)
        data = back_office_form(logins[who], address)
        for more in forgeries(row, shop):
            if wrong := tried(logins[who], address, data | more):
                changed[row, *more] = wrong

    assert changed == {}


@pytest.mark.parametrize("row", PAGES)
def test_all_fields_posted_at_once_change_the_allowed_ones_and_no_others(logins, shop, figures, row):
    item, address = item_of(row, shop), change_page(row, shop)
    fields = {field.name: field for field in fields_of(type(item))}
    values = {
        name: other_value(fields[name], item) if value is ANOTHER else value for name, value in PAGES[row].items()
    }
    everything = {name: value for one in forgeries(row, shop) for name, value in one.items()}

    answer = send(logins["editor"], address, back_office_form(logins["editor"], address) | everything | values)

    changed = answer.changes_of_content
    expected = {changed_by(row, fields.get(name), name) for name in values}
    expected |= {"cities_city.names_folded"} if row == "cities_city" else set()  # derived from the names
    figures["forged"] += 1
    figures["changes"] += len(changed - expected)
    assert (answer.status, changed) == (302, expected)


def changed_by(row, field, name):
    if field is None:
        return f"{row}.texts"
    return f"{row}_{name} +" if field.many_to_many else f"{row}.{field.attname}"


@pytest.mark.parametrize("row", READ_ONLY)
def test_page_that_is_only_read_takes_no_form(logins, shop, tried, row):
    assert [tried(logins["editor"], change_page(row, shop), more) for more in forgeries(row, shop)] == [
        set() for _each in forgeries(row, shop)
    ]


@pytest.mark.parametrize("who", EDITORS)
@pytest.mark.parametrize("more", BUTTONS, ids=lambda each: next(iter(each)))
def test_other_buttons_save_the_same_form(logins, shop, tried, who, more):
    pages = {row: change_page(row, shop) for row in PAGES}

    changed = {row: tried(logins[who], page, back_office_form(logins[who], page) | more) for row, page in pages.items()}

    assert changed == {row: set() for row in PAGES}


@pytest.mark.parametrize("name", ["id", "password", "editors__user__password", "host_network"])
def test_field_that_a_popup_asks_for_is_refused_or_the_key(logins, shop, tried, name):
    pages = {row: change_page(row, shop) for row in PAGES}
    more = {"_popup": "1", "_to_field": name}

    changed = {
        row: tried(logins["editor"], page, back_office_form(logins["editor"], page) | more)
        for row, page in pages.items()
    }

    assert changed == {row: set() for row in PAGES}


@pytest.mark.parametrize("method", ["", "_change", "_delete"])
def test_row_of_others_takes_no_form(logins, shop, figures, method):
    answers = {}
    for row, pk in shop["rival rows"].items():
        own = change_page(row, shop)
        data = back_office_form(logins["editor"], own) | {"post": "yes"} if row in PAGES else {"post": "yes"}
        page = f"/admin/{row.replace('_', '/')}/{pk}/" + f"{method.strip('_')}/" * bool(method)
        answer = send(logins["editor"], page, data)
        figures["forged"] += 1
        figures["changes"] += bool(answer.changes)
        answers[row] = (answer.status, answer.changes, [key for _what, key, _why in answer.noted])

    noted = {row: [str(pk)] if method else [] for row, pk in shop["rival rows"].items()}
    assert answers == {row: (404 if method else 302, frozenset(), noted[row]) for row in shop["rival rows"]}


# Rows of others among those of a form ----------------------------------------------------------------------------


@pytest.fixture
def desk_lead(cast):
    person = UserFactory()
    EditorFactory(user=person, network=cast.host, role="lead")
    person.refresh_from_db()
    return signed_in(person)


def smuggled(prefix, pk, **fields):
    """A row of somebody else's as the first of an inline."""
    rows = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1, f"{prefix}-0-id": pk}
    return rows | {f"{prefix}-0-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize("delete", [{}, {"DELETE": "on"}], ids=["changed", "deleted"])
def test_editor_of_others_in_a_form_does_nothing_and_is_noted(cast, shop, figures, desk_lead, delete):
    address = change_page("networks_network", shop)
    strange = cast.rival.editors.get(user=cast.rival_editor)
    fields = {"network": cast.host.pk, "user": cast.stranger.pk, "role": "lead", "email": cast.stranger.email}

    answer = send(
        desk_lead, address, back_office_form(desk_lead, address) | smuggled("editors", strange.pk, **fields, **delete)
    )

    figures["forged"] += 1
    figures["changes"] += bool(answer.changes_of_content)
    assert (answer.status, answer.changes_of_content) == (302, set())
    assert answer.noted == [("networks.editor", str(strange.pk), "inline")]


@pytest.mark.parametrize("delete", [{}, {"DELETE": "on"}], ids=["changed", "deleted"])
def test_pin_of_others_in_a_form_does_nothing_and_is_noted(logins, shop, figures, delete):
    address, strange = change_page("networks_servicepoint", shop), shop["rival pin"]
    fields = {"service_point": shop["rows"]["networks_servicepoint"], "initiative": strange.initiative.code}
    rows = smuggled("items", strange.pk, **fields, position=1, note="Taken over", **delete)

    answer = send(logins["editor"], address, back_office_form(logins["editor"], address) | rows)

    figures["forged"] += 1
    figures["changes"] += bool(answer.changes_of_content)
    assert (answer.status, answer.changes_of_content) == (302, set())
    assert answer.noted == [("showcase.servicepointitem", str(strange.pk), "inline")]


def test_own_rows_in_a_form_are_not_noted(logins, shop):
    address = change_page("networks_servicepoint", shop)

    answer = send(logins["editor"], address, back_office_form(logins["editor"], address) | {"items-0-note": "Best"})

    changed = answer.changes_of_content
    assert (answer.status, changed, answer.noted) == (302, {"showcase_servicepointitem.note"}, [])


@pytest.mark.parametrize("parent", ["service_point", "service_point_id"])
def test_own_pin_stays_at_its_service_point(logins, shop, tried, parent):
    address = change_page("networks_servicepoint", shop)
    more = {f"items-0-{parent}": shop["rival rows"]["networks_servicepoint"]}

    assert tried(logins["editor"], address, back_office_form(logins["editor"], address) | more) == set()


def test_ordinary_editor_changes_no_colleague(cast, logins, shop, tried):
    address = change_page("networks_network", shop)
    colleague = cast.host.editors.get(user=cast.second_editor)
    data = back_office_form(logins["editor"], address)
    new = {
        "editors-TOTAL_FORMS": 9,
        "editors-INITIAL_FORMS": 0,
        "editors-0-email": cast.stranger.email,
        "editors-0-role": "lead",
    }
    forms = (
        smuggled("editors", colleague.pk, role="lead"),
        smuggled("editors", colleague.pk, DELETE="on"),
        smuggled("editors", colleague.pk, network=cast.rival.pk, user=cast.stranger.pk),
        new,
    )

    assert [tried(logins["editor"], address, data | each) for each in forms] == [set()] * len(forms)


# Lists ------------------------------------------------------------------------------------------------------------


def test_list_takes_no_rows_to_edit(logins, shop, tried):
    changed = {}
    for row, pk in shop["rival rows"].items():
        data = smuggled("form", pk, title="Taken over", name="Taken over", role="Chair") | {"_save": "Save"}
        for key in (pk, shop["rows"][row]):
            address = reverse(f"admin:{row}_changelist")
            changed[row, key] = tried(logins["editor"], address, data | {"form-0-id": key, "form-0-state": "published"})

    assert changed == {each: set() for each in changed}


def test_queue_takes_no_rows_to_edit(logins, submitted, tried):
    data = smuggled("form", submitted.pk, title="Taken over", state="published") | {"_save": "Save"}

    assert tried(logins["editor"], reverse("admin:showcase_submission_changelist"), data) == set()


@pytest.mark.parametrize("action", ["delete_selected", "claim", "no_such_action"])
def test_row_of_others_among_those_ticked_changes_nothing(logins, shop, tried, action):
    pages = [page for page in admin.site._registry if f"{page._meta.app_label}_{page._meta.model_name}" in shop["rows"]]
    changed = {}
    for page in pages:
        row = f"{page._meta.app_label}_{page._meta.model_name}"
        ticked = [shop["rows"][row], shop["rival rows"].get(row, shop["rows"][row])]
        data = {"action": action, "index": 0, "select_across": 1, "post": "yes", helpers.ACTION_CHECKBOX_NAME: ticked}
        changed[row] = tried(logins["editor"], reverse(f"admin:{row}_changelist"), data)

    assert changed == {each: set() for each in changed}


def test_submission_of_others_among_those_ticked_stops_the_action_and_is_noted(cast, logins, draft, submitted, figures):
    foreign = type(draft).objects.create(city=cast.other_city, desk=cast.rival, state="submitted", title="Rival text")
    data = {"action": "claim", "index": 0, "select_across": 1, helpers.ACTION_CHECKBOX_NAME: [submitted.pk, foreign.pk]}

    answer = send(logins["editor"], reverse("admin:showcase_submission_changelist"), data)

    figures["forged"] += 1
    figures["changes"] += bool(answer.changes)
    assert (answer.status, answer.changes) == (302, frozenset())
    assert answer.noted == [("showcase.submission", str(foreign.pk), "bulk action")]
