"""Lists whose filters, counts and pages are answered from memory: a FilterSet over a Snapshot instead of a queryset.

Parameters, values and mistakes are declared and checked as on any other list (catalogue/filters.py).
"""

from django.utils.functional import cached_property
from pyroaring import BitMap

from catalogue.facets import link_with
from catalogue.filters import CodesFilter, ListFilter, QueryFilter, SchemeFilter
from catalogue.rankings import Ranking
from catalogue.snapshots import unions

NONE = BitMap()
AT_ONCE = 500


class SetsFilter(CodesFilter):
    """A facet. ``source`` names the values of the snapshot it reads, its own name unless said otherwise."""

    def __init__(self, *args, source="", **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)

    def use(self, snapshot):
        """The state of the list that all filters of one answer share."""
        self.snapshot = snapshot

    @property
    def sets(self):
        """``{code: keys of the rows that have it}``; put together once for each state of the list."""
        return self.snapshot.remember((type(self), self.source), self.by_code)

    def by_code(self):
        return self.snapshot.values[self.source]

    def mask(self, codes):
        """Keys of the rows that have one of these."""
        return united(self.sets.get(self.shown_as(code), NONE) for code in codes)

    def counts(self, mask):
        """How many rows of the mask have each code, those without any left out."""
        sizes = ((code, members.intersection_cardinality(mask)) for code, members in self.sets.items())
        return {code: size for code, size in sizes if size}


class WholeSetsFilter(SetsFilter):
    """Few values, all of which are shown, found or not."""

    def offered(self, counts):
        return list(self.extra["choices"])


class NamedSetsFilter(SetsFilter):
    """Rows of another table by their address. ``sources`` are the values of the snapshot that hold their keys."""

    sources = ()  # the one source, unless there are several

    def use(self, snapshot):
        super().use(snapshot)
        self.named = self.names()
        self.extra["choices"] = list(dict(self.named.values()).items())

    def names(self):
        """``{key: (code, name)}``, to be remembered by the snapshot."""
        raise NotImplementedError

    def by_code(self):
        held = [self.snapshot.values[source] for source in self.sources or (self.source,)]
        return unions(
            (self.named[key][0], members) for sets in held for key, members in sets.items() if key in self.named
        )

    def offered(self, counts):
        return sorted(super().offered(counts), key=lambda pair: pair[1])


class TermSetsFilter(SchemeFilter, SetsFilter):
    """Terms of one scheme. A row has the term that stands today for what it was given."""

    def use(self, snapshot):
        super().use(snapshot)
        self.vocabulary = snapshot.vocabulary

    @property
    def field(self):
        self.extra["choices"] = [(code, code) for code in self.vocabulary.codes(self.scheme)]
        return super().field

    def by_code(self):
        return self.merged(lambda term: term)

    def merged(self, named):
        """Sets by the code of ``named(term)``; terms for which it is None count nowhere."""
        found = {}
        for key, members in self.snapshot.values[self.source].items():
            term = named(self.vocabulary.today(self.vocabulary.terms[key]))
            if term is not None:
                found.setdefault(term.code, []).append(members)
        return {code: united(sets) for code, sets in found.items()}


class ParentSetsFilter(TermSetsFilter):
    """The terms above those that rows have: themes of topics."""

    def by_code(self):
        return self.merged(lambda term: term.parent)


def united(sets):
    """The union; the only one itself, not a copy."""
    sets = list(sets)
    return sets[0] if len(sets) == 1 else BitMap.union(*sets) if sets else NONE


