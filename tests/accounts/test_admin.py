"""People, mails and the record are the platform admin's, and hold their secrets there too."""

import pytest
from django.contrib import admin
from django.urls import reverse

from outbox.post import post_text
from record.models import Count, Entry, note
from tests.factories import UserFactory

PAGES = ("accounts_user", "outbox_mail", "record_entry", "record_count", "files_storedfile")


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
