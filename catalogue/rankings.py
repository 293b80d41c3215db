"""Pages of any subset in a fixed order, without sorting the subset and without keeping what the order is made of."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from pyroaring import BitMap

SMALLEST = 256
LARGEST = 4 * SMALLEST
FIRST = attrgetter("first")
MOST_CHUNKS = 256  # of a new ranking: a page far back asks each chunk before it how much of the subset it holds


@dataclass(frozen=True)
class Chunk:
    """Neighbours in the order: a set for counting, an array for their order; none sorts before ``first``."""

    first: tuple
    members: BitMap
    order: array

    @classmethod
    def of(cls, keys, places):
        return cls(places[keys[0]], BitMap(keys), array("I", keys))

    def without(self, gone):
        if not self.members.intersect(gone):
            return self
        return Chunk(self.first, self.members - gone, array("I", (key for key in self.order if key not in gone)))


class Ranking:
    """Keys of objects in one order, cut into chunks.

    A page costs one intersection for each chunk before it and one walk through its own. Never changed: the methods
    that change return a new ranking, which shares the chunks they left alone.
    """

    def __init__(self, chunks):
        self.chunks = chunks

    @classmethod
    def of(cls, places):
        """From ``{key: what it sorts by}``; no two places are equal."""
        keys = sorted(places, key=places.get)
        return cls(cut(keys, places, max(SMALLEST, len(keys) // MOST_CHUNKS)))

    @classmethod
    def in_order(cls, keys):
        """From keys that are in order already."""
        return cls.of({key: (place,) for place, key in enumerate(keys)})

    def page(self, mask, start, number):
        """Keys of the subset from place ``start`` on."""
        page = []
        for chunk in self.chunks:
            here = chunk.members.intersection_cardinality(mask)
            if start >= here:
                start -= here
                continue
            page += [key for key in chunk.order if key in mask][start : start + number - len(page)]
            if len(page) == number:
                break
            start = 0
        return page

    def without(self, gone):
        left = (chunk.without(gone) for chunk in self.chunks)
        return Ranking([chunk for chunk in left if chunk.members])

    def adding(self, places, places_of):
        """With new keys. ``places_of(keys)`` tells the places of old ones: asked once for each chunk that grows."""
        if not self.chunks:
            return Ranking.of(places)
        growing = defaultdict(list)
        for key, place in places.items():
            growing[max(0, bisect_right(self.chunks, place, key=FIRST) - 1)].append(key)
        chunks = []
        for number, chunk in enumerate(self.chunks):
            chunks += grown(chunk, growing[number], places, places_of) if number in growing else [chunk]
        return Ranking(chunks)


def grown(chunk, new, places, places_of):
    """The chunk with the new keys; two or more of them where it became too large."""
    known = places_of(chunk.order) | {key: places[key] for key in new}
    keys = sorted(known, key=known.get)
    return cut(keys, known, len(keys) if len(keys) <= LARGEST else SMALLEST)


def cut(keys, places, size):
    return [Chunk.of(keys[start : start + size], places) for start in range(0, len(keys), size)]


class Tiers:
    """Sets of keys, the first ones first, each in the order of a ranking. A page costs by the number of tiers."""

    def __init__(self, tiers, ranking):
        self.tiers = tiers
        self.ranking = ranking

    def page(self, mask, start, number):
        """Keys of the subset from place ``start`` on."""
        page = []
        for tier in self.tiers:
            here = tier & mask
            if start < len(here):
                page += self.ranking.page(here, start, number - len(page))
            start = max(0, start - len(here))
            if len(page) == number:
                break
        return page
