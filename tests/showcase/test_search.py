"""Words find initiatives: folded, from their beginnings, in every language that names them."""

import pytest

from catalogue.followers import follow
from catalogue.models import Scheme
from showcase.search import index, search
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory, TermFactory


@pytest.fixture
def lodz(db):
    topic = TermFactory(scheme=Scheme.TOPIC, code="culture", label_en="Culture", label_de="Kultur")
    city = CityFactory(name="Lodz", native_name="Łódź", country="PL")
    initiative = InitiativeFactory(
        title="A (garden) for everybody",
        summary="Neighbours plant.",
        city=city,
        main_topic=topic,
        topics=[topic],
        shared_through=[NetworkFactory(acronym="GARDENS")],
    )
    InitiativeFactory(title="Another", city=CityFactory(country="BR"))
    return initiative


def found(text):
    return [key for key, _is_translation in search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "garden",
        "GARD",
        "plant neighbours",
        "łódź",
        "lodz",
        "Kultur",
        "culture garden",
        "Polen",
        "Polonia",
        "gardens",
        "  garden  ",
        "garden, everybody!",
    ],
)
def test_words_find_the_initiative_that_holds_them_all(lodz, text):
    assert found(text) == [lodz.pk]


@pytest.mark.parametrize("text", ["arden", "!!!", "😀", '"', "%", "_", "\x00"])
def test_what_no_word_begins_with_finds_nothing(lodz, text):
    assert found(text) == []


def test_record_number_finds_its_initiative_first(lodz):
    assert found(lodz.code)[0] == lodz.pk


def test_texts_with_all_words_come_alone_and_those_with_any_only_without_them(lodz):
    bicycles = InitiativeFactory(title="Bicycles")

    assert found("garden neighbours") == [lodz.pk]
    assert sorted(found("garden bicycles nowhere")) == [lodz.pk, bicycles.pk]


def test_whole_words_come_before_beginnings_and_titles_before_texts(lodz):
    beginning = InitiativeFactory(title="Plantation")
    title = InitiativeFactory(title="Plant")

    assert found("plant") == [title.pk, lodz.pk, beginning.pk]


def test_writing_without_spaces_is_found_by_any_part(lodz):
    chinese = InitiativeFactory(title="城市气候行动计划", text_language="zh")

    for part in ("城市气候行动计划", "气候", "行动 城市", "划", "城"):
        assert found(part) == [chinese.pk], part
    assert found("候气") == []


def test_translations_answer_for_their_initiative_once(lodz):
    lodz.translations.create(language="de", texts={"title": "Ein Garten (garden)"}, state="city")
    index([lodz])

    assert search("garden") == [(lodz.pk, False)]
    assert search("garten") == [(lodz.pk, True)]


@pytest.mark.parametrize("text", ["", "   "])
def test_no_words_find_nothing(lodz, text):
    assert found(text) == []


def test_translations_are_searched_as_well(lodz):
    lodz.translations.create(language="es", texts={"title": "Un huerto para todos"}, state="city")
    index([lodz])

    assert search("huerto") == [(lodz.pk, True)]
    assert sorted(lodz.search_texts.values_list("language", flat=True)) == ["en", "es"]


def test_new_names_of_a_city_a_term_or_a_network_are_found_at_once(lodz, client_of, cast):
    for item, column in ((lodz.city, "alternate_names"), (lodz.main_topic, "label_fr")):
        setattr(item, column, "Botxo")
        item.save()

        follow(item)

        assert found("botxo") == [lodz.pk]
        setattr(item, column, "Elsewhere")
        item.save()
        follow(item)
        assert found("botxo") == []
