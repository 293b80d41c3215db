"""The index for the words of pages, as a step of a migration.

Without positions (``detail='none'``): a page has a word or has it not, which is all that is asked of 200,000 pages.
"""

from catalogue.word_index import CreateWordIndex


class CreatePageIndex(CreateWordIndex):
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(app_label, schema_editor, to_state, {"sqlite": SQLITE, "postgresql": POSTGRESQL})

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.execute(app_label, schema_editor, from_state, {"sqlite": SQLITE_UNDONE, "postgresql": POSTGRESQL_UNDONE})


FORGET = "INSERT INTO {table}_words({table}_words, rowid, folded) VALUES ('delete', old.id, old.folded);"
LEARN = "INSERT INTO {table}_words(rowid, folded) VALUES (new.id, new.folded);"
SQLITE = [
    """
    CREATE VIRTUAL TABLE {table}_words USING fts5(
        folded, content='{table}', content_rowid='id', detail='none',
        prefix='3', tokenize='unicode61 remove_diacritics 0'
    )
    """,
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
    # Whatever is long lies aside, so that counting the rows that have a word reads little: no index answers it alone.
    "ALTER TABLE {table} SET (toast_tuple_target = 128)",
    "ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX {table}_words ON {table} USING gin (words)",
]
POSTGRESQL_UNDONE = [
    "ALTER TABLE {table} DROP COLUMN words",
    "ALTER TABLE {table} RESET (toast_tuple_target)",
]
