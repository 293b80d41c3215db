"""A public list held in memory: which objects have which values, as sets of primary keys.

The bit of an object is its primary key, so the rows of any query and of a search go into a set as they come.
"""

from collections import OrderedDict, defaultdict
from itertools import chain
from threading import Lock

from pyroaring import BitMap

from catalogue.rankings import Ranking
from catalogue.vocabulary import Vocabulary

REMEMBERED = 256  # searches, and what is put together once
FRAGMENTS = 2000  # pieces of pages, about two kilobytes each
AT_ONCE = 500  # keys in one query


class Snapshot:
    """One state of a list; never changed, so that a request can go on with it while the next one is made.

    ``reader`` says how the rows of one kind are read (showcase/indexing.py); ``keys`` None means all rows:

    - ``places(keys)``: for each order, ``{key: what it sorts by}`` of the public rows;
    - ``values(keys)``: for each facet, sets of keys by value (``by_value``); keys that are not public fall away.
    """

    def __init__(self, reader, public, values, rankings):
        self.reader = reader
        self.public = public
        self.values = values
        self.rankings = rankings
        self.memory = Memory(REMEMBERED)
        self.fragments = Memory(FRAGMENTS)

    @classmethod
    def read(cls, reader):
        """From the tables, whole."""
        places = reader.places(None)
        public = BitMap(next(iter(places.values())))
        values = {facet: within(sets, public) for facet, sets in reader.values(None).items()}
        return cls(reader, public, values, {order: Ranking.of(each) for order, each in places.items()})

    def patched(self, keys):
        """The same with these rows read anew. Sets they are not in are shared with this one, not copied."""
        gone, places = BitMap(keys), self.reader.places(keys)
        new = BitMap(next(iter(places.values())))
        fresh = self.reader.values(keys)
        values = {facet: replaced(old, gone, within(fresh[facet], new)) for facet, old in self.values.items()}
        rankings = {
            order: ranking.without(gone).adding(places[order], lambda old, order=order: self.reader.places(old)[order])
            for order, ranking in self.rankings.items()
        }
        return Snapshot(self.reader, (self.public - gone) | new, values, rankings)

    def remember(self, key, make):
        """What ``make()`` gives, kept while this state lasts; what was not asked for longest goes."""
        found = self.memory.get(key)
        if found is None:
            self.memory.put(key, found := make())
        return found

    @property
    def vocabulary(self):
        return self.remember("vocabulary", Vocabulary)


class Memory:
    """A bounded store that many threads share; what was not asked for longest goes when there are many."""

    def __init__(self, most):
        self.most = most
        self.items = OrderedDict()
        self.lock = Lock()

    def __contains__(self, key):
        return key in self.items

    def get(self, key):
        with self.lock:
            if key not in self.items:
                return None
            self.items.move_to_end(key)
            return self.items[key]

    def put(self, key, value):
        with self.lock:
            self.items[key] = value
            while len(self.items) > self.most:
                self.items.popitem(last=False)


def by_value(pairs):
    """Sets of keys by value; what has no value is in none."""
    found = defaultdict(list)
    for value, key in pairs:
        found[value].append(key)
    return {value: BitMap(keys) for value, keys in found.items() if value}


def unions(pairs):
    """Sets by value, of pairs of a value and a set."""
    found = defaultdict(list)
    for value, members in pairs:
        found[value].append(members)
    return {value: BitMap.union(*sets) for value, sets in found.items() if value}


def within(sets, public):
    """The sets without keys that are not public, empty ones left out."""
    kept = ((value, members & public) for value, members in sets.items())
    return {value: members for value, members in kept if members}


def replaced(old, gone, fresh):
    """The sets without the keys that are gone, with those read anew."""
    kept = {value: members - gone if members.intersect(gone) else members for value, members in old.items()}
    for value, members in fresh.items():
        kept[value] = kept[value] | members if value in kept else members
    return {value: members for value, members in kept.items() if members}


def narrowed(rows, keys, column="pk"):
    """The rows of these keys, asked for in pieces, because a query takes only so many; all when ``keys`` is None."""
    if keys is None:
        return rows.order_by().iterator(chunk_size=5000)
    keys = list(keys)
    pieces = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return chain.from_iterable(rows.filter(**{f"{column}__in": piece}).order_by() for piece in pieces)
