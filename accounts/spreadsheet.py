"""Tables for people who open them in a spreadsheet: streamed, and no cell is a formula there."""

import csv

from django.http import StreamingHttpResponse

STARTS_OF_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
UNSEEN = " \N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"  # what may stand before a formula


class Line:
    """What the csv module writes to: hands each line on instead of keeping it."""

    def write(self, text):
        return text


def as_text(value):
    """A cell that spreadsheets take for what it says. Numbers are ours and stay numbers, negative ones too."""
    if isinstance(value, int | float):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(UNSEEN).startswith(STARTS_OF_FORMULAS) else text


def sheet(rows):
    """Lines of a table, as text."""
    writer = csv.writer(Line())
    return "".join(writer.writerow([as_text(cell) for cell in row]) for row in rows)


def csv_answer(name, head, rows):
    """A file to download; ``rows`` may be any iterator and is never held as a whole."""
    lines = (sheet([row]) for each in ([head], rows) for row in each)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
