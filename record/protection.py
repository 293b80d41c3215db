"""Triggers that keep the audit append-only in the database itself, whoever writes to it.

They are no migration: the program works without them, and only the owner of the tables may make them.
"""

from contextlib import contextmanager

from django.db import connection, transaction

TABLE = "record_entry"
REFUSAL = "Audit rows are append-only."
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{act} BEFORE {act} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for act in ("update", "delete")
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
    ],
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}" for act in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
    ],
}
FIND = {
    "sqlite": "SELECT count(*) = 2 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record_entry'",
    "postgresql": "SELECT count(*) = 1 FROM pg_trigger "
    "WHERE tgname = 'record_entry_append_only' AND tgrelid = 'record_entry'::regclass",
}


def is_protected():
    with connection.cursor() as cursor:
        cursor.execute(FIND[connection.vendor])
        return bool(cursor.fetchone()[0])


def protect():
    """Refuse every UPDATE and DELETE from now on. Once more changes nothing."""
    run(MAKE)


def unprotect():
    run(DROP)


def run(statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


@contextmanager
def lifted():
    """Without protection inside one transaction, for whoever runs it and nobody else; then as it was."""
    with transaction.atomic():
        was = is_protected()
        if was:
            unprotect()
        yield
        if was:
            protect()
