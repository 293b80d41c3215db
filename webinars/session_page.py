"""What the page of a session shows in its three states."""

from catalogue.sections import sections_of
from cities.listing import listed
from showcase.models import Initiative
from webinars.linked import page_of_session
from webinars.models import Moment, Webinar
from webinars.times import clocks_of, day_of

ON_TOPIC = 3


def context_of_session(session):
    recordings = list(session.recordings.select_related("file", "captions_file"))
    topics, organisers = topics_of(session), organisers_of(session)
    return {
        "session": session,
        "phase": session.phase,
        "day": day_of(session),
        "clocks": clocks_of(session),
        "topics": topics,
        "organisers": organisers,
        "partners": session.partners.order_by("name"),
        "cities": cities_of(session),
        "recordings": recordings,
        "elsewhere": any(each.address for each in recordings),
        "plays_here": any(each.file_id for each in recordings),
        "takeaways": session.takeaways.select_related("speaker__person", "speaker__city", "speaker__network"),
        "quote": session.quotes.select_related("speaker__person", "speaker__city", "speaker__network").first(),
        "speakers": session.appearances.select_related("person", "city", "network"),
        "moments": moments_of(session, recordings),
        "stops": neighbours_of(session),
        "sections": sections_of("session", session),
        "on_topic": on_topic(topics),
        "linked_data": page_of_session(session, organisers, topics),
    }


def topics_of(session):
    """Today's terms, each once. One query."""
    terms = session.topics.select_related("parent", "merged_into__parent")
    return list(dict.fromkeys(term.merged_into or term for term in terms))


def organisers_of(session):
    """Who leads this session, then the other networks behind the series. One query."""
    networks = [session.network, session.series.lead, *session.series.supporters.order_by("name")]
    return list(dict.fromkeys(networks))


def cities_of(session):
    """Each with ``has_page``: cities without initiatives and memberships have none. Two queries."""
    cities = list(session.cities.confirmed().order_by("name"))
    with_page = set(listed().filter(pk__in=[city.pk for city in cities]).values_list("pk", flat=True))
    for city in cities:
        city.has_page = city.pk in with_page
    return cities


def moments_of(session, recordings):
    """Public initiatives on stage in the order of the recording, each with the way to its second. One query."""
    public = Initiative.objects.public()
    moments = Moment.objects.filter(webinar=session, initiative__in=public).select_related("initiative__city")
    found = sorted(moments, key=lambda moment: (moment.second is None, moment.second or 0))
    for moment in found:
        moment.places = [] if moment.second is None else [(each, each.at(moment.second)) for each in recordings]
    return found


def neighbours_of(session):
    """The session with the one before and the one after it in the series, as stops of a road. One query."""
    row = list(Webinar.objects.public().filter(series=session.series_id).select_related("series").in_order())
    place = next(place for place, each in enumerate(row) if each.pk == session.pk)
    return row[max(0, place - 1) : place + 2]


def on_topic(topics):
    """A few of the newest initiatives with one of these topics. One query."""
    with_topic = Initiative.objects.public().filter(topics__in=topics).distinct()
    return with_topic.select_related("city").newest()[:ON_TOPIC] if topics else []
