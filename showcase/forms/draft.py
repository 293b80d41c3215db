"""One draft's form with its rows, as the edit page shows and saves them together."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from showcase.forms.rows import ROW_SETS, ROW_TITLES, rows_of
from showcase.forms.submission import SubmissionForm
from showcase.sections import sections_for


@dataclass(frozen=True)
class Problem:
    target: str  # the id of the field it is about
    sentence: str


class DraftForms:
    """The form and the row sets of one submission under one roof: valid together, saved together."""

    def __init__(self, submission, person, data=None):
        self.submission, self.person = submission, person
        self.form = SubmissionForm(data, instance=submission, person=person)
        self.sections = sections_for(submission.depth)
        names = [name for section in self.sections for name in section.rows]
        self.row_sets = {
            name: ROW_SETS[name](data, prefix=name, initial=getattr(submission, name), auto_id="id_%s")
            for name in names
        }
        asked = {name for each in self.sections for name in each.fields} | {"note"}
        for name in set(self.form.fields) - asked:
            del self.form.fields[name]
        self.gaps = {}

    def is_valid(self):
        valid = [self.form.is_valid(), *(row_set.is_valid() for row_set in self.row_sets.values())]
        return all(valid)

    def save(self):
        """Writes columns, lists and rows; the caller holds the transaction and has compared and swapped."""
        for name, row_set in self.row_sets.items():
            setattr(self.form.instance, name, rows_of(row_set))
        return self.form.save()

    def add_gaps(self, gaps):
        """Show what sending still lacks beside the fields it is about."""
        self.gaps = gaps
        for name, sentence in gaps.items():
            field = {"contact": "contact_role"}.get(name, name)
            if field is None or field in self.form.fields:
                self.form.add_error(field, sentence)

    def parts(self):
        """Section by section: its fields and its rows, for the page."""
        for section in self.sections:
            fields = [self.form[name] for name in section.fields if name in self.form.fields]
            rows = [(name, ROW_TITLES[name], self.row_sets[name]) for name in section.rows]
            yield section, fields, rows

    @property
    def note(self):
        """The answer to the editors, while they wait for one."""
        return self.form["note"] if "note" in self.form.fields else None

    def problems(self):
        """Every error with the id to jump to, in the order of the page."""
        found = [Problem("", sentence) for sentence in self.form.non_field_errors()]
        for _section, fields, rows in self.parts():
            found += [self.problem(field, sentence) for field in fields for sentence in field.errors]
            for name, title, row_set in rows:
                found += self.problems_of_rows(name, title, row_set)
        found += [Problem(target_of(self.note), sentence) for sentence in self.note.errors] if self.note else []
        return found

    def problem(self, field, sentence):
        """What is missing says itself what it is about; other sentences are led in by their field."""
        if sentence in self.gaps.values():
            return Problem(target_of(field), sentence)
        words = _("%(what)s: %(sentence)s")
        return Problem(target_of(field), words % {"what": field.label, "sentence": sentence})

    def problems_of_rows(self, name, title, row_set):
        if name in self.gaps:
            yield Problem(f"id_{name}-0-{next(iter(row_set.empty_form.fields))}", self.gaps[name])
        for number, form in enumerate(row_set.forms, 1):
            for field in form:
                for sentence in field.errors:
                    words = _("%(what)s %(number)s: %(sentence)s")
                    yield Problem(field.auto_id, words % {"what": title, "number": number, "sentence": sentence})


def target_of(field):
    """The first control of a field: a group of choices has no control of its own."""
    return field.subwidgets[0].id_for_label if field.use_fieldset and field.subwidgets else field.auto_id
