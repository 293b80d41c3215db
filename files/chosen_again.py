"""A form of the back office that comes back: a browser sends the files along once, and their fields are empty again."""

from django.contrib import messages
from django.utils.translation import gettext as _


class AsksForFilesAgain:
    """Else a form that is corrected and saved would leave the old file in its place, and nobody would know.

    Files with a mistake of their own are asked for beside their fields.
    """

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if any(not getattr(upload, "refused", None) for upload in request.FILES.values()):
            text = _("The files you chose were not kept. Choose them again.")
            self.message_user(request, text, messages.WARNING)
        return super().render_change_form(request, context, add, change, form_url, obj)
