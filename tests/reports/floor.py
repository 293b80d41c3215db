"""The least that answers the same question: of each report that has a page with all words, the first such page.

One statement of its own for each database, without Django: neither whole words first, nor the number of pages.
"""

from django.db import connection

from reports.models.edition import PAGES_PER_EDITION

SQLITE = """
    SELECT report_id, page FROM (
        SELECT rowid / 10000 AS edition, min(rowid) AS page
        FROM reports_editionpage_words WHERE reports_editionpage_words MATCH ? GROUP BY 1
    ) AS found JOIN reports_edition ON id = edition
"""
POSTGRESQL = """
    SELECT report_id, page FROM (
        SELECT id / 10000 AS edition, min(id) AS page
        FROM reports_editionpage WHERE words @@ (SELECT to_tsquery('simple', %s)) GROUP BY 1
    ) AS found JOIN reports_edition ON id = edition
"""


def floor(words):
    """``{report: (edition, number)}``."""
    if connection.vendor == "sqlite":
        statement, asked = SQLITE, " AND ".join(f'"{word}"*' for word in words)
    else:
        statement, asked = POSTGRESQL, " & ".join(f"{word}:*" for word in words)
    rows = connection.connection.execute(statement, [asked]).fetchall()
    return {report: divmod(page, PAGES_PER_EDITION) for report, page in rows}
