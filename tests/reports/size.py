"""A library of any size for measuring: texts that nobody wrote, with marks on a known share of the pages."""

from dataclasses import dataclass
from random import Random

from django.db import transaction

from benchmarks.words import text
from catalogue.models import Scheme, Term, touch
from cities.models import City
from files.models import StoredFile
from networks.models import Network
from reports.extraction import BATCH
from reports.models import Edition, EditionPage, Report, TextState
from reports.search import index
from tests.factories import CityFactory, NetworkFactory, StoredFileFactory, TermFactory

PAGES, WORDS, CHUNK = 40, 100, 500
LANGUAGES = ("en", "es", "fr", "de")
MARKS = {"xaba": 1, "xeku": 1 / 2, "xofi": 1 / 2, "xilo": 1 / 100}  # share of the pages; no made-up word has an x
ONCE = "xumi"  # on one page of the first report


@dataclass(frozen=True)
class Surroundings:
    """What reports name."""

    kinds: list[Term]
    topics: list[Term]
    publishers: list[Network]
    cities: list[City]
    file: StoredFile

    @classmethod
    def made(cls):
        kinds = [TermFactory(scheme=Scheme.REPORT_KIND) for _ in range(5)]
        topics, publishers = TermFactory.create_batch(20), NetworkFactory.create_batch(8)
        return cls(kinds, topics, publishers, CityFactory.create_batch(40), StoredFileFactory())


def fill(around, numbers):
    """Reports of these numbers with all their pages, as the form and the worker leave them."""
    for start in range(numbers.start, numbers.stop, CHUNK):
        write(around, range(start, min(start + CHUNK, numbers.stop)))
    touch()


@transaction.atomic
def write(around, numbers):
    draw = Random(f"library {numbers.start}")  # noqa: S311 -- the same each time
    reports = Report.objects.bulk_create(report_of(around, draw, number) for number in numbers)
    link(Report.topics, "term", reports, lambda: draw.sample(around.topics, 2))
    link(Report.cities, "city", reports, lambda: draw.sample(around.cities, 2))
    editions = Edition.objects.bulk_create(edition_of(around, report) for report in reports)
    pages = (page for edition in editions for page in pages_of(draw, edition))
    EditionPage.objects.bulk_create(pages, batch_size=BATCH)
    index(reports)


def report_of(around, draw, number):
    language = LANGUAGES[number % len(LANGUAGES)]
    return Report(
        slug=f"generated-{number}",
        title=text(draw, language, 6),
        kind=draw.choice(around.kinds),
        publisher=draw.choice(around.publishers),
        series_label=draw.choice(["", "Briefing notes"]),
        date=str(draw.randint(2015, 2026)),
        abstract=marked(draw, text(draw, language, WORDS)),
        text_language=language,
    )


def link(relation, name, reports, drawn):
    pairs = [(report.pk, value.pk) for report in reports for value in drawn()]
    rows = (relation.through(report_id=report, **{f"{name}_id": value}) for report, value in pairs)
    relation.through.objects.bulk_create(rows, batch_size=CHUNK)


def edition_of(around, report):
    return Edition(report=report, language=report.text_language, file=around.file, text_state=TextState.COMPLETE)


def pages_of(draw, edition):
    for number in range(1, PAGES + 1):
        words = marked(draw, text(draw, edition.language, WORDS))
        is_the_one = edition.report.slug == "generated-0" and number == PAGES // 2
        yield EditionPage.of(edition, number, f"{words} {ONCE}." if is_the_one else words)


def marked(draw, words):
    return " ".join([words, *(mark for mark, share in MARKS.items() if draw.random() < share)])
