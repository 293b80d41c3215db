"""Sessions, followed by mail (showcase/followed.py): news are that one is announced, and later that it is documented.

Each is a key of its own, made of the key of the session.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from catalogue.indexed import NONE, in_order
from showcase.followed import Followed
from webinars.filters import SessionFilter
from webinars.models import State, Webinar
from webinars.times import with_clocks

COMING, DONE = (State.ANNOUNCED, State.LIVE), State.DOCUMENTED


@dataclass(frozen=True)
class News:
    session: Webinar
    is_documented: bool


def key_of(session, is_documented):
    return 2 * session + is_documented


def news(filterset):
    """A session has one state at a time, so it is news in one way at a time. From memory."""
    in_state = filterset.snapshot.values["state"]
    ways = {False: BitMap.union(*(in_state.get(state, NONE) for state in COMING)), True: in_state.get(DONE, NONE)}
    return BitMap(key_of(session, way) for way, some in ways.items() for session in some & filterset.mask)


def newest(filterset, keys, most):
    """What changed last first."""
    found = filterset.snapshot.rankings["newest"].page(BitMap(key // 2 for key in keys), 0, most)
    return [key_of(session, key_of(session, True) in keys) for session in found]


def rows(keys):
    sessions = Webinar.objects.public().select_related("series").in_bulk([key // 2 for key in keys])
    return [News(sessions[key // 2], bool(key % 2)) for key in keys if key // 2 in sessions]


def shown(filterset, keys, most):
    """Three queries, and none where nothing was told."""
    sessions = BitMap(key // 2 for key in keys) & filterset.snapshot.public
    last = filterset.snapshot.rankings["newest"].page(sessions, 0, most)
    found = with_clocks(in_order(Webinar.objects.for_rows(), last)) if last else []
    return [render_to_string("components/_session_row.html", {"session": each, "heading": "h3"}) for each in found]


SESSIONS = Followed(
    title=_("Live sessions"),
    promise=_(
        "Get an e-mail when a session that matches this is announced, and when its documentation is there. At most "
        "one a week, and each of them has a link to stop."
    ),
    everything=_("Every live session"),
    filterset=SessionFilter,
    address="sessions",
    mails="webinars",
    news=news,
    newest=newest,
    rows=rows,
    shown=shown,
)
