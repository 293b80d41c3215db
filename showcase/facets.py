"""The facets of the list of initiatives, in the order of the page: themes open onto their topics."""

from dataclasses import replace

from catalogue.facets import facet_of, options_of

ORDER = (
    "theme",
    "region",
    "country",
    "evidence",
    "hazard",
    "network",
    "member",
    "language",
    "year",
    "status",
    "size",
    "phase",
    "target",
    "kind",
    "sdg",
    "cost",
    "level",
)


def facets_of(filterset):
    """All that have a value to offer. No query."""
    facets = [facet_of(filterset, name) for name in ORDER]
    open_topics(filterset, facets[0])
    return [facet for facet in facets if facet.options]


def open_topics(filterset, facet):
    """Put the topics of a chosen theme, or around a chosen topic, beneath their theme."""
    terms = {term.code: term for term in filterset.snapshot.vocabulary.of("topic")}
    chosen = [filterset.snapshot.vocabulary.named("topic", code) for code in filterset.chosen("topic")]
    opened = {option.value for option in facet.options if option.chosen}
    opened |= {term.parent.code for term in chosen if term.parent}
    if not opened:
        return
    topics = [option for option in options_of(filterset, "topic") if option.value in terms]
    facet.options = list(with_topics(facet.options, topics, terms, opened))


def with_topics(themes, topics, terms, opened):
    for theme in themes:
        yield theme
        for topic in topics if theme.value in opened else ():
            parent = terms[topic.value].parent
            if parent and parent.code == theme.value:
                yield replace(topic, under=True, symbol="")
