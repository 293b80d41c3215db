"""The audit refuses changes in the ORM and in the database, and gives up old rows in one way only."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from record.models import Entry, note
from record.protection import REFUSAL, is_protected, lifted

pytestmark = pytest.mark.django_db


def protect_audit(*arguments):
    said = io.StringIO()
    call_command("protect_audit", *arguments, stdout=said)
    return said.getvalue().strip()


def entry(cast, **columns):
    row = note("confirm", cast.city, became="confirmed")
    if columns:
        row = Entry.objects.create(**{"event": "confirm", "what": row.what, "key": row.key, **columns})
    return row


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(became="refused"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["became"]),
        lambda rows: rows.update_or_create(event="confirm", defaults={"became": "refused"}),
    ],
)
def test_rows_are_not_changed_through_a_queryset(cast, change):
    entry(cast)

    with pytest.raises(TypeError, match=REFUSAL), transaction.atomic():
        change(Entry.objects.all())

    assert [row.became for row in Entry.objects.all()] == ["confirmed"]


@pytest.mark.parametrize("statement", ["UPDATE record_entry SET became = 'refused'", "DELETE FROM record_entry"])
def test_protected_rows_are_changed_by_no_statement(cast, statement):
    entry(cast)
    protect_audit()

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [row.became for row in Entry.objects.filter(event="confirm")] == ["confirmed"]


def test_protected_audit_takes_new_rows(cast):
    protect_audit()

    assert entry(cast).became == "confirmed"


def test_protecting_twice_changes_nothing():
    assert [protect_audit(), protect_audit(), is_protected()] == [*["The audit is append-only."] * 2, True]
    assert [row.event for row in Entry.objects.all()] == ["protect_audit"]


def test_protection_is_taken_away_on_record():
    protect_audit()

    assert [protect_audit("--remove"), protect_audit("--remove"), is_protected()] == [
        *["The audit is not protected."] * 2,
        False,
    ]
    assert [row.event for row in Entry.objects.order_by("pk")] == ["protect_audit", "unprotect_audit"]


def test_old_rows_expire_on_record_and_the_rest_stays_protected(cast):
    now = timezone.now()
    entry(cast, at=now - timedelta(days=800))
    kept = entry(cast, at=now - timedelta(days=700))
    protect_audit()

    gone = Entry.objects.filter(event="confirm").expire(now - timedelta(days=750))

    assert gone == 1
    assert Entry.objects.filter(at__lt=now - timedelta(days=1)).get() == kept
    last = Entry.objects.order_by("pk").last()
    assert (last.event, last.what, last.key) == ("expire_audit", "record.entry", "")
    assert last.became == f"1 rows before {now - timedelta(days=750):%Y-%m-%d}"
    assert is_protected() is True


def test_nothing_old_leaves_no_row(cast):
    entry(cast)

    assert Entry.objects.expire(timezone.now() - timedelta(days=1)) == 0
    assert [row.event for row in Entry.objects.all()] == ["confirm"]


def test_protection_comes_back_when_its_lifting_fails(cast):
    protect_audit()

    with pytest.raises(ValueError, match="broken"), lifted():
        raise ValueError("broken")

    assert is_protected() is True
