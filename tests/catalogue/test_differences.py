"""Two texts, and what of one went and of the other came."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.differences import GONE, NEW, SAME, differing_lines


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (["the same"], ["the same"], [[(SAME, "the same")]]),
        (["closed on Sunday"], ["closed on Monday"], [[(SAME, "closed on "), (GONE, "Sunday"), (NEW, "Monday")]]),
        (["one two"], ["one"], [[(SAME, "one "), (GONE, "two")]]),
        (["a b c d e f"], ["a b c d e f g"], [[(SAME, "a b c d e f "), (NEW, "g")]]),
        ([], ["new line"], [[(NEW, "new line")]]),
        (["old line"], [], [[(GONE, "old line")]]),
        (["kept", "old"], ["kept"], [[(SAME, "kept")], [(GONE, "old")]]),
        (["nothing alike here"], ["quite other words"], [[(GONE, "nothing alike here")], [(NEW, "quite other words")]]),
        (["城市气候行动"], ["城市健康行动"], [[(SAME, "城市"), (GONE, "气候"), (NEW, "健康"), (SAME, "行动")]]),
        (
            ["شارع مفتوح للناس"],
            ["شارع مغلق للناس"],
            [[(SAME, "شارع "), (GONE, "مفتوح "), (NEW, "مغلق "), (SAME, "للناس")]],
        ),
    ],
)
def test_lines_say_what_went_and_what_came(was, now, told):
    assert differing_lines(was, now) == told


lines = st.lists(st.text("ab城 é\u202e", min_size=1, max_size=12), max_size=5)


@settings(max_examples=200)
@given(lines, lines)
def test_both_texts_can_be_read_back_from_their_difference(was, now):
    told = differing_lines(was, now)

    assert read(told, without=NEW) == "".join("".join(was).split())
    assert read(told, without=GONE) == "".join("".join(now).split())


def read(told, without):
    """The letters of one of the texts; how wide the spaces were is not told."""
    return "".join("".join(text for line in told for tag, text in line if tag != without).split())


def test_texts_of_many_thousand_words_are_compared_in_no_time():
    was, now = "word " * 20_000, "other word " * 10_000

    started = time.perf_counter()
    told = differing_lines([was], [now])

    assert (told, time.perf_counter() - started < 1) == ([[(GONE, was)], [(NEW, now)]], True)
