"""What goes straight to PostgreSQL is read, counted and refused as any other statement."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from catalogue.straight import row_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the other database has no library of its own"),
]


def test_row_is_text_and_nothing_stays_nothing():
    assert row_of(connection, "SELECT 7, 'São Paulo', NULL::int, true") == ("7", "São Paulo", None, "t")
    assert row_of(connection, "SELECT 7 WHERE false") is None


def test_statement_is_counted_and_told(django_assert_num_queries):
    with django_assert_num_queries(1) as told:
        row_of(connection, "SELECT 7")
    assert [each["sql"] for each in told.captured_queries] == ["SELECT 7"]


def test_refused_statement_is_an_error_with_a_name():
    with pytest.raises(ProgrammingError, match='relation "no_such_table" does not exist'), transaction.atomic():
        row_of(connection, "SELECT * FROM no_such_table")

    assert row_of(connection, "SELECT 7") == ("7",)


def test_server_that_went_away_is_an_error_and_the_next_connection_works():
    mine = connection.copy()
    mine.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [mine.connection.info.backend_pid])

    with pytest.raises(OperationalError, match="terminating connection"):
        row_of(mine, "SELECT 7")
    mine.close_if_unusable_or_obsolete()

    assert row_of(mine, "SELECT 7") == ("7",)
    mine.close()
