"""What every filtered list shares: parameters that name their mistakes, facets that count, a page that is clamped."""

from copy import copy

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalogue.folding import LONGEST_QUERY

LONGEST_SHOWN = 60
SHOW_ALL = "all"  # the parameter that names facets to show whole
LAST_PAGE = 10**9  # what any larger number means


class QueryField(forms.CharField):
    """Free words, cut rather than refused."""

    def to_python(self, value):
        return super().to_python(value)[:LONGEST_QUERY].strip()


class PageField(forms.Field):
    """A page number of any size; too small ones mean the first, the list itself clamps too large ones."""

    def to_python(self, value):
        text = (value or "").strip() or "1"
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("A page is a number."), code="page")
        if text.startswith("-"):
            return 1
        return max(1, int(digits) if len(digits) < 10 else LAST_PAGE)


class CodesField(forms.MultipleChoiceField):
    """Codes of a list given by repeating the name; empty ones and repetitions fall away."""

    default_error_messages = {"invalid_choice": _("“%(value)s” is not in this list.")}

    def to_python(self, value):
        return list(dict.fromkeys(code for code in super().to_python(value) if code))

    def validate(self, value):
        for code in self.unknown(value):
            shown = code[:LONGEST_SHOWN].replace("\0", "")
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": shown})

    def unknown(self, codes):
        """Those of the codes that are no value of this parameter."""
        known = {code for code, _label in self.choices}
        return [code for code in codes if code not in known]


class ListedFilter(filters.Filter):
    """A list copies its filters for each answer; ours hold nothing that has to be copied deeply."""

    def __deepcopy__(self, memo):
        twin = copy(self)
        twin.extra = dict(self.extra)
        return twin


class QueryFilter(ListedFilter):
    field_class = QueryField


class PageFilter(ListedFilter):
    """Validates the page; which rows it holds is the paginator's to say."""

    field_class = PageField

    def filter(self, rows, value):
        return rows


class OrderField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": _("This order does not exist.")}

    def to_python(self, value):
        return super().to_python(value).strip()


class OrderFilter(ListedFilter):
    """Validates the order; the list applies it after all filters."""

    field_class = OrderField

    def filter(self, rows, value):
        return rows


class ViewField(OrderField):
    default_error_messages = {"invalid_choice": _("“%(value)s” is not in this list.")}

    def validate(self, value):
        if value and not self.valid_value(value):
            shown = {"value": value[:LONGEST_SHOWN].replace("\0", "")}
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params=shown)


class ViewFilter(OrderFilter):
    """How the same rows are shown: validated, and kept in links; it narrows nothing."""

    field_class = ViewField


class CodesFilter(ListedFilter):
    """A facet. ``opened`` ones are shown open, others only while a value is chosen; ``ranked`` ones by number."""

    field_class = CodesField
    counted = True  # whether its numbers are shown

    def __init__(self, *args, opened=False, ranked=True, **kwargs):
        self.opened, self.ranked = opened, ranked
        super().__init__(*args, **kwargs)

    def filter(self, rows, codes):
        return rows.filter(self.condition(codes)) if codes else rows

    def condition(self, codes):
        raise NotImplementedError

    def counts(self, rows):
        """``{code: number of rows}``. One query."""
        raise NotImplementedError

    def offered(self, counts):
        """``[(code, label)]`` of what the facet shows: its whole list, or only what occurs in the rows."""
        return [(code, label) for code, label in self.extra["choices"] if code in counts]

    def label_of(self, code):
        return dict(self.extra["choices"])[code]

    def shown_as(self, code):
        """The code under which the facet counts this one."""
        return code

    def symbol_of(self, code):
        return ""


class SchemeFilter(CodesFilter):
    """Codes that are words of one scheme; whoever prepares the list gives it the ``vocabulary``."""

    def __init__(self, *args, scheme, **kwargs):
        self.scheme = scheme
        super().__init__(*args, **kwargs)

    def offered(self, counts):
        return [(term.code, term.label) for term in self.vocabulary.of(self.scheme)]

    def shown_as(self, code):
        return self.vocabulary.named(self.scheme, code).code

    def label_of(self, code):
        return self.vocabulary.named(self.scheme, code).label

    def symbol_of(self, code):
        return self.vocabulary.named(self.scheme, code).symbol


class TermsFilter(SchemeFilter):
    """Terms through a foreign key, asked of the database."""

    def use(self, vocabulary):
        self.vocabulary = vocabulary
        self.extra["choices"] = [(code, code) for code in vocabulary.codes(self.scheme)]

    def condition(self, codes):
        return Q(**{f"{self.field_name}__in": self.vocabulary.meaning(self.scheme, codes)})

    def counts(self, rows):
        found = rows.values_list(self.field_name).annotate(n=Count("pk"))
        return self.by_code(found.exclude(**{self.field_name: None}))

    def by_code(self, found):
        """Numbers by key, as numbers by today's code."""
        counts = {}
        for key, number in found:
            code = self.vocabulary.today(self.vocabulary.terms[key]).code
            counts[code] = counts.get(code, 0) + number
        return counts


class ListFilter(filters.FilterSet):
    """The parameters of one public list. A wrong value is named and shows no rows; unknown names are ignored."""

    q = QueryFilter(label=_("Search"))
    page = PageFilter(label=_("Page"))

    def get_form_class(self):
        """Fields for the parameters that are given, and for those the page always shows: others cost nothing."""
        fields = {name: each.field for name, each in self.filters.items() if name in self.data or name in ("q", "sort")}
        return type(f"{type(self).__name__}Form", (self._meta.form,), fields)

    @cached_property
    def values(self):
        """The parameters that make sense, cleaned."""
        self.form.is_valid()
        return getattr(self.form, "cleaned_data", {})

    @cached_property
    def makes_sense(self):
        return not self.is_bound or self.form.is_valid()

    def filter_queryset(self, queryset, but=None):
        """Every valid parameter applied, ``but`` one."""
        for name, value in self.values.items():
            if name != but:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def rows(self):
        """What the page lists: nothing at all when the visitor's filters make no sense."""
        return self.qs if self.makes_sense else self.queryset.none()

    def rows_but(self, name):
        """What would be listed without one parameter, in no order: what its facet counts."""
        return self.filter_queryset(self.queryset.all(), but=name).order_by()

    def counts(self, name):
        """``{code: number of rows}`` of a facet, its own choice left out. One query."""
        return self.filters[name].counts(self.rows_but(name))

    def number_without(self, name):
        """How many rows there are without one parameter. One query."""
        return self.rows_but(name).count()

    def narrows(self, name):
        """Whether a parameter says which rows there are, not how they are shown."""
        return not isinstance(self.filters[name], PageFilter | OrderFilter)

    def chosen(self, name):
        return self.values.get(name) or []

    @property
    def problems(self):
        """Which parameters make no sense, and why: ``[(label, sentence)]``."""
        return [(self.filters[name].label, error) for name, errors in self.form.errors.items() for error in errors]

    @property
    def query_was_cut(self):
        return len((self.data or {}).get("q") or "") > LONGEST_QUERY

    @property
    def shown_whole(self):
        """Facets whose values are all shown, however many: asked for by the links "Show n more"."""
        names = self.data.getlist(SHOW_ALL) if hasattr(self.data, "getlist") else self.data.get(SHOW_ALL, [])
        return [name for name in dict.fromkeys(names) if name in self.filters]
