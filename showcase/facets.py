"""The facets of the list of initiatives, in the order of the page: themes open onto their topics."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.translation import get_language

from catalogue.facets import facet_of, options_of, parameters

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


def panel(filterset, action):
    """The HTML of the filters in the language of the page; made once for each choice while the list stays as it is."""
    kept = tuple(without_control(filterset, but=("q", "sort")))
    shown = ("panel", get_language(), filterset.asked, filterset.order, kept, *filterset.shown_whole)
    return filterset.snapshot.remember(shown, lambda: rendered_panel(filterset, action))


def rendered_panel(filterset, action):
    context = {
        "action": action,
        "facets": facets_of(filterset),
        "kept": without_control(filterset, but=("q", "sort")),
    }
    return render_to_string("components/_filter_panel.html", context)


def without_control(filterset, but=()):
    """Parameters that no facet shows, for a form that keeps them."""
    return list(parameters(filterset, skip=(*ORDER, "topic", *but)))


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
    options, _others = options_of(filterset, "topic")
    topics = [option for option in options if option.value in terms]
    facet.options = list(with_topics(facet.options, topics, terms, opened))


def with_topics(themes, topics, terms, opened):
    for theme in themes:
        yield theme
        for topic in topics if theme.value in opened else ():
            parent = terms[topic.value].parent
            if parent and parent.code == theme.value:
                yield replace(topic, under=True, symbol="")
