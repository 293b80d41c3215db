"""What the page of a report shows."""

from cities.listing import listed
from cities.models import City
from reports.citing import citation_of
from reports.linked import page_of_report
from reports.rows import editions_in_order
from reports.social import picture_of
from showcase.models import Initiative
from webinars.models import Webinar


def context_of_report(report):
    topics, sessions = topics_of(report), sessions_of(report)
    cities = cities_of(report, sessions)
    report.shown_editions = editions_in_order(report)
    report.shown_topics = topics
    return {
        "report": report,
        "topics": topics,
        "editions": report.shown_editions,
        "sessions": sessions,
        "cities": cities,
        "initiatives": Initiative.objects.public().filter(reports=report).select_related("city").order_by("title"),
        "citation": citation_of(report),
        "picture": picture_of(report),
        "linked_data": page_of_report(report, topics, cities),
    }


def topics_of(report):
    """Today's terms, each once. One query."""
    terms = report.topics.select_related("parent", "merged_into__parent")
    return list(dict.fromkeys(term.merged_into or term for term in terms))


def sessions_of(report):
    """One query."""
    return list(Webinar.objects.public().filter(reports=report).select_related("series").in_order())


def cities_of(report, sessions):
    """Those it speaks of, and those on stage in its sessions, each with ``has_page``. Three queries."""
    named = report.cities.confirmed().values_list("pk", flat=True)
    on_stage = Webinar.cities.through.objects.filter(webinar__in=sessions).values_list("city", flat=True)
    keys = {*named, *on_stage}
    with_page = set(listed().filter(pk__in=keys).values_list("pk", flat=True))
    cities = list(City.objects.confirmed().filter(pk__in=keys).order_by("name"))
    for city in cities:
        city.has_page = city.pk in with_page
    return cities
