"""Recordings on the form of a session, with the files that are sent along."""

import re

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from files.chosen_again import AsksForFilesAgain
from files.recordings import check_captions, check_recording
from files.uploading import takes_larger
from webinars.admin.of_session import OfSessionInline
from webinars.forms import RecordingForm
from webinars.models import Recording

OF_RECORDING = re.compile(r"recordings-[0-9]+-(upload|captions_upload)", re.ASCII)
CHECKS = {"upload": check_recording, "captions_upload": check_captions}


def largest_recording(request, field):
    """More than elsewhere for staff alone, in the field of a recording alone."""
    match = OF_RECORDING.fullmatch(field)
    is_large = match and match[1] == "upload" and request.user.is_active and request.user.is_staff
    return settings.RECORDING_BYTES if is_large else None


def look_at(files):
    """Each upload gets ``checked``, or ``refused`` with the reason, before a transaction begins."""
    for field, upload in files.items():
        match = OF_RECORDING.fullmatch(field)
        if not match:
            continue
        upload.refused = None
        try:
            upload.checked = CHECKS[match[1]](upload)
        except ValidationError as reason:
            upload.refused = reason


class RecordingInline(OfSessionInline):
    model = Recording
    form = RecordingForm
    readonly_fields = ("there",)
    verbose_name_plural = _("Afterwards: recordings")

    def get_fields(self, request, obj=None):
        uploads = ("there", "upload", "captions_upload") if settings.RECORDING_BYTES else ("there",)
        return ("language", "address", *uploads, "captions")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file", "captions_file")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.by = request.user
        return formset

    @admin.display(description=_("files there are"))
    def there(self, recording):
        files = [each for each in (recording.file, recording.captions_file) if each]
        links = ((each.get_absolute_url(), each.original_name) for each in files)
        return format_html_join(", ", '<a href="{}">{}</a>', links) if files else "-"


class RecordingFiles(AsksForFilesAgain):
    """The form of a session as the one place to which a recording may be sent."""

    @takes_larger(largest_recording)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and self.is_changed_by(request, object_id):
            look_at(request.FILES)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def is_changed_by(self, request, object_id):
        """Asked before anything is copied; who may not is refused by the form itself."""
        return self.may("change", request) and self.get_object(request, unquote(object_id)) is not None
