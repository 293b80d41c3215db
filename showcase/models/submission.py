"""What city staff write: a proposal with an author, a desk and a state. Never read by a public page."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models import Network, ServicePoint
from showcase.models.practice import Practice
from showcase.querysets import SubmissionQuerySet
from showcase.states import SENT_STATES, WITH_AUTHOR, WITH_DESK, State


class Depth(models.TextChoices):
    QUICK = "quick", _("Quick")
    FULL = "full", _("Full")


class Channel(models.TextChoices):
    WEB = "web", _("Written by the city")
    ON_BEHALF = "on_behalf", _("Written by editors on behalf of the city")
    WEBINAR = "webinar", _("Prepared from a session")


class Submission(Practice):
    """A proposal. ``state`` belongs to workflow.py; ``saves`` counts edits, and every decision names the count seen."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("author"),
    )
    desk = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("network that checks it"),
    )
    service_point = models.ForeignKey(
        ServicePoint,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("service point"),
    )
    initiative = models.ForeignKey(
        "showcase.Initiative",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("published page"),
    )
    base_version = models.PositiveIntegerField(_("based on version"), null=True, blank=True)
    depth = models.CharField(_("depth"), max_length=10, choices=Depth, default=Depth.QUICK)
    state = models.CharField(
        _("state of the submission"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    saves = models.PositiveIntegerField(default=0, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_submissions",
        verbose_name=_("assigned to"),
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.WEB)
    city_confirmed_at = models.DateTimeField(_("confirmed by the city"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("last edited"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("sent_at", "pk")
        indexes = [models.Index(fields=["desk", "state", "sent_at"], name="queue_of_a_desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(state__in=SENT_STATES),
                name="one_sent_change_per_initiative",
                violation_error_message=_("A change to this page is already with you or with the editors."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="submission_state_is_known"),
            models.CheckConstraint(
                condition=Q(initiative=None, base_version=None)
                | Q(initiative__isnull=False, base_version__isnull=False),
                name="a_change_names_its_base_version",
            ),
        ]

    def get_absolute_url(self):
        return reverse("submission", args=[self.uuid])

    @property
    def is_change(self):
        """Whether it began from a public page; a new text gets its page by being published and began from version 0."""
        return bool(self.base_version)

    @property
    def differs_from_page(self):
        """Whether there is a public page to hold it against: a published text stands on its page already."""
        return self.is_change and self.state != State.PUBLISHED

    @property
    def is_prepared(self):
        """Prepared from a session, and nobody of the city has written a word yet."""
        return self.channel == Channel.WEBINAR and self.author_id is None and self.saves == 0

    @property
    def is_with_author(self):
        return self.state in WITH_AUTHOR

    @property
    def is_with_desk(self):
        return self.state in WITH_DESK

    @property
    def lacks_word_of_city(self):
        """Written by editors on the city's behalf, and not confirmed there yet."""
        return self.channel == Channel.ON_BEHALF and self.city_confirmed_at is None

    @property
    def last_revision(self):
        return self.revisions.order_by("-number").first()
