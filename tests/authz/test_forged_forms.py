"""Change pages of the back office, posted with what is not on them: only the allowed fields of own rows change."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.authz.allowed import ANOTHER, PAGES, READ_ONLY
from tests.authz.forging import back_office_form, fields_of, forged, other_value
from tests.authz.test_matrix import FULL

EDITORS = ("editor", "dual", "of_two_desks") if FULL else ("editor",)
BUTTONS = ("_popup", "_saveasnew", "_continue", "_addanother")
FOLLOWING = {  # from what is written
    "cities_city": {"cities_city.names_folded"},
    "webinars_webinar": {*(f"webinars_webinar.{name}" for name in ("starts_at", "ends_at", "changed_at", "sequence"))},
    "reports_report": {"reports_report.changed_at"},
}
OF_A_POPUP = ("id", "password", "editors__user__password", "host_network")


def change_page(row, shop):
    return reverse(f"admin:{row}_change", args=[shop["rows"][row]])


def forgeries(row, shop):
    """Each field of the model that may not be written, with another value; in the suite all of them at once."""
    item = apps.get_model(*row.split("_"))._base_manager.get(pk=shop["rows"][row])
    each = [forged(field, item) for field in fields_of(type(item)) if field.name not in PAGES.get(row, {})]
    at_once = {name: value for one in each for name, value in one.items()}
    return [*each, at_once] if FULL else [at_once]


@pytest.mark.parametrize("who", EDITORS)
def test_what_is_not_on_the_form_stays_whatever_is_posted_for_it(logins, shop, post, who):
    changed = {}
    for row in PAGES:
        page = change_page(row, shop)
        data = back_office_form(logins[who], page)
        for more in forgeries(row, shop):
            changed[row, *more] = post(logins[who], page, data | more).changes

    assert {where: what for where, what in changed.items() if what} == {}


@pytest.mark.parametrize("row", PAGES)
def test_all_fields_posted_at_once_change_the_allowed_ones_and_no_others(logins, shop, post, row):
    page, more = change_page(row, shop), forgeries(row, shop)[-1]
    item = apps.get_model(*row.split("_"))._base_manager.get(pk=shop["rows"][row])
    fields = {field.name: field for field in fields_of(type(item))}
    allowed = {
        name: other_value(fields[name], item) if value is ANOTHER else value for name, value in PAGES[row].items()
    }
    expected = {column_of(row, fields.get(name), name) for name in allowed}
    expected |= FOLLOWING.get(row, set())

    sent = post(logins["editor"], page, back_office_form(logins["editor"], page) | more | allowed, expected)

    assert (sent.status, sent.content) == (302, expected)


def column_of(row, field, name):
    if field is None:  # the description in one of the languages
        return f"{row}.texts"
    return f"{row}_{name} +" if field.many_to_many else f"{row}.{field.attname}"


@pytest.mark.parametrize("row", READ_ONLY)
def test_page_that_is_only_read_takes_no_form(logins, shop, post, row):
    answers = {
        (sent.status, sent.changes)
        for more in forgeries(row, shop)
        for sent in [post(logins["editor"], change_page(row, shop), more)]
    }

    assert answers == {(403, frozenset())}


@pytest.mark.parametrize("who", EDITORS)
def test_other_buttons_save_the_same_form(logins, shop, post, who):
    changed, rows = {}, PAGES if FULL else ("networks_servicepoint",)
    for row in rows:
        page = change_page(row, shop)
        data = back_office_form(logins[who], page)
        changed |= {(row, button): post(logins[who], page, data | {button: "1"}).changes for button in BUTTONS}

    assert changed == {(row, button): frozenset() for row in rows for button in BUTTONS}


def test_field_that_a_popup_asks_for_is_the_key_or_refused(logins, shop, post):
    answers, rows = {}, PAGES if FULL else ("networks_membership",)
    for row in rows:
        page = change_page(row, shop)
        data = back_office_form(logins["editor"], page) | {"_popup": "1"}
        for name in OF_A_POPUP:
            sent = post(logins["editor"], page, data | {"_to_field": name})
            answers[row, name] = (sent.status, sent.changes)

    assert answers == {(row, name): (200 if name == "id" else 400, frozenset()) for row in rows for name in OF_A_POPUP}


@pytest.mark.parametrize("method", ["change", "delete"])
def test_row_of_others_takes_no_form(logins, shop, post, method):
    answers = {}
    for row, pk in shop["rival rows"].items():
        data = back_office_form(logins["editor"], change_page(row, shop)) if row in PAGES else {}
        sent = post(logins["editor"], reverse(f"admin:{row}_{method}", args=[pk]), data | {"post": "yes"})
        answers[row] = (sent.status, sent.changes, [key for _what, key, _why in sent.noted])

    assert answers == {row: (404, frozenset(), [str(pk)]) for row, pk in shop["rival rows"].items()}
