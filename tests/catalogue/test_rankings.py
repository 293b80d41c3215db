"""Pages of any subset, whatever was taken out and put in before."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from catalogue.rankings import LARGEST, Ranking

KEYS = st.sets(st.integers(1, 3000), max_size=1200)


def place(key):
    """Far from the order of the keys themselves."""
    return (key * 7919 % 3001, key)


def places(keys):
    return {key: place(key) for key in keys}


@given(KEYS, KEYS, KEYS, st.integers(0, 1200), st.integers(1, 40))
def test_page_is_the_slice_of_the_sorted_subset(first, gone, new, start, number):
    new -= first - gone
    ranking = Ranking.of(places(first)).without(BitMap(gone)).adding(places(new), places)
    present = sorted((first - gone) | new, key=place)
    subset = BitMap(key for key in present if key % 3)

    assert ranking.page(subset, start, number) == [key for key in present if key % 3][start : start + number]
    assert ranking.page(BitMap(present), 0, 5000) == present


def test_chunk_that_grows_too_large_is_cut():
    ranking = Ranking.of(places([1]))

    ranking = ranking.adding(places(range(2, LARGEST + 3)), places)

    assert max(len(chunk.members) for chunk in ranking.chunks) <= LARGEST
    assert len(ranking.chunks) > 1


def test_ranking_in_the_order_of_a_search_keeps_it():
    assert Ranking.in_order([5, 3, 9]).page(BitMap([3, 5]), 0, 20) == [5, 3]
