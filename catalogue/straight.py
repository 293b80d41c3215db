"""A statement straight to PostgreSQL's library, without what the driver does around each: for the one every page asks.

The driver makes a cursor, looks whether to prepare, and turns each column into an object; that takes longer than the
answer does. What Django does around a statement, counting it and naming its errors, stays.
"""


def row_of(connection, statement):
    """The first row of what a statement without parameters finds, each column as text; None when there is none."""
    around = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with around(StraightCursor(connection)) as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


class StraightCursor:
    """The part of a cursor that is needed here, and that Django's log of statements looks at."""

    def __init__(self, connection):
        connection.ensure_connection()
        self.driver, self.library = connection.Database, connection.connection.pgconn
        self._query = self

    def execute(self, statement):
        """Waits without the interpreter's lock. Raises the driver's errors, as its own cursors do."""
        self.query = statement.encode()
        self.result = self.library.exec_(self.query)
        if self.result.status != self.driver.pq.ExecStatus.TUPLES_OK:
            raise self.error()

    def error(self):
        if self.library.status != self.driver.pq.ConnStatus.OK:
            return self.driver.OperationalError(self.library.get_error_message())
        return self.driver.errors.error_from_result(self.result)

    def fetchone(self):
        found = self.result
        if not found.ntuples:
            return None
        values = (found.get_value(0, column) for column in range(found.nfields))
        return tuple(value if value is None else value.decode() for value in values)

    def close(self):
        self.result = None
