"""The forms of a report and of its editions."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.languages import direction
from catalogue.templatetags.texts import in_language
from files.forms import LookedAtField
from reports.models import Edition, EditionPage, TextState
from reports.models.edition import check_language
from showcase.models import Initiative
from webinars.forms.fields import CitiesField

MOST_INITIATIVES = 120


class InitiativesField(forms.CharField):
    """Cleans to a list of public initiatives by their record numbers, one a line."""

    widget = forms.Textarea({"rows": 4, "cols": 60})
    linked = ()  # by key: what the report speaks of already, which may have been archived since; set by the form
    default_error_messages = {
        "unknown": _("No public initiative has the record number “%(text)s”."),
        "many": _("At most %(most)s initiatives."),
    }

    def prepare_value(self, value):
        return "\n".join(initiative.code for initiative in value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value).replace("\0", " ")  # PostgreSQL takes none, and is asked before the validators
        lines = [line.strip().upper() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_INITIATIVES:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST_INITIATIVES})
        known = Q(pk__in=Initiative.objects.public().values("pk")) | Q(pk__in=self.linked)
        found = {each.code: each for each in Initiative.objects.filter(known, code__in=lines)}
        for line in lines:
            if line not in found:
                raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": line})
        return list(dict.fromkeys(found[line] for line in lines))

    def has_changed(self, initial, data):
        try:
            return {each.pk for each in initial or ()} != {each.pk for each in self.to_python(data)}
        except ValidationError:
            return True


class SessionsField(forms.ModelMultipleChoiceField):
    """Each title in its own language, with the day, because titles come again."""

    def label_from_instance(self, session):
        day = f" ({date_format(session.date, 'DATE_FORMAT')})" if session.date else ""
        return format_html("<bdi{}>{}</bdi>{}", in_language(session.text_language), session, day)


class ReportForm(forms.ModelForm):
    """What is linked already stays a choice, whoever linked it."""

    cities = CitiesField(label=_("Cities it speaks of"), required=False, help_text=_("One a line, by name."))
    initiatives = InitiativesField(
        label=_("Initiatives it speaks of"), required=False, help_text=_("Record numbers, one a line: CS-2026-10001")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        for name in {"title", "abstract", "key_messages"} & set(self.fields):
            code = self.instance.text_language
            self.fields[name].widget.attrs |= {"lang": code, "dir": direction(code)}
        if "cities" in self.fields:
            self.initial["cities"] = list(self.instance.cities.order_by("name"))
        if "initiatives" in self.fields:
            self.initial["initiatives"] = linked = list(self.instance.initiatives.order_by("code"))
            self.fields["initiatives"].linked = [each.pk for each in linked]
        self.keep("sessions", self.instance.sessions.values("pk"))
        self.keep("series", [self.instance.series_id])

    def clean_text_language(self):
        check_language(self.cleaned_data["text_language"])
        return self.cleaned_data["text_language"]

    def keep(self, name, linked):
        if name in self.fields:
            offered = self.fields[name].queryset
            rows = offered.model.objects.filter(Q(pk__in=offered.values("pk")) | Q(pk__in=linked))
            self.fields[name].queryset = rows.order_by(*offered.query.order_by)


class EditionForm(forms.ModelForm):
    """A file or an address. The file was looked at before the transaction began (reports.admin.uploads)."""

    by = None  # who uploads; set by the inline

    upload = LookedAtField(
        label=_("file"), required=False, help_text=_("PDF, at most 25 MB. It replaces the one that is there.")
    )

    def clean(self):
        data = super().clean()
        upload, address = data.get("upload"), data.get("address")
        if upload and address:
            raise ValidationError(_("Choose a file or write an address: one of the two."), code="both")
        has_file = self.instance.file_id and not address
        if not (upload or address or has_file) and not {"upload", "address"} & set(self.errors):
            raise ValidationError(_("Choose a file, or write the address where this edition lies."), code="neither")
        return data

    def save(self, commit=True):
        """A new file is kept with its row; its words are searchable once the worker has read it.

        The old words go after the row is written: that waits for a worker who is just keeping them.
        """
        edition, upload = self.instance, self.cleaned_data.get("upload")
        if upload:
            edition.file, edition.address, edition.text_state = upload.checked.keep(by=self.by), "", TextState.WAITING
        elif edition.address:
            edition.file, edition.text_state = None, TextState.NONE
        saved = super().save(commit)
        if saved.pk and (upload or saved.address):
            EditionPage.objects.filter(edition=saved).delete()
        return saved


class EditionFormSet(forms.BaseInlineFormSet):
    """Asks back two editions in one language: no single row knows of its report, so none can tell."""

    def clean(self):
        """Walks the rows in the order in which they are written, one by one. One query."""
        super().clean()
        there = dict(Edition.objects.filter(report=self.instance.pk).values_list("pk", "language"))
        for form in self.forms:
            key, language = form.instance.pk, form.cleaned_data.get("language")
            if self._should_delete_form(form):
                there.pop(key, None)
            elif language in (taken for other, taken in there.items() if other != key):
                form.add_error("language", _("There is an edition in this language already."))
            elif language:
                there[key] = language
