"""Uploads of a form, looked at before its transaction begins: a check takes seconds, and writers would wait."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from files.documents import check_document

MOST = 6  # files in one form


def look_at(files):
    """Each upload gets ``checked``, or ``refused`` with the reason. Half a second each, ten at most."""
    for number, upload in enumerate(files):
        upload.refused = None
        try:
            if number >= MOST:
                raise ValidationError(_("At most %(most)s files at once.") % {"most": MOST}, code="many")
            upload.checked = check_document(upload)
        except ValidationError as reason:
            upload.refused = reason
