"""The rows of the library, with what is known of them from memory: a row costs no query of its own."""

from django.utils.translation import get_language

from catalogue.excerpts import passage
from catalogue.indexed import in_order
from cities.filters import network_names
from reports.models import EditionPage, Report
from reports.models.edition import page_key
from webinars.models import Webinar


def rows_of(filterset, keys, words=()):
    """Reports to show, in this order. Two queries; one more for the pages on which words were found."""
    snapshot, hits = filterset.snapshot, filterset.searched
    rows = in_order(Report.objects.for_rows(), keys)
    pages = passages(rows, hits.pages, words) if hits else {}
    for report in rows:
        report.shown_publishers = publishers_of(report, snapshot)
        report.shown_topics = topics_of(report, snapshot)
        report.in_sessions = sessions_of(report, snapshot)
        report.found_on = pages.get(report.pk)
        report.shown_editions = editions_in_order(report)
    return rows


def topics_of(report, snapshot):
    """Today's terms, each once. From memory."""
    vocabulary = snapshot.vocabulary
    found = [vocabulary.terms[key] for key, members in snapshot.values["topics"].items() if report.pk in members]
    return list(dict.fromkeys(map(vocabulary.today, found)))


def publishers_of(report, snapshot):
    """The one that answers for it first. From memory; one query for the names in each state of the list."""
    names = snapshot.remember("networks", network_names)
    others = [key for key, members in snapshot.values["publishers"].items() if report.pk in members]
    found = [names[report.publisher_id][1], *sorted(names[key][1] for key in others if key != report.publisher_id)]
    return [*found, *([report.other_publishers] if report.other_publishers else [])]


def sessions_of(report, snapshot):
    """Public sessions it reports on. From memory; one query in each state of the list."""
    known = snapshot.remember("sessions of reports", lambda: read_sessions(snapshot))
    return [known[key] for key, members in snapshot.values["sessions"].items() if report.pk in members and key in known]


def read_sessions(snapshot):
    keys = list(snapshot.values["sessions"])
    return Webinar.objects.public().select_related("series").in_bulk(keys)


def editions_in_order(report):
    """The reader's language first, then that of the text, then as they were written."""
    first = ((get_language() or "en").split("-")[0], report.text_language)
    ranks = {code: rank for rank, code in reversed(list(enumerate(first)))}
    return sorted(report.editions.all(), key=lambda edition: ranks.get(edition.language, len(ranks)))


def passages(rows, pages, words):
    """``{report: (edition, number, what stands around the words)}``. One query, for those rows alone."""
    wanted = {page_key(*pages[row.pk]): row for row in rows if row.pk in pages}
    texts = dict(EditionPage.objects.filter(pk__in=list(wanted)).values_list("pk", "text")) if wanted else {}
    found = {}
    for key, text in texts.items():
        row = wanted[key]
        edition = next((each for each in row.editions.all() if each.pk == pages[row.pk][0]), None)
        if edition is not None:
            found[row.pk] = {"edition": edition, "number": pages[row.pk][1], "text": passage(text, words)}
            found[row.pk]["href"] = edition.at_page(pages[row.pk][1])
    return found
