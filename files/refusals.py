"""Why a file was not taken, in words for whoever chose it."""

import logging

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

ACTIVE = _("Save it without that, for example by printing it to a new PDF, and choose the new file.")
SENTENCES = {
    "empty": _("The selected file is empty."),
    "size": _("The selected file must be 25 MB or smaller."),
    "type": _("The selected file must be a PDF."),
    "mixed": _("The selected file must be a PDF and nothing else; it also holds another kind of file."),
    "password": _("The selected file is protected with a password or against copying. Choose one that is not."),
    "script": _("The selected file contains a script or something that starts by itself."),
    "program": _("The selected file can start a program, open another file or send what is typed into it."),
    "attachment": _("The selected file has other files attached to it."),
    "form": _("The selected file contains a form that runs as a program (XFA)."),
    "media": _("The selected file contains sound, video or a 3D model."),
    "link": _("The selected file links to files on somebody’s computer."),
    "broken": _("The selected file is damaged or incomplete. Save it again and choose the new file."),
    "pages": _("The selected file must have 2,000 pages or fewer."),
    "heavy": _("The selected file is too complex to be checked. Save it again in a simpler form."),
    "slow": _("The selected file could not be checked in time. Save it again in a simpler form."),
    "virus": _("The selected file contains a virus."),
    "unscanned": _("The selected file could not be scanned for viruses. Try again in a few minutes."),
    "busy": _("Other files are being checked at the moment. Try again in a minute."),
    "recording": _("The selected file must be an MP4 or WebM video."),
    "recording_mixed": _("The selected file must be a video and nothing else; it also holds another kind of file."),
    "captions": _("The selected file must be captions in WebVTT, saved as UTF-8: its first word is WEBVTT."),
    "most": _("The selected file must be %(most)s MB or smaller."),
    "full": _("There is no room for files at the moment. Try again later."),
}
ACTIVE_CODES = {"script", "program", "attachment", "form", "media", "link"}


def refusal(code, params=None):
    """A ValidationError to raise, of one sentence or of two. What was refused, and not by whom, is logged."""
    log.info("file refused", extra={"reason": code})
    said = [SENTENCES[code], ACTIVE] if code in ACTIVE_CODES else [SENTENCES[code]]
    return ValidationError([ValidationError(sentence, code=code, params=params) for sentence in said])