class IndexedList(ListFilter):
    """A subclass names what it lists: ``current`` (catalogue.current.Current) and ``usual_order``."""

    current = None
    usual_order = ""

    def __init__(self, data=None):
        super().__init__(data, self.current.reader.model.objects.none())
        self.snapshot = self.current.get()
        for each in self.filters.values():
            if isinstance(each, SetsFilter):
                each.use(self.snapshot)
        self.masks, self.together = {}, {}

    def mask_of(self, name):
        """Keys that fit one parameter; None where it says nothing."""
        if name not in self.masks:
            value, shown = self.chosen(name), self.filters[name]
            self.masks[name] = self.mask_for(shown, value) if value and self.narrows(name) else None
        return self.masks[name]

    def mask_for(self, shown, value):
        if isinstance(shown, SetsFilter):
            return shown.mask(value)
        return self.hits(value).mask if isinstance(shown, QueryFilter) else None

    def mask_but(self, but=None):
        """Keys that fit every parameter but one: what the facet of that one counts."""
        if but is not None and self.mask_of(but) is None:
            return self.mask_but()
        if but not in self.together:
            masks = [mask for name in self.values if name != but and (mask := self.mask_of(name)) is not None]
            self.together[but] = BitMap.intersection(self.snapshot.public, *masks) if masks else self.snapshot.public
        return self.together[but]

    @cached_property
    def mask(self):
        """Keys of what the page lists: none when the visitor's filters make no sense."""
        return self.mask_but() if self.makes_sense else NONE

    @cached_property
    def asked(self):
        """What narrows the list: the key under which what follows from it alone is remembered."""
        said = ((name, value) for name, value in self.values.items() if value and self.narrows(name))
        return (self.makes_sense, *((name, tuple(value) if isinstance(value, list) else value) for name, value in said))

    def counts(self, name):
        return self.filters[name].counts(self.mask_but(name))

    def number_without(self, name):
        return len(self.mask_but(name))

    def hits(self, text):
        """What a search finds, remembered while the list stays as it is."""
        return self.snapshot.remember(("search", text), lambda: Hits(self.search(text)))

    @property
    def searched(self):
        """The hits of the words in the address; None where there are none, or where they make no sense."""
        return self.hits(self.chosen("q")) if self.chosen("q") and self.makes_sense else None

    @property
    def number_translated(self):
        """How many of the rows were found in a translation alone."""
        return self.searched.translated.intersection_cardinality(self.mask) if self.searched else 0

    @property
    def proposal(self):
        """What else may be meant where nothing has all words, in words that find something; remembered as hits are."""
        if not self.searched or (self.searched.mask and self.searched.every_word):
            return None
        text = self.chosen("q")
        words = self.snapshot.remember(("proposal", text), lambda: self.propose(text))
        return {"words": words, "href": link_with(self, "q", words)} if words else None

    def search(self, text):
        """Matches ``(key, is_translation)`` of the rows in which the words are found (catalogue/search.py)."""
        raise NotImplementedError

    def propose(self, text):
        """Other words that find something; "" where none are close."""
        return ""

    @property
    def order(self):
        return self.chosen("sort") or self.order_unasked

    @property
    def order_unasked(self):
        return "match" if self.chosen("q") else self.usual_order

    @property
    def ranking(self):
        return self.hits(self.chosen("q")).ranking if self.order == "match" and self.chosen("q") else self.rankings()

    def rankings(self):
        return self.snapshot.rankings.get(self.order) or self.snapshot.rankings[self.usual_order]

    @property
    def keys(self):
        return Found(self)


class Hits:
    """The result of a search: as a set, in its order, which were found in a translation alone, and by which words."""

    def __init__(self, found):
        self.every_word = found.every_word
        keys = [key for key, _is_translation in found]
        self.mask = BitMap(keys)
        self.ranking = Ranking.in_order(keys)
        self.translated = BitMap(key for key, is_translation in found if is_translation)


class Found:
    """The keys of a filtered list in their order, to be sliced: no query."""

    def __init__(self, filterset, mask=None):
        self.filterset = filterset
        self.mask = filterset.mask if mask is None else mask

    def __len__(self):
        return len(self.mask)

    def __getitem__(self, part):
        return self.filterset.ranking.page(self.mask, part.start or 0, part.stop - (part.start or 0))

    def __iter__(self):
        for keys in self.batches():
            yield from keys

    def batches(self):
        """All of them, as many at once as one query takes."""
        return (self[start : start + AT_ONCE] for start in range(0, len(self), AT_ONCE))

    def without(self, keys):
        return Found(self.filterset, self.mask - BitMap(keys))


def in_order(queryset, keys):
    """The rows of these keys, those that still exist. The queryset's queries."""
    rows = queryset.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
