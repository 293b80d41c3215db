"""People, mails and the record are the platform admin's, and hold their secrets there too."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from outbox.post import post_text
from record.models import Count, Entry, note
from tests.factories import UserFactory

PAGES = ("accounts_user", "outbox_mail", "record_entry", "record_count", "files_storedfile")
LONG_AGO = datetime(2024, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("page", PAGES)
def test_page_is_the_platform_admins(cast, client_of, page):
    address = reverse(f"admin:{page}_changelist")

    answers = [client_of(who).get(address).status_code for who in (cast.editor, cast.platform_admin)]

    assert answers == [403, 200]


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_added_or_deleted_there(cast, client_of, page):
    assert client_of(cast.platform_admin).get(reverse(f"admin:{page}_add")).status_code == 403


def change(cast, client_of, person, **data):
    address = reverse("admin:accounts_user_change", args=[person.pk])
    rest = {"name": person.name, "language": "en", "time_zone": "UTC", "mail_choice": "all"}
    return client_of(cast.platform_admin).post(address, rest | data)


def test_page_of_a_person_shows_no_hash(cast, client_of):
    person = UserFactory()
    person.set_password("a long secret")
    person.save()

    page = client_of(cast.platform_admin).get(reverse("admin:accounts_user_change", args=[person.pk]))

    assert "password" not in page.context["adminform"].form.fields
    assert person.password.rpartition("$")[2] not in page.content.decode()


def test_closing_an_account_is_noted_and_nothing_else_changes(cast, client_of):
    person = UserFactory(email="ana@city.example")

    change(cast, client_of, person, email="other@city.example", is_staff="on", password="x", pseudonym="")

    before = person.pseudonym
    person.refresh_from_db()
    noted = [(each.event, each.was, each.became) for each in Entry.objects.about(person)]
    assert (person.is_active, person.email, person.is_staff) == (False, "ana@city.example", False)
    assert person.pseudonym == before
    assert noted == [("is_active", "True", "False")]


def test_nobody_takes_the_platform_from_themselves(cast, client_of):
    answer = change(cast, client_of, cast.platform_admin, is_active="on")

    cast.platform_admin.refresh_from_db()
    assert cast.platform_admin.is_superuser
    assert answer.context["adminform"].form.non_field_errors() == ["Somebody else has to take this right from you."]


def test_person_cannot_be_found_by_their_hash(cast, client_of):
    answer = client_of(cast.platform_admin).get(
        reverse("admin:accounts_user_changelist"), {"password__startswith": "m"}
    )

    assert answer.status_code == 400


def test_mail_is_listed_without_its_text(cast, client_of):
    mail = post_text("Reset", "https://showcase.example/secret-link", key="k", to="a@b.example", language="en")

    page = client_of(cast.platform_admin).get(reverse("admin:outbox_mail_change", args=[mail.pk]))

    assert page.status_code == 200
    assert "secret-link" not in page.content.decode()


def test_audit_row_cannot_be_changed(cast, client_of):
    entry = note("seen", cast.city, by=cast.editor)
    address = reverse("admin:record_entry_change", args=[entry.pk])

    answer = client_of(cast.platform_admin).post(address, {"event": "other"})

    assert (answer.status_code, Entry.objects.get(pk=entry.pk).event) == (403, "seen")


def test_counters_are_read(cast, client_of):
    count = Count.objects.create(action="claim", subject="s", window="2026-01-01T00:00Z", n=3)

    page = client_of(cast.platform_admin).get(reverse("admin:record_count_changelist"))

    assert list(page.context["cl"].result_list) == [count]


def test_groups_have_no_page():
    assert "Group" not in {model.__name__ for model in admin.site._registry}


def audit(client_of, cast, query="", page="changelist"):
    return client_of(cast.platform_admin).get(reverse(f"admin:record_entry_{page}") + query)


def listed(answer):
    return sorted((entry.event, entry.what) for entry in answer.context["cl"].result_list)


@pytest.fixture
def three_rows(cast):
    return [
        note("confirm_place", cast.city, by=cast.editor, role="editor"),
        note("confirm_place", cast.other_city),
        Entry.objects.create(
            event="sign_in",
            what="accounts.user",
            key="=1+1",
            request_id="abcdef99",
            at=LONG_AGO,
        ),
    ]


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("", ["confirm_place", "confirm_place", "sign_in"]),
        ("?event=sign_in", ["sign_in"]),
        ("?event=confirm_place", ["confirm_place", "confirm_place"]),
        ("?event=nonsense", []),
        ("?role=editor", ["confirm_place"]),
        ("?at__year=2024", ["sign_in"]),
        ("?at__year=2024&at__month=2&at__day=3", ["sign_in"]),
        ("?at__year=2024&at__month=3", []),
        ("?q=abcdef99", ["sign_in"]),
    ],
)
def test_audit_is_narrowed_by_event_role_date_and_request(cast, client_of, three_rows, query, events):
    page = audit(client_of, cast, query)
    lines = list(csv.DictReader(io.StringIO(body_of(audit(client_of, cast, query, "export")))))

    assert [event for event, _what in listed(page)] == events
    assert sorted(line["event"] for line in lines) == events


def body_of(answer):
    return b"".join(answer.streaming_content).decode()


def test_exported_audit_holds_codes_pseudonyms_and_no_formula(cast, client_of, three_rows):
    answer = audit(client_of, cast, "", "export")
    old, *_middle, last = csv.DictReader(io.StringIO(body_of(answer)))

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="record.csv"'
    assert (old["at"], old["key"], old["request_id"]) == ("2024-02-03T00:00:00+00:00", "'=1+1", "abcdef99")
    assert (last["what"], last["key"]) == ("cities.city", str(cast.other_city.pk))


@pytest.mark.parametrize("page", ["changelist", "export"])
@pytest.mark.parametrize(
    "query",
    ["?at__year=9999&at__month=12&at__day=31", "?at__year=x", f"?at__year={'9' * 30}", "?at__lt=2024", "?q=%00"],
)
def test_audit_answers_no_odd_question(cast, client_of, page, query):
    assert audit(client_of, cast, query, page).status_code == 400


@pytest.mark.parametrize("query", ["?at__year=2024&at__month=13", "?at__year=2024&at__month=2&at__day=31"])
def test_date_that_does_not_exist_exports_nothing(cast, client_of, query):
    assert audit(client_of, cast, query, "export").status_code == 400


def test_audit_is_exported_by_nobody_else(cast, client_of, three_rows):
    assert client_of(cast.editor).get(reverse("admin:record_entry_export")).status_code == 403


def test_audit_says_events_in_words_and_links_to_its_export(cast, client_of, three_rows):
    page = audit(client_of, cast, "?event=sign_in").content.decode()

    assert (page.count("Signed in</td>"), page.count('href="/admin/record/entry/export/?event=sign_in"')) == (1, 1)
