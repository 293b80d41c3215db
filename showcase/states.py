"""The states of a submission, and with whom it is in which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent")
    IN_REVIEW = "in_review", _("Being checked")
    RECOMMENDED = "recommended", _("Recommended")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Declined")
    DISCARDED = "discarded", _("Discarded")


WITH_AUTHOR = (State.DRAFT, State.CHANGES_REQUESTED)
TO_CHECK = (State.SUBMITTED, State.IN_REVIEW)
WITH_DESK = (State.SUBMITTED, State.IN_REVIEW, State.RECOMMENDED)
SENT_STATES = (*WITH_DESK, State.CHANGES_REQUESTED)
OPEN_STATES = (State.DRAFT, *SENT_STATES)
