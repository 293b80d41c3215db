"""The index for words beside a table of texts, as a step of a migration."""

from django.db.migrations.operations.base import Operation


class CreateWordIndex(Operation):
    """Makes the index for one model that derives from SearchText. Undone, only the index is lost."""

    reversible = True

    def __init__(self, model_name):
        self.model_name = model_name

    def state_forwards(self, app_label, state):
        """The models do not know of it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(app_label, schema_editor, to_state, {"sqlite": SQLITE, "postgresql": POSTGRESQL})

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(app_label, schema_editor, from_state, {"sqlite": SQLITE_UNDONE, "postgresql": POSTGRESQL_UNDONE})

    def execute(self, app_label, schema_editor, state, statements):
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table), params=None)

    def describe(self):
        return f"Make the index for words of {self.model_name}"


FORGET = """
    INSERT INTO {table}_words({table}_words, rowid, title, tags, body)
    VALUES ('delete', old.id, old.title, old.tags, old.body);
"""
LEARN = """
    INSERT INTO {table}_words(rowid, title, tags, body) VALUES (new.id, new.title, new.tags, new.body);
"""
SQLITE = [
    """
    CREATE VIRTUAL TABLE {table}_words USING fts5(
        title, tags, body, content='{table}', content_rowid='id',
        prefix='2 3 4', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    "INSERT INTO {table}_words({table}_words, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)')",
    "CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN " + LEARN + " END",
    "CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN " + FORGET + " END",
    "CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN " + FORGET + LEARN + " END",
    "INSERT INTO {table}_words({table}_words) VALUES ('rebuild')",
]
SQLITE_UNDONE = [
    *(f"DROP TRIGGER {{table}}_{name}" for name in ("added", "deleted", "changed")),
    "DROP TABLE {table}_words",
]
POSTGRESQL = [
    """
    ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', tags), 'B')
        || setweight(to_tsvector('simple', body), 'D')
    ) STORED
    """,
    "CREATE INDEX {table}_words ON {table} USING gin (words)",
]
POSTGRESQL_UNDONE = ["ALTER TABLE {table} DROP COLUMN words"]
