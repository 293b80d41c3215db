"""The words in which a session is found. Interface: ``search(text)``, ``index(sessions)``.

Names of persons are not among them: they go when consent ends, words of an index would stay.
"""

from django.db.models import Q

from catalogue import spelling
from catalogue.models import Term
from catalogue.search import Matches, folded, found_in, text_key
from cities.countries import COUNTRIES
from cities.models import City
from networks.models import Network
from webinars.models import Series, Webinar, WebinarText

LANGUAGES = ("en", "es", "fr", "de")
RELATED = ("topics", "cities", "partners", "takeaways", "quotes", "series__supporters")


def search(text):
    """Matches ``(session, False)`` by key, the best first. One query, two without a hit."""
    texts = found_in(WebinarText, text)
    return Matches(((owner, False) for owner, _place, _exact in texts), texts.every_word)


def index(sessions):
    """Write the search rows of these sessions anew: about ten queries, however many there are."""
    keys = [session.pk for session in sessions]
    found = Webinar.objects.filter(pk__in=keys).select_related("series__lead", "lead").prefetch_related(*RELATED)
    rows = [row_of(session) for session in found]
    spelling.learn(text for row in rows for text in (row.title, row.tags))
    WebinarText.objects.filter(webinar__in=keys).delete()
    WebinarText.objects.bulk_create(rows)


def row_of(session):
    said = [each.text for each in (*session.takeaways.all(), *session.quotes.all())]
    return WebinarText(
        pk=text_key(session.pk, 0),
        webinar=session,
        language=session.text_language,
        title=folded(session.title),
        tags=folded(*tags_of(session)),
        body=folded(session.summary, session.programme, *said),
    )


def tags_of(session):
    """Names of the series, the theme, the topics, the cities with their countries, and the networks."""
    yield from (session.series.title, session.theme)
    for term in session.topics.all():
        yield from (getattr(term, f"label_{language}") for language in LANGUAGES)
    for city in session.cities.all():
        yield from (city.name, city.native_name, *city.other_names)
        yield from COUNTRIES.get(city.country, {}).get("names", {}).values()
    lead = [session.lead] if session.lead else []
    for network in (*lead, session.series.lead, *session.series.supporters.all(), *session.partners.all()):
        yield from (network.name, network.acronym)


def index_naming(changed):
    """Write the words of all sessions anew that changed themselves or hold the names of what did."""
    of_kind = {
        kind: {item.pk for item in changed if isinstance(item, kind)} for kind in (Webinar, Series, Term, Network)
    }
    cities = {item.pk for item in changed if isinstance(item, City)}
    if not cities and not any(of_kind.values()):
        return
    networks = of_kind[Network]
    named = Q(pk__in=of_kind[Webinar]) | Q(series__in=of_kind[Series]) | Q(topics__in=of_kind[Term])
    named |= Q(lead__in=networks) | Q(series__lead__in=networks) | Q(series__supporters__in=networks)
    found = set(Webinar.objects.filter(named | Q(partners__in=networks)).values_list("pk", flat=True))
    # Compared here, because a load may name more cities than a query takes parameters.
    links = Webinar.cities.through.objects.values_list("webinar_id", "city_id") if cities else ()
    found.update(session for session, city in links if city in cities)
    if found:
        index(list(Webinar.objects.filter(pk__in=found)))
