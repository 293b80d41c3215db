import pytest

from catalogue.vocabulary import Vocabulary
from tests.factories import TermFactory

pytestmark = pytest.mark.django_db


def test_vocabulary_is_read_in_one_query(django_assert_num_queries):
    term = TermFactory(parent=TermFactory(scheme="theme", code="health"))

    with django_assert_num_queries(1):
        vocabulary = Vocabulary()
        parent = vocabulary.named("topic", term.code).parent

    assert parent.code == "health"


def test_code_leads_to_the_term_of_today_through_every_merger():
    today = TermFactory(code="digital")
    middle = TermFactory(code="online", merged_into=today)
    TermFactory(code="internet", merged_into=middle)

    vocabulary = Vocabulary()

    assert [vocabulary.named("topic", code) for code in ("internet", "online", "digital")] == [today] * 3
    assert len(vocabulary.meaning("topic", ["online"])) == 3


def test_circle_of_mergers_ends():
    first = TermFactory(code="first")
    second = TermFactory(code="second", merged_into=first)
    first.merged_into = second
    first.save()

    assert Vocabulary().named("topic", "first").code in ("first", "second")


def test_code_is_looked_up_in_its_own_scheme():
    theme, topic = TermFactory(scheme="theme", code="housing"), TermFactory(scheme="topic", code="housing")

    vocabulary = Vocabulary()

    assert (vocabulary.named("theme", "housing"), vocabulary.named("topic", "housing")) == (theme, topic)
    assert vocabulary.named("phase", "housing") is None


def test_offered_terms_leave_out_retired_and_merged_ones_in_their_order():
    second, first = TermFactory(code="second", order=2), TermFactory(code="first", order=1)
    TermFactory(code="old", retired=True)
    TermFactory(code="merged", merged_into=first)

    vocabulary = Vocabulary()

    assert vocabulary.of("topic") == [first, second]
    assert sorted(vocabulary.codes("topic")) == ["first", "merged", "old", "second"]
