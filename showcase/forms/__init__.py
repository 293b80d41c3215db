"""What city staff fill in: one form in sections, and its repeated rows."""

from showcase.forms.draft import DraftForms
from showcase.forms.start import OnBehalfForm, StartForm

__all__ = ["DraftForms", "OnBehalfForm", "StartForm"]
