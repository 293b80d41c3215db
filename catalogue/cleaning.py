"""What people type, made storable: composed Unicode, no control characters, nothing else changed."""

import unicodedata

from django.forms import Textarea

KEPT = "\t\n"


def tidy(text):
    """NFC, line ends as LF, without C0 and C1 controls except TAB and LF, and without lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))


class TidyForm:
    """A form whose texts arrive tidied, those of one-line fields in one line. Put it before the form class."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if type(value) is str:
                self.cleaned_data[name] = tidy(value) if takes_lines(self.fields[name]) else in_one_line(value)


def takes_lines(field):
    return isinstance(field.widget, Textarea)


def in_one_line(text):
    return " ".join(tidy(text).split())
