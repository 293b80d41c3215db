"""What else a visitor may have meant."""

import pytest

from catalogue.models import SearchWord
from catalogue.spelling import learn
from showcase.search import proposal
from tests.factories import CityFactory, InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _catalogue():
    InitiativeFactory(title="Older people living alone", summary="Volunteers telephone.", city=CityFactory(name="Lodz"))
    InitiativeFactory(title="Streets for people", city=CityFactory(name="Munich", alternate_names="München"))


@pytest.mark.usefixtures("_catalogue")
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("oldr peple", "older people"),
        ("Müchen", "munchen"),
        ("lodzz people", "lodz people"),
        ("menschen", ""),  # Munich is not close enough
        ("older people", ""),  # nothing to correct
        ("volunteers peeple", "volunteers people"),  # a word of a text counts as known
        ("oldr munich", ""),  # no initiative has both
        ("xylophone", ""),
        ("telefon", ""),  # only titles and names are proposed
        ("al", ""),
        ("\x00 😀", ""),
        ("", ""),
    ],
)
def test_closest_words_are_proposed_where_they_find_something(text, meant):
    assert proposal(text) == meant


@pytest.mark.usefixtures("_catalogue")
def test_proposal_asks_three_queries_however_many_words(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert proposal("oldr peple livng alone") == "older people living alone"


def test_words_are_learnt_once_without_numbers_and_signs_of_chinese():
    learn([" garden cs 2020 00001 garden", " 城市 gardens"])
    learn([" garden"])

    assert sorted(SearchWord.objects.values_list("word", "initial", "length")) == [
        ("garden", "g", 6),
        ("gardens", "g", 7),
    ]


@pytest.mark.usefixtures("_catalogue")
def test_list_offers_the_words_that_may_be_meant_with_its_filters(client):
    answer = client.get("/initiatives/?q=oldr+peple&region=europe").content.decode()

    assert 'Did you mean <a href="?region=europe&amp;q=older+people"><bdi>older people</bdi></a>?' in answer


@pytest.mark.usefixtures("_catalogue")
@pytest.mark.parametrize("query", ["q=older+people", "q=xylophone", "q=oldr%00peple", ""])
def test_list_offers_no_other_words_where_there_is_no_need_or_none(client, query):
    assert "Did you mean" not in client.get(f"/initiatives/?{query}").content.decode()
