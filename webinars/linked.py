"""Series and sessions as programs read them (catalogue/linked.py). Persons are not named: their consent may end."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked
from webinars.models import State
from webinars.models.webinar import WITH_TIME

STATUSES = {State.CANCELLED: "EventCancelled", State.POSTPONED: "EventPostponed"}
SCHEMA = "https://schema.org/"


def page_of_series(series, networks, sessions):
    path = series.get_absolute_url()
    whole = {
        "@type": "EventSeries",
        "name": series.title,
        "url": linked.address(path),
        "description": str(series.description),
        "organizer": [organisation(network) for network in networks],
    }
    return linked.block(
        linked.page("CollectionPage", series.title, path, mainEntity=whole),
        linked.items((session.title, session.get_absolute_url()) for session in sessions),
        linked.way((_("Live sessions"), reverse("sessions")), (series.title, path)),
    )


def page_of_session(session, organisers, topics):
    series, path = session.series, session.get_absolute_url()
    return linked.block(
        event(session, organisers, topics),
        linked.way(
            (_("Live sessions"), reverse("sessions")),
            (series.title, series.get_absolute_url()),
            (session.title, path),
        ),
    )


def event(session, organisers, topics):
    """An event on line; the link to join is never told."""
    address = linked.address(session.get_absolute_url())
    starts = session.starts_at.isoformat() if session.starts_at else session.date and session.date.isoformat()
    return {
        "@type": "Event",
        "name": session.title,
        "description": session.summary,
        "url": address,
        "startDate": starts,
        "previousStartDate": session.moved_from.isoformat() if session.moved_from else None,
        "endDate": session.ends_at.isoformat() if session.ends_at and session.duration else None,
        "eventStatus": SCHEMA + status_of(session),
        "eventAttendanceMode": f"{SCHEMA}OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": address},
        "inLanguage": session.languages,
        "organizer": [organisation(network) for network in organisers],
        "about": [linked.named_term(term, f"{reverse('sessions')}?topic={term.code}") for term in topics],
        "superEvent": {
            "@type": "EventSeries",
            "name": session.series.title,
            "url": linked.address(session.series.get_absolute_url()),
        },
    }


def status_of(session):
    """One that was moved is rescheduled until it was held."""
    moved = session.moved_from and session.state in WITH_TIME
    return STATUSES.get(session.state) or ("EventRescheduled" if moved else "EventScheduled")


def organisation(network):
    return linked.organisation(network.name, network.get_absolute_url())
