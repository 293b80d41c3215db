"""Search in the folded words of texts: an index for words beside each table of texts, the same on both databases.

SQLite keeps the words in an FTS5 table that triggers fill, PostgreSQL in a generated tsvector column. Tables with the
same questions answered elsewhere (OpenSearch) would replace this module alone.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from catalogue.folding import UNSPACED, words_in, words_of

TEXTS_PER_OBJECT = 256  # the key of a text says whose it is: key of the object * 256 + place of the text
LONGEST_TEXT = 200_000  # characters; a tsvector ends at one megabyte


def text_key(owner, place):
    return owner * TEXTS_PER_OBJECT + place


def folded(*texts):
    """The folded words of the texts, each with a space before it."""
    return "".join(f" {word}" for text in texts for word in words_in(text or ""))[:LONGEST_TEXT]


class Matches(list):
    """What was found, the best first. ``every_word`` is False where nothing had all words and any had to do."""

    def __init__(self, found=(), every_word=True):
        super().__init__(found)
        self.every_word = every_word


def found_in(model, text):
    """Matches ``(owner, place, exact)``: the texts that hold all words; those with any when none does.

    Words match from their beginning; texts that hold them whole (``exact``) come first. One query, two without a hit.
    """
    words = words_of(text)
    if not words:
        return Matches()
    found = Matches(run(model, words, all_of))
    return found if found or len(words) == 1 else Matches(run(model, words, any_of), every_word=False)


def run(model, words, together):
    statement, query = {"sqlite": (SQLITE, fts5), "postgresql": (POSTGRESQL, tsquery)}[connection.vendor]
    exact, beginning = (query(words, together, prefix) for prefix in (False, True))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=model._meta.db_table), {"exact": exact, "beginning": beginning})
        return [(*divmod(key, TEXTS_PER_OBJECT), bool(is_exact)) for key, is_exact in cursor.fetchall()]


def have_all(model, questions):
    """For each list of words whether one text has them all. One query, which stops at the first text for each."""
    if not questions:
        return []
    statement, query = {"sqlite": (SQLITE_HAS, fts5), "postgresql": (POSTGRESQL_HAS, tsquery)}[connection.vendor]
    columns = ", ".join([statement.format(table=model._meta.db_table)] * len(questions))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [query(words, all_of, prefix=True) for words in questions])
        return list(map(bool, cursor.fetchone()))


def in_titles(model, text, most):
    """Keys of the last few objects with all words in their title: a subquery; None without words."""
    words = words_of(text)
    if not words:
        return None
    statement, query = {"sqlite": (SQLITE_TITLES, fts5), "postgresql": (POSTGRESQL_TITLES, tsquery)}[connection.vendor]
    statement = statement.format(table=model._meta.db_table, size=TEXTS_PER_OBJECT)
    return RawSQL(statement, [query(words, all_of, prefix=True, in_title=True), most])  # noqa: S611 -- the words are a parameter


all_of, any_of = ("AND", "&"), ("OR", "|")


def fts5(words, together, prefix, in_title=False):
    asked = f" {together[0]} ".join(f'"{word}"*' if prefix and begins(word) else f'"{word}"' for word in words)
    return f"title : ({asked})" if in_title else asked


def tsquery(words, together, prefix, in_title=False):
    beginning, weight = "*" if prefix else "", "A" if in_title else ""
    marks = ((word, f"{beginning if begins(word) else ''}{weight}") for word in words)
    return f" {together[1]} ".join(f"'{word}':{mark}" if mark else f"'{word}'" for word, mark in marks)


def begins(word):
    """One letter alone is no beginning: it would be that of everything. One Chinese character says enough."""
    return len(word) > 1 or bool(UNSPACED.match(word))


SQLITE = """
    SELECT rowid, rowid IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH %(exact)s) AS exact
    FROM {table}_words WHERE {table}_words MATCH %(beginning)s ORDER BY exact DESC, rank, rowid DESC
"""
POSTGRESQL = """
    SELECT id, words @@ to_tsquery('simple', %(exact)s) AS exact
    FROM {table}, to_tsquery('simple', %(beginning)s) AS query
    WHERE words @@ query ORDER BY exact DESC, ts_rank('{{0.1, 0.1, 0.4, 1.0}}', words, query) DESC, id DESC
"""
SQLITE_HAS = "EXISTS(SELECT 1 FROM {table}_words WHERE {table}_words MATCH %s)"
POSTGRESQL_HAS = "EXISTS(SELECT 1 FROM {table} WHERE words @@ to_tsquery('simple', %s))"
SQLITE_TITLES = """
    SELECT rowid / {size} FROM {table}_words WHERE {table}_words MATCH %s ORDER BY rowid DESC LIMIT %s
"""
POSTGRESQL_TITLES = """
    SELECT id / {size} FROM {table} WHERE words @@ to_tsquery('simple', %s) ORDER BY id DESC LIMIT %s
"""
