"""Dates as well as they are known: a year, a month, or a day (ISO 8601, reduced where the source is)."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
EARLIEST, LATEST = 1800, 2100


class PartialDate(str):
    """``2020``, ``2020-03`` or ``2020-03-27``. Being text, it sorts by time and keeps its precision."""

    __slots__ = ()

    def __new__(cls, text):
        found = SHAPE.fullmatch(text)
        if not found or not EARLIEST <= int(found[1]) <= LATEST:
            raise ValueError(f"not a date: {text[:20]!r}")
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))  # raises ValueError for 2020-13
        return super().__new__(cls, text)

    @property
    def precision(self):
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def year(self):
        return int(self[:4])

    @property
    def first_day(self):
        """The day itself, or the first one it can mean."""
        return date.fromisoformat((self + "-01-01")[:10] if self.precision == "year" else (self + "-01")[:10])

    @property
    def words(self):
        """In the reader's language: 2020, March 2020 or 27 March 2020."""
        if self.precision == "year":
            return str(self)
        return formats.date_format(self.first_day, "YEAR_MONTH_FORMAT" if self.precision == "month" else "DATE_FORMAT")


class PartialDateFormField(forms.CharField):
    default_error_messages = {"shape": _("Write a year (2020), a month (2020-03) or a day (2020-03-27).")}

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return text
        try:
            return PartialDate(text)
        except ValueError:
            raise ValidationError(self.error_messages["shape"], code="shape") from None


class PartialDateField(models.CharField):
    """Stores a PartialDate as its ISO text; empty when unknown."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return PartialDate(value) if value else ""

    def to_python(self, value):
        if not value or isinstance(value, PartialDate):
            return value or ""
        try:
            return PartialDate(str(value))
        except ValueError:
            raise ValidationError(PartialDateFormField.default_error_messages["shape"], code="shape") from None

    def get_prep_value(self, value):
        return super().get_prep_value(self.to_python(value))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
