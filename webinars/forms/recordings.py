"""The form of a recording: a file or an address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogue.languages import is_language
from files.forms import LookedAtField


class RecordingForm(forms.ModelForm):
    """What is uploaded was looked at before the transaction began (webinars.admin.recordings)."""

    by = None  # who uploads; set by the inline

    upload = LookedAtField(
        label=_("file"),
        required=False,
        help_text=_("MP4 or WebM, instead of an address; one large file each time. It replaces the one that is there."),
    )
    captions_upload = LookedAtField(
        label=_("file of captions"),
        required=False,
        help_text=_("WebVTT (.vtt), in the language of the recording, for a file of ours."),
    )

    def clean(self):
        data = super().clean()
        upload, address = data.get("upload"), data.get("address")
        if upload and address:
            raise ValidationError(_("Choose a file or write an address: one of the two."), code="both")
        if {"upload", "address", "captions_upload"} & set(self.errors):
            return data
        has_file = upload or (self.instance.file_id and not address)
        if not (has_file or address):
            raise ValidationError(_("Choose a file, or write the address where the recording lies."), code="neither")
        if data.get("captions_upload"):
            self.must_fit(data, has_file)
        return data

    def must_fit(self, data, has_file):
        if not has_file:
            self.add_error("captions_upload", _("Captions go with a file of ours; the host of an address has its own."))
        elif not is_language(data.get("language", "")):
            self.add_error("language", _("Captions need the language of the recording: a code such as en or es."))

    def save(self, commit=True):
        """New files are kept with their row; an address takes the place of both."""
        recording, data = self.instance, self.cleaned_data
        if data.get("upload"):
            recording.file, recording.captions_file = data["upload"].checked.keep(by=self.by), None
        elif recording.address:
            recording.file = recording.captions_file = None
        if data.get("captions_upload"):
            recording.captions_file = data["captions_upload"].checked.keep(by=self.by)
            recording.captions = recording.captions or recording.language
        return super().save(commit)
