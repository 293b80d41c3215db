"""A field that people neither see nor hear: only programs that fill in whatever they find write something there.

They are answered like everybody else, and nothing comes of it.
"""

import logging

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

NAME = "website"  # what such programs like to fill in; no form of ours asks for it
log = logging.getLogger(__name__)


class UnseenField(forms.CharField):
    """Hidden by the style sheet with its label, which speaks to whoever reads the page without one."""

    def __init__(self):
        widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
        super().__init__(label=_("Leave this empty"), required=False, widget=widget)
        self.template_name = "components/_unseen.html"

    def clean(self, value):
        """Whatever it is, it is no error: an error would tell."""
        return value or ""


class Honeypot:
    """For forms that anybody may send. Whoever acts on the form asks ``is_caught`` first and then only answers::

    if form.is_valid():
        if not form.is_caught:
            register(**form.cleaned_data)
        return redirect("registered")
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[NAME] = UnseenField()

    @cached_property
    def is_caught(self):
        """Whether a program sent this. The log has one line for each, without a word of what it wrote."""
        filled = bool(self.is_bound and self.data.get(self.add_prefix(NAME)))
        if filled:
            log.info("honeypot", extra={"form": type(self).__name__})
        return filled
