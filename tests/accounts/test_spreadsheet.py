"""Cells that somebody opens in a spreadsheet."""

import csv
import io
import itertools

import pytest

from accounts.spreadsheet import as_text, csv_answer


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "\n=1", "  =1"])
def test_formula_becomes_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "text"), [("a=b", "a=b"), (3, "3"), (None, ""), ("2026-01-01T00:00:00+00:00",) * 2])
def test_everything_else_stays_what_it_is(cell, text):
    assert as_text(cell) == text


def test_rows_are_sent_while_they_are_read():
    read = []
    rows = ((number, read.append(number)) for number in itertools.count())

    sent = iter(csv_answer("rows", ["n", "nothing"], rows).streaming_content)

    assert [next(sent) for _ in range(3)] == [b"n,nothing\r\n", b"0,\r\n", b"1,\r\n"]
    assert read == [0, 1]


def test_cells_survive_commas_quotes_and_lines():
    row = ['a "quoted", one', "two\nlines"]

    text = b"".join(csv_answer("rows", ["x", "y"], [row]).streaming_content).decode()

    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], row]
