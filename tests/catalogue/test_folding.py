"""Words are cut where the index of SQLite cuts them."""

import sqlite3

from catalogue.folding import words_in
from catalogue.search import any_of, fts5

AT_ONCE = 200  # words of one question; a few hundred are the most


def test_no_letter_makes_two_words_of_one():
    """Every letter of the basic plane inside a word, asked of an index that refuses a word of two parts."""
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE words USING fts5(folded, detail='none', tokenize='unicode61 remove_diacritics 0')"
    )
    letters = (chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    words = [word for letter in letters for word in words_in(f"a{letter}b {letter}{letter}")]

    refused = [words[at] for at in range(0, len(words), AT_ONCE) if not answers(index, words[at : at + AT_ONCE])]

    assert (refused, answers(index, ["a\u19b0b"])) == ([], False)


def answers(index, words):
    try:
        index.execute("SELECT 1 FROM words WHERE words MATCH ?", [fts5(words, any_of, prefix=True)]).fetchall()
    except sqlite3.OperationalError:
        return False
    return True
