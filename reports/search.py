"""The words in which a report is found: in its title and abstract, and on the pages of its files.

Interface: ``search(text)``, ``index(reports)``.
"""

from django.db.models import Q

from catalogue import spelling
from catalogue.folding import words_of
from catalogue.models import Term
from catalogue.search import Matches, all_of, any_of, folded, run, text_key
from cities.countries import COUNTRIES
from cities.models import City
from networks.models import Network
from reports.models import Report, ReportText
from reports.pages import pages_with
from webinars.models import Series, Webinar

LANGUAGES = ("en", "es", "fr", "de")
RELATED = ("topics", "cities", "co_publishers", "sessions")


class ReportMatches(Matches):
    """``pages`` says of a report on which page of which edition: ``{report: (edition, number)}``."""

    def __init__(self, found=(), every_word=True, pages=None):
        super().__init__(found, every_word)
        self.pages = pages or {}


def search(text):
    """Matches ``(report, False)`` by key: by title, abstract and names first, then by the number of pages.

    Two queries, two more where neither a report nor a page has all words.
    """
    words = words_of(text)
    if not words:
        return ReportMatches()
    found = found_with(words, all_of)
    return found if found or len(words) == 1 else found_with(words, any_of, every_word=False)


def found_with(words, together, every_word=True):
    in_texts = [owner for owner, _place, _exact in run(ReportText, words, together)]
    pages = pages_with(words, together)
    in_order = dict.fromkeys([*in_texts, *pages])
    return ReportMatches(((key, False) for key in in_order), every_word, pages)


def index(reports):
    """Write the search rows of these reports anew: about eight queries, however many there are."""
    keys = [report.pk for report in reports]
    related = ("kind", "publisher", "series")
    found = Report.objects.filter(pk__in=keys).select_related(*related).prefetch_related(*RELATED)
    rows = [row_of(report) for report in found]
    spelling.learn(text for row in rows for text in (row.title, row.tags))
    ReportText.objects.filter(report__in=keys).delete()
    ReportText.objects.bulk_create(rows)


def row_of(report):
    return ReportText(
        pk=text_key(report.pk, 0),
        report=report,
        language=report.text_language,
        title=folded(report.title),
        tags=folded(*tags_of(report)),
        body=folded(report.abstract, report.key_messages),
    )


def tags_of(report):
    """Names of the series, the kind, the topics, the cities with their countries, the sessions and the publishers."""
    yield from (report.series_label, report.series.title if report.series else "", report.other_publishers)
    for term in (report.kind, *report.topics.all()):
        yield from (getattr(term, f"label_{language}") for language in LANGUAGES)
    for city in report.cities.all():
        yield from (city.name, city.native_name, *city.other_names)
        yield from COUNTRIES.get(city.country, {}).get("names", {}).values()
    for session in report.sessions.all():
        if session.is_public:
            yield session.title
    for network in report.publishers:
        yield from (network.name, network.acronym)


def index_naming(changed):
    """Write the words of all reports anew that changed themselves or hold the names of what did."""
    kinds = (Report, Series, Term, Network, Webinar)
    keys = {kind: {item.pk for item in changed if isinstance(item, kind)} for kind in kinds}
    cities = {item.pk for item in changed if isinstance(item, City)}
    if not cities and not any(keys.values()):
        return
    named = Q(pk__in=keys[Report]) | Q(series__in=keys[Series]) | Q(kind__in=keys[Term]) | Q(topics__in=keys[Term])
    named |= Q(publisher__in=keys[Network]) | Q(co_publishers__in=keys[Network]) | Q(sessions__in=keys[Webinar])
    found = set(Report.objects.filter(named).values_list("pk", flat=True))
    # Compared here, because a load may name more cities than a query takes parameters.
    links = Report.cities.through.objects.values_list("report_id", "city_id") if cities else ()
    found.update(report for report, city in links if city in cities)
    if found:
        index(list(Report.objects.filter(pk__in=found)))
