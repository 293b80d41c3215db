"""Refusals that answer 409: somebody was faster, or the public page has moved on."""

from django.utils.translation import gettext_lazy as _


class ChangedMeanwhile(Exception):
    """The text or the state moved on since the person saw it."""

    title = _("This has changed meanwhile")
    sentence = _("Somebody changed this while you were reading. Nothing of yours was applied.")


class WithTheEditors(ChangedMeanwhile):
    """The form of a text that was sent: opened again, or by the back button."""

    title = _("The editors have this text now")
    sentence = _("It was sent and is being checked. To change it, take it back; what is below is what they read.")


class AnotherChangeSent(ChangedMeanwhile):
    """A change to the same page is already with the editors or back with its author."""

    sentence = _("Another change to this page is already being checked. Yours is kept as a draft.")


class BaseVersionPassed(ChangedMeanwhile):
    """The public page has a newer version than the one this change began with."""

    sentence = _("The public page has changed since you began. Your text is kept as a draft.")
