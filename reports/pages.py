"""Search in the pages of editions: which reports have the words, on how many pages, and on which first.

The index alone is read, never the pages: 200,000 of them cost as much as their entries under the words.
"""

from django.db import connection

from catalogue.search import all_of, begins, fts5, tsquery
from reports.models.edition import PAGES_PER_EDITION, Edition, EditionPage

NAMES = {"table": EditionPage._meta.db_table, "editions": Edition._meta.db_table, "size": PAGES_PER_EDITION}


def pages_with(words, together=all_of):
    """``{report: (edition, number)}``: of each report the edition with the most pages that have the words.

    All words on one page. Reports that have the words whole come first, then by the number of pages. One query.
    """
    statement, query = {"sqlite": (SQLITE, fts5), "postgresql": (POSTGRESQL, tsquery)}[connection.vendor]
    exact, beginning = (query(words, together, prefix) for prefix in (False, True))
    asked = [exact, beginning] if any(map(begins, words)) else [exact]
    every = " UNION ALL ".join(JOINED.format(rank=rank, found=statement, **NAMES) for rank in range(len(asked)))
    with connection.cursor() as cursor:
        cursor.execute(f"{every.format(**NAMES)} ORDER BY 1, 4 DESC, 3 DESC", asked)
        found = {}
        for _rank, report, edition, _pages, number in cursor.fetchall():
            found.setdefault(report, (edition, number))
    return found


JOINED = """
    SELECT {rank}, editions.report_id, found.edition, found.pages, found.number
    FROM ({found}) AS found JOIN {editions} AS editions ON editions.id = found.edition
"""
SQLITE = """
    SELECT rowid / {size} AS edition, count(*) AS pages, min(rowid %% {size}) AS number
    FROM {table}_words WHERE {table}_words MATCH %s GROUP BY 1
"""
# Asked for as a value that the planner does not know: else it reads the whole table for a word on most pages, and with
# it every long column that lies aside, where the index and the short rows are enough.
POSTGRESQL = """
    SELECT id / {size} AS edition, count(*) AS pages, min(id %% {size}) AS number
    FROM {table} WHERE words @@ (SELECT to_tsquery('simple', %s)) GROUP BY 1
"""
