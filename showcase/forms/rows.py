"""Repeated rows of a submission: results, conditions, links. Each is validated by one form and kept as JSON."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.cleaning import TidyForm
from showcase.models.practice import CONDITION_KINDS

MOST_ROWS = 30


class RowForm(TidyForm, forms.Form):
    """One row; an empty one is left out. Errors here are about form, never about completeness."""

    use_required_attribute = False
    marks_optional = False  # which of them are needed depends on the row: completeness.py says it in words

    def row(self):
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields if name != "DELETE"}


class ResultForm(RowForm):
    figure = forms.CharField(label=_("Figure"), max_length=60, required=False, help_text=_("A number, with its unit"))
    counts = forms.CharField(
        label=_("What does it count?"),
        max_length=300,
        required=False,
        help_text=_("Finish the sentence that begins with the figure"),
    )
    source = forms.CharField(
        label=_("Where is it written down?"),
        max_length=500,
        required=False,
        help_text=_("A web address, a report or a council paper"),
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2100,
        error_messages={
            "invalid": _("Write the year in four digits, such as 2020."),
            "min_value": _("The year must be 1900 or later."),
            "max_value": _("The year must be 2100 or earlier."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ConditionForm(RowForm):
    kind = forms.ChoiceField(
        label=_("What must be there?"), choices=[("", _("Choose")), *CONDITION_KINDS], required=False
    )
    text = forms.CharField(label=_("In a few words"), max_length=300, required=False)


class LinkForm(RowForm):
    label = forms.CharField(label=_("What the link shows"), max_length=200, required=False)
    address = forms.URLField(
        label=_("Web address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a full web address, such as https://www.example.org/page.")},
    )


class Rows(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")  # one word for it on every page


def row_set(form):
    """The set of one kind of row: what is there, one empty row, and a tick to remove each."""
    return forms.formset_factory(
        form,
        formset=Rows,
        extra=1,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )


ROW_SETS = {
    "results": row_set(ResultForm),
    "conditions": row_set(ConditionForm),
    "links": row_set(LinkForm),
}
ROW_TITLES = {"results": _("Result"), "conditions": _("Condition"), "links": _("Link")}


def rows_of(formset):
    """The filled rows as JSON, in the order in which they stand."""
    kept = (form for form in formset.forms if form not in formset.deleted_forms)
    return [row for row in (form.row() for form in kept) if any(row.values())]
