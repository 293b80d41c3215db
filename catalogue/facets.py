"""A filter set as its page shows it: facets with counts, chips that remove a filter, ways out of an empty list."""

from dataclasses import dataclass, field

from django.utils.http import urlencode

from catalogue.filters import SHOW_ALL, CodesFilter, PageFilter

SHOWN = 7  # values of a facet before "Show n more"


@dataclass(frozen=True)
class Option:
    name: str
    value: str
    label: str
    count: int | None
    chosen: bool
    symbol: str = ""
    under: bool = False


@dataclass
class Facet:
    name: str
    label: str
    open: bool
    options: list
    more: dict = field(default_factory=dict)


@dataclass
class Chip:
    parameter: str
    name: str
    value: str
    href: str


@dataclass
class WayOut:
    """The list without one parameter, and how many rows that would show."""

    name: str
    value: str
    href: str
    count: int


def query(pairs):
    return "?" + urlencode(pairs)


def parameters(filterset, skip=()):
    """The known, valid parameters that say something, as pairs for a link; never the page."""
    for name, value in filterset.values.items():
        if name in skip or isinstance(filterset.filters[name], PageFilter) or not value:
            continue
        yield from ((name, each) for each in (value if isinstance(value, list) else [value]))


def narrowing(filterset):
    """Those of the parameters that say which rows there are."""
    return (pair for pair in parameters(filterset) if filterset.narrows(pair[0]))


def link_without(filterset, name, value=None):
    """The list without a parameter, or without one of its values."""
    return query(pair for pair in parameters(filterset) if pair[0] != name or (value and pair[1] != value))


def link_with(filterset, name, value, without=()):
    """The list with this value of a parameter instead of its own, and without some others."""
    return query([*parameters(filterset, skip=(name, *without)), (name, value)])


def options_of(filterset, name, whole=True):
    """Values of one facet, and how many more it has: chosen ones first, then by number, then in their own order."""
    shown = filterset.filters[name]
    chosen = [shown.shown_as(code) for code in filterset.chosen(name)]
    counts = filterset.counts(name)
    offered = dict(shown.offered(counts))
    offered |= {code: shown.label_of(code) for code in chosen if code not in offered}
    ranks = counts if shown.ranked else {}
    codes = sorted(offered, key=lambda code: (code not in chosen, -ranks.get(code, 0)))
    most = len(codes) if whole or len(codes) <= SHOWN + 1 else max(SHOWN, len(chosen))
    options = [
        Option(name, code, str(offered[code]), counts.get(code, 0), code in chosen, shown.symbol_of(code))
        for code in codes[:most]
    ]
    return options, len(codes) - len(options)


def facet_of(filterset, name):
    """Chosen values and the first others; a link reloads the page with all."""
    shown = filterset.filters[name]
    options, others = options_of(filterset, name, whole=name in filterset.shown_whole)
    facet = Facet(name, shown.label, shown.opened or bool(filterset.chosen(name)), options)
    if others:
        pairs = [*parameters(filterset), *((SHOW_ALL, each) for each in (*filterset.shown_whole, name))]
        facet.more = {"url": query(pairs), "count": others}
    return facet


def chips(filterset):
    """What is chosen, one by one, each with the list without it."""
    for name, value in narrowing(filterset):
        shown = filterset.filters[name]
        label = shown.label_of(value) if isinstance(shown, CodesFilter) else value
        yield Chip(name, shown.label, str(label), link_without(filterset, name, value))


def ways_out(filterset):
    """What an empty list would show without each of its parameters, most first."""
    found = []
    for name in dict(narrowing(filterset)):
        count = filterset.number_without(name)
        if count:
            values = ", ".join(chip.value for chip in chips(filterset) if chip.parameter == name)
            found.append(WayOut(filterset.filters[name].label, values, link_without(filterset, name), count))
    return sorted(found, key=lambda way: -way.count)
