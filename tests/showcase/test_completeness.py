"""What sending asks for, field by field."""

import pytest

from showcase.completeness import NEEDED, missing
from tests.factories import TermFactory


def test_complete_draft_lacks_nothing(draft):
    assert missing(draft) == {}


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_each_needed_field_is_asked_for_by_name(draft, name):
    field = draft._meta.get_field(name)
    setattr(draft, name, None if field.is_relation else "" if name != "consent" else False)

    assert list(missing(draft)) == [name]


def test_results_or_the_word_that_nothing_was_measured(draft):
    draft.results = []
    assert list(missing(draft)) == ["results"]

    draft.nothing_measured = True
    assert missing(draft) == {}


@pytest.mark.parametrize("part", ["figure", "counts", "source"])
def test_result_says_what_it_counts_and_where_it_is_written(draft, part):
    draft.results[0][part] = ""

    assert list(missing(draft)) == ["results"]


def test_year_of_a_result_may_be_unknown(draft):
    draft.results[0]["year"] = ""

    assert missing(draft) == {}


@pytest.mark.parametrize("part", ["role", "name", "email"])
def test_contact_is_complete(draft, part):
    setattr(draft.contact, part, "")

    assert list(missing(draft)) == ["contact"]


def test_main_topic_counts_among_the_three(draft):
    draft.topics.set([TermFactory() for _ in range(3)])

    assert list(missing(draft)) == ["topics"]


def test_gaps_come_in_the_order_of_the_form(draft):
    draft.title, draft.challenge, draft.consent = "", "", False
    draft.target_groups.clear()

    assert list(missing(draft)) == ["title", "target_groups", "challenge", "consent"]
