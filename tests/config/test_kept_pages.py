"""What goes when memory is short: never what visitors come back for, while somebody walks through all the rest."""

import pytest

from config.kept_pages import AROUND, Answer, KeptPages

MOST = 64 * (AROUND + 100)  # room for 64 answers, 16 of them new
FIRST, SECOND = (1, "a", None), (2, "b", None)


def answer(size=100):
    return Answer(b"x" * size, {"Content-Type": "image/png"}, {})


@pytest.fixture
def kept():
    return KeptPages()


def found(kept, keys, version=FIRST):
    return [key for key in keys if kept.get(version, key, MOST)]


def test_answer_is_found_under_its_version_and_key(kept):
    page = answer()
    kept.put(FIRST, "page", page, MOST)

    assert [kept.get(*each, MOST) for each in ((FIRST, "page"), (FIRST, "other"), (SECOND, "page"))] == [
        page,
        None,
        None,
    ]


def test_next_version_forgets_all_of_the_one_before(kept):
    kept.put(FIRST, "page", answer(), MOST)
    kept.put(FIRST, "known", answer(), MOST)
    kept.get(FIRST, "known", MOST)

    kept.put(SECOND, "new", answer(), MOST)

    assert (found(kept, ["page", "known"]), found(kept, ["new"], SECOND), kept.weight) == ([], ["new"], AROUND + 100)


def test_made_up_addresses_drive_out_only_each_other(kept):
    for key in ("home", "list"):
        kept.put(FIRST, key, answer(), MOST)
    assert found(kept, ["home", "list"]) == ["home", "list"]

    for number in range(1000):
        kept.put(FIRST, number, answer(), MOST)

    assert kept.weight == 18 * (AROUND + 100)
    assert found(kept, ["home", "list", 0, 983]) == ["home", "list"]
    assert found(kept, range(984, 1000)) == list(range(984, 1000))


def test_what_was_not_asked_for_longest_goes_among_what_was_asked_for_again(kept):
    for number in range(60):
        kept.put(FIRST, number, answer(), MOST)
        kept.get(FIRST, number, MOST)

    assert kept.weight <= MOST
    assert found(kept, range(60)) == list(range(12, 60))


def test_very_large_answer_is_not_kept(kept):
    kept.put(FIRST, "large", answer(MOST // 16), MOST)

    assert (found(kept, ["large"]), kept.weight) == ([], 0)


def test_same_page_twice_counts_once(kept):
    for size in (100, 200):  # made by two requests at the same time
        kept.put(FIRST, "page", answer(size), MOST)

    assert (kept.weight, kept.get(FIRST, "page", MOST).body) == (AROUND + 200, b"x" * 200)
    for size in (100, 200):
        kept.put(FIRST, "page", answer(size), MOST)
        kept.get(FIRST, "page", MOST)
    assert kept.weight == AROUND + 200
