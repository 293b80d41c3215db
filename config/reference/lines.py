"""Reads the files line by line; whatever is wrong with a line is told with the file, the line and the reason."""

import csv
import gzip
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError

BETWEEN_CELLS, BETWEEN_LINES = "\x1f", "\x1e"


class BadLine(Exception):
    """The reason nothing was loaded."""

    def __init__(self, file, number, reason):
        super().__init__(f"{file}, line {number}: {str(reason).rstrip('.')}.")


@dataclass(frozen=True)
class Line:
    """One record of a file by column, with the records of other files that are part of it."""

    file: str
    number: int
    cells: dict
    parts: tuple = ()

    def __getitem__(self, column):
        if column not in self.cells:
            raise ValueError(f"the file has no column {column}")
        return self.cells[column]

    def required(self, column):
        if not self[column].strip():
            raise ValueError(f"{column} is empty")
        return self[column]

    def whole_number(self, column):
        """None where the cell is empty."""
        if self[column] and not (self[column].isascii() and self[column].isdigit()):
            raise ValueError(f"{column} is not a whole number: {self[column]}")
        return int(self[column]) if self[column] else None

    def items_of(self, column):
        """The items of a list, which ``; `` separates."""
        return [item.strip() for item in self[column].split(";") if item.strip()]

    @cached_property
    def hash(self):
        """Of the content alone, so that a line may move inside its file."""
        lines = (BETWEEN_CELLS.join(line.cells.values()) for line in (self, *self.parts))
        return sha256(BETWEEN_LINES.join(lines).encode()).hexdigest()

    @contextmanager
    def blamed(self):
        """Turns what a wrong value causes into a BadLine."""
        try:
            yield
        except ValidationError as error:
            raise BadLine(self.file, self.number, reasons_of(error)) from error
        except ValueError as error:
            raise BadLine(self.file, self.number, error) from error


def reasons_of(error):
    """One line of text from a form's or a model's errors."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())


def read(path):
    """Yields the lines of a CSV file, gzipped or not; empty ones are left out."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            yield from lines_of(path.name, rows)
        except (csv.Error, UnicodeDecodeError, EOFError, OSError) as error:
            raise BadLine(path.name, rows.line_num + 1, f"cannot be read ({error})") from error


def lines_of(name, rows):
    header = next(rows, [])
    begins = rows.line_num + 1
    for cells in rows:
        if cells and len(cells) != len(header):
            raise BadLine(name, begins, f"has {len(cells)} cells, the header has {len(header)}")
        if cells:
            yield Line(name, begins, dict(zip(header, cells, strict=True)))
        begins = rows.line_num + 1  # a quoted cell may hold line breaks
