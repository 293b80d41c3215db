"""Sessions as iCalendar (RFC 5545): one, those of a series or a network, or any filter of the list.

- Times stand by the clock of the host with the name of its zone, as the organisers mean them, and the file says what
  the clocks of that zone do from the first of its sessions to the last: every reader takes that as it is, whatever it
  knows of zones itself. A session in UTC, and an end that the host's clock shows twice, are in UTC. There is an end
  only where somebody said how long it takes.
- A day without a time is a whole day that keeps nobody busy; a session without a date is in no calendar.
- Cancelled and postponed are both CANCELLED, because nobody should wait at the old time. A postponed one that is
  announced anew is the same entry with a higher SEQUENCE, which moves it.
- The link to join is never in it.
- Equal states give equal bytes: DTSTAMP is the last change, as it is without METHOD.
"""

from collections import defaultdict
from datetime import timedelta
from hashlib import blake2b

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from catalogue.atom import writable
from catalogue.open_data import absolute
from catalogue.snapshots import Memory
from webinars.models.told import COUNTED, SAID
from webinars.zones import UTC_ALONE, midnight, wall, zone_between

CONTENT_TYPE = "text/calendar; charset=utf-8"
MAKER = "-//City Showcase//Live sessions//EN"
END = b"END:VCALENDAR\r\n"
ENTRIES = Memory(5000)  # about a kilobyte each
RENEWED = timedelta(hours=6)  # how often programs that subscribe should ask again; most get 304
# RFC 5545 knows no control characters but tab and the end of a line, which some programs see in more letters than one.
CLEANED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF]) | dict.fromkeys(
    (0x85, 0x2028, 0x2029), "\n"
)


def calendar(name, page, sessions):
    """The bytes of a file with those of the sessions whose date is known. They have their series; no query, and about
    a millisecond for each that was not written before."""
    dated = [session for session in sessions if session.date]
    found = Calendar()
    found.add("prodid", MAKER)
    found.add("version", "2.0")
    for label in ("name", "x-wr-calname"):
        found.add(label, vText(f"{one_line(name)}, {settings.SITE_NAME}"))
    found.add("url", absolute(page))
    found.add("refresh-interval", RENEWED, parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT6H")
    for zone in zones_of(dated):
        found.add_component(zone)
    return found.to_ical().removesuffix(END) + b"".join(map(written, dated)) + END


def written(session):
    """Its entry as bytes, remembered by everything it says, since any change of the catalogue asks for it again."""
    said = (getattr(session, name) for name in ("uid", "state", *COUNTED, *SAID))
    key = blake2b(repr((get_language(), settings.BASE_URL, session.get_absolute_url(), *said)).encode()).digest()
    found = ENTRIES.get(key)
    if found is None:
        ENTRIES.put(key, found := entry(session).to_ical())
    return found


def zones_of(sessions):
    """One for each zone in which some of them begin."""
    moments = defaultdict(list)
    for session in sessions:
        if session.starts_at and session.time_zone not in UTC_ALONE:
            moments[session.time_zone] += [session.starts_at, session.ends_at]
    return [zone_between(key, midnight(min(each)), max(each)) for key, each in sorted(moments.items())]


def entry(session):
    found = Event()
    found.add("uid", str(session.uid))
    found.add("sequence", session.sequence)
    found.add("dtstamp", session.changed_at)
    found.add("last-modified", session.changed_at)
    for name, value in when(session).items():
        found.add(name, value)
    title, address = one_line(session.title), absolute(session.get_absolute_url())
    off = {"state": session.get_state_display(), "title": title}
    found.add("summary", _("%(state)s: %(title)s") % off if session.is_off else title)
    found.add("description", "\n\n".join(filter(None, (cleaned(session.notice), cleaned(session.summary), address))))
    found.add("location", address)
    found.add("url", address)
    found.add("status", "CANCELLED" if session.is_off else "CONFIRMED")
    found.add("transp", "TRANSPARENT" if session.is_off or session.starts_at is None else "OPAQUE")
    return found


def when(session):
    if session.starts_at is None:
        return {"dtstart": session.date, "dtend": session.date + timedelta(days=1)}
    ends = {"dtend": wall(session.ends_at, session.time_zone)} if session.duration else {}
    return {"dtstart": wall(session.starts_at, session.time_zone), **ends}


def cleaned(text):
    """Without what no calendar can hold."""
    return writable(text.replace("\r\n", "\n").replace("\r", "\n")).translate(CLEANED).strip()


def one_line(text):
    return " ".join(cleaned(text).split())
