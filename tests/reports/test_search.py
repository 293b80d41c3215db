"""Search in reports and on their pages."""

import pytest

from reports.models import EditionPage
from reports.search import index_naming, search
from tests.factories import CityFactory, EditionFactory, NetworkFactory, ReportFactory, WebinarFactory

pytestmark = pytest.mark.django_db


def found(text):
    return [key for key, _is_translation in search(text)]


def eighty_pages(word, filler):
    return [filler if number != 7 else f"{filler} {word} {filler}" for number in range(1, 81)]


@pytest.mark.parametrize(
    ("language", "word", "filler"),
    [
        ("en", "pavement", "Cities act together."),
        ("es", "peatonalización", "Las ciudades actúan juntas."),
        ("ar", "الأرصفة", "المدن تعمل معا"),
        ("zh", "人行道", "城市共同行动"),
    ],
)
def test_word_on_page_seven_of_eighty_is_found_with_its_page(language, word, filler):
    other = EditionFactory(texts=[filler] * 3, language=language)
    edition = EditionFactory(texts=eighty_pages(word, filler), language=language)

    matches = search(word)

    assert list(matches) == [(edition.report_id, False)]
    assert matches.pages == {edition.report_id: (edition.pk, 7)}
    assert found(filler.split()[0]) == [edition.report_id, other.report_id]


def test_words_match_without_accents_and_from_their_beginning():
    edition = EditionFactory(texts=["La peatonalización del centro"])

    assert found("peatonalizacion") == found("peaton") == [edition.report_id]


def test_title_comes_before_a_page():
    on_a_page = EditionFactory(texts=["shade"]).report_id
    in_title = ReportFactory(title="Shade").pk

    assert found("shade") == [in_title, on_a_page]


def test_whole_word_on_a_page_comes_before_its_beginning():
    beginning = EditionFactory(texts=["shades"] * 3).report_id
    whole = EditionFactory(texts=["shade"]).report_id

    assert found("shade") == [whole, beginning]


def test_any_word_does_where_no_report_has_all():
    edition = EditionFactory(texts=["shade"])

    matches = search("shade umbrella")

    assert list(matches) == [(edition.report_id, False)]
    assert not matches.every_word


def test_words_of_a_page_that_is_gone_are_not_found():
    edition = EditionFactory(texts=["shade", "water"])
    EditionPage.objects.filter(number=1).delete()

    assert (found("shade"), found("water")) == ([], [edition.report_id])


def test_changed_page_is_found_by_its_new_words():
    edition = EditionFactory(texts=["shade"])
    EditionPage.objects.update(folded=" water")

    assert (found("shade"), found("water")) == ([], [edition.report_id])


def test_report_is_found_by_what_it_names():
    session = WebinarFactory(title="Meeting of mayors", state="held")
    report = ReportFactory(sessions=[session], cities=[CityFactory(name="Bilbao")], publisher__name="Metropolis")

    assert found("mayors") == found("bilbao") == found("metropolis") == [report.pk]


def test_report_is_found_by_the_new_name_of_its_publisher():
    network = NetworkFactory(name="Old name")
    report = ReportFactory(publisher=network)
    network.name = "Federation"
    network.save()

    index_naming([network])

    assert (found("federation"), found("old")) == ([report.pk], [])


@pytest.mark.parametrize("text", ["", '"', "AND OR", "a" * 500, "\x00", "(", "100%", "a\u19b0b", "\u1cf2"])
def test_any_words_are_harmless(text):
    assert found(text) == []
