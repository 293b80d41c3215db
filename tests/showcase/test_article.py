import pytest

from catalogue.vocabulary import Vocabulary
from showcase.article import READERS, article_of
from showcase.content import FORMAT
from showcase.models import InitiativeDocument
from showcase.publication import write_version
from tests.factories import CityFactory, InitiativeFactory, StoredFileFactory, TermFactory

pytestmark = pytest.mark.django_db


def read(initiative):
    return article_of(initiative.current_version, Vocabulary())


def test_article_has_the_texts_rows_and_place_of_its_version():
    result = {"figure": "9", "counts": "streets", "source": "Report", "year": "2020"}
    city = CityFactory(name="Lima", slug="lima-pe", country="PE")

    article = read(InitiativeFactory(city=city, title="Streets", results=[result], cost="12.50", currency="PEN"))

    assert (article.title, article.results, article.cost, article.currency) == ("Streets", [result], "12.50", "PEN")
    assert (article.city.name, article.city.slug, article.city.country_name) == ("Lima", "lima-pe", "Peru")


def test_article_reads_dates_as_exactly_as_they_are_known():
    article = read(InitiativeFactory(start="2020-03", end=""))

    assert (article.start.words, article.start.precision, article.end) == ("March\xa02020", "month", "")


def test_article_names_terms_of_today_for_codes_of_then():
    today = TermFactory(code="digital")
    old, other = TermFactory(code="internet"), TermFactory(code="food")
    initiative = InitiativeFactory(main_topic=old, topics=[old, today, other])
    old.merged_into = today
    old.save()

    article = read(initiative)

    assert initiative.current_version.content["main_topic"] == "internet"
    assert article.main_topic == today
    assert article.themes == [today, other]


def test_article_skips_codes_that_the_vocabulary_does_not_know():
    initiative = InitiativeFactory(hazards=[TermFactory(scheme="hazard", code="flood")])
    content = {**initiative.current_version.content, "hazards": ["flood", "dragons"], "phase": "never"}

    article = READERS[1](content, Vocabulary())

    assert [term.code for term in article.hazards] == ["flood"]
    assert article.phase is None


def test_article_names_kinds_of_conditions_in_words():
    article = read(InitiativeFactory(conditions=[{"kind": "budget", "text": "Two posts"}]))

    assert [(str(kind), text) for kind, text in article.conditions_named] == [("Budget", "Two posts")]


def test_article_lists_documents_of_its_version():
    initiative = InitiativeFactory()
    file = StoredFileFactory()
    InitiativeDocument.objects.create(initiative=initiative, file=file, title="Plan", publisher="Lima", language="es")
    write_version(initiative)

    assert read(initiative).documents == [
        {"file": file.public_id, "title": "Plan", "publisher": "Lima", "language": "es"}
    ]


def test_article_asks_the_database_nothing(django_assert_num_queries):
    initiative = InitiativeFactory(topics=[TermFactory(), TermFactory()])
    version, vocabulary = initiative.current_version, Vocabulary()

    with django_assert_num_queries(0):
        article = article_of(version, vocabulary)

    assert len(article.topics) == 2


def test_article_has_no_name_that_no_version_holds():
    article = read(InitiativeFactory())

    with pytest.raises(AttributeError, match="author"):
        article.author  # noqa: B018 -- reading it is the test


def test_every_format_that_is_written_has_a_reader():
    assert FORMAT in READERS
