"""Words find initiatives: folded, from their beginnings, in every language that names them."""

import pytest

from catalogue.followers import follow
from catalogue.models import Scheme
from showcase.models import Initiative
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
        "CS-2020",
    ],
)
def test_words_find_the_initiative_that_holds_them_all(lodz, text):
    assert lodz in search(Initiative.objects.all(), text)


@pytest.mark.parametrize("text", ["arden", "garden bicycle", "!!!", "😀", '"', "%", "_", "\x00"])
def test_what_no_word_begins_with_finds_nothing(lodz, text):
    assert list(search(Initiative.objects.all(), text)) == []


@pytest.mark.parametrize("text", ["", "   "])
def test_no_words_leave_the_list_as_it_is(lodz, text):
    assert search(Initiative.objects.all(), text).count() == 2


def test_translations_are_searched_as_well(lodz):
    lodz.translations.create(language="es", texts={"title": "Un huerto para todos"}, state="city")
    index([lodz])

    assert list(search(Initiative.objects.all(), "huerto")) == [lodz]
    assert sorted(lodz.search_texts.values_list("language", flat=True)) == ["en", "es"]


def test_new_names_of_a_city_a_term_or_a_network_are_found_at_once(lodz, client_of, cast):
    for item, column in ((lodz.city, "alternate_names"), (lodz.main_topic, "label_fr")):
        setattr(item, column, "Botxo")
        item.save()

        follow(item)

        assert list(search(Initiative.objects.all(), "botxo")) == [lodz]
        setattr(item, column, "Elsewhere")
        item.save()
        follow(item)
        assert list(search(Initiative.objects.all(), "botxo")) == []
