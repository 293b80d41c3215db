"""What can be followed by mail: a public list, and what is news in it. Higher apps add theirs in ``AppConfig.ready``.

The parameter ``about`` of a filter names the list; filters without it are about initiatives.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from showcase.cards import rendered
from showcase.filters import InitiativeFilter
from showcase.models import Initiative

ABOUT = "about"


@dataclass(frozen=True)
class Followed:
    """One list. News have keys, as rows do: whoever was told of one is never told of it again."""

    title: str
    promise: str  # what somebody gets who follows it
    everything: str  # what is followed without a filter
    filterset: type
    address: str  # name of the address of its list
    mails: str  # where the words of its mails are
    news: Callable  # of a filterset: keys of all that is news to who never heard of it
    newest: Callable  # of a filterset, keys and a number: so many of them in the order in which they are told
    rows: Callable  # of keys in order: what a mail lists, those that are still public; one query
    shown: Callable  # of a filterset, keys and a number: HTML of the newest that are still public


def newest(filterset, keys, most):
    return filterset.snapshot.rankings["newest"].page(keys, 0, most)


def rows(keys):
    found = Initiative.objects.public().select_related("city").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def shown(filterset, keys, most):
    snapshot = filterset.snapshot
    return rendered(snapshot, newest(filterset, keys & snapshot.public, most))


INITIATIVES = Followed(
    title=_("Initiatives"),
    promise=_(
        "Get an e-mail when a new initiative matches this. At most one a week, and each of them has a link to stop."
    ),
    everything=_("Every initiative, whatever its subject and place"),
    filterset=InitiativeFilter,
    address="initiatives",
    mails="showcase",
    news=lambda filterset: filterset.mask,
    newest=newest,
    rows=rows,
    shown=shown,
)
lists = {"": INITIATIVES}


def filterset_from(data):
    """The filter that these parameters mean; what is about nothing we know is about initiatives."""
    return lists.get(data.get(ABOUT, ""), INITIATIVES).filterset(data)


def filterset_of(query):
    return filterset_from(QueryDict(query))


def about(filterset):
    """``(name, list)`` of what is filtered."""
    return next((name, each) for name, each in lists.items() if isinstance(filterset, each.filterset))


def list_of(filterset):
    return about(filterset)[1]
