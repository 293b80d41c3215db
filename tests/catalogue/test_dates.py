"""Dates as well as they are known."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogue.dates import PartialDate, PartialDateField, PartialDateFormField


@pytest.mark.parametrize(
    ("text", "precision", "words"),
    [("2020", "year", "2020"), ("2020-03", "month", "March\xa02020"), ("2020-03-27", "day", "27\xa0March\xa02020")],
)
def test_date_is_said_as_exactly_as_it_is_known(text, precision, words):
    date = PartialDate(text)

    assert (date.precision, date.words, date.year) == (precision, words, 2020)


@pytest.mark.parametrize("language", ["es", "fr", "de"])
def test_date_is_said_in_the_readers_language(language):
    with translation.override(language):
        assert PartialDate("2020-03").words != "March\xa02020"


@pytest.mark.parametrize(
    "text", ["", "20", "2020-13", "2020-02-30", "2020-3", "99999", "0000", "1799", "2020-03-27T10", "٢٠٢٠", "2020\n"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a date|month|day"):
        PartialDate(text)


def test_dates_of_different_precision_sort_by_time():
    dates = [PartialDate(text) for text in ("2021", "2020-03-27", "2020", "2020-11", "2020-03")]

    assert sorted(dates) == ["2020", "2020-03", "2020-03-27", "2020-11", "2021"]


def test_form_field_says_how_to_write_a_date():
    with pytest.raises(ValidationError) as refused:
        PartialDateFormField().clean("March 2020")

    assert refused.value.messages == ["Write a year (2020), a month (2020-03) or a day (2020-03-27)."]


def test_column_refuses_what_is_no_date():
    with pytest.raises(ValidationError):
        PartialDateField(blank=True).clean("yesterday", None)
