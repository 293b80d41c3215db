"""What the public sees. Lists and filters read the columns; the article itself is the current Version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from networks.models import Network, ServicePoint
from showcase.models.practice import Practice, term_key
from showcase.querysets import InitiativeQuerySet, ServicePointItemQuerySet


class Origin(models.TextChoices):
    SUBMITTED = "submitted", _("Written by the city")
    COLLECTED = "collected", _("Collected from public sources")
    HARVESTED = "harvested", _("Taken over from a partner's platform")


class SourceKind(models.TextChoices):
    PRIMARY = "primary", _("a page of the city or its partners")
    NETWORK = "network", _("a page of a network")
    PRESS = "press", _("press")
    COPY = "copy", _("a copy of the original")
    LISTING = "listing", _("a list in which it stands among others")


READ_BY_LISTS = [
    *("published_at", "start", "city", "archived_at", "taken_down_at", "current_version"),
    *("main_topic", "status", "phase", "kind", "cost_level", "evidence_level", "text_language", "adapted_from"),
]


class Initiative(Practice):
    """One published practice of one city."""

    code = models.CharField(_("record"), max_length=20, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=160, unique=True, editable=False)
    current_version = models.ForeignKey(
        "showcase.Version", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    desk = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="desk_initiatives", verbose_name=_("responsible desk")
    )
    shared_through = models.ManyToManyField(
        Network, blank=True, related_name="shared_initiatives", verbose_name=_("shared through")
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    last_confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)
    review_due = models.DateField(_("to be looked at again"), null=True, blank=True)
    evidence_level = term_key("evidence", "evidence_level", _("evidence"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.SUBMITTED)
    platform = models.CharField(_("found on"), max_length=60, blank=True)
    source_address = models.URLField(_("source"), max_length=500, blank=True)
    source_kind = models.CharField(_("kind of source"), max_length=10, choices=SourceKind, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    archived_reason = models.TextField(_("why it is archived"), blank=True, editable=False)
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True, editable=False)
    taken_down_reason = models.TextField(_("why it is taken down"), blank=True, editable=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ("-published_at", "-pk")
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(archived_at=None, taken_down_at=None),
                name="newest_public_initiatives",
            ),
            # All that lists keep in memory (showcase/indexing.py): rows are wide, and reading past their texts takes
            # four times as long, or a hundred times when they come from a disk.
            models.Index(fields=READ_BY_LISTS, name="initiatives_as_lists_read_them"),
        ]

    def get_absolute_url(self):
        return reverse("initiative", args=[self.slug])

    @property
    def is_public(self):
        return self.current_version_id is not None and self.archived_at is None and self.taken_down_at is None

    @cached_property
    def themes(self):
        """What a row shows of its topics: the themes above them, that of the main topic first.

        Rows of a list in memory are given theirs from there (showcase/cards.py).
        """
        topics = [self.main_topic] if self.main_topic else []
        topics = (topic.merged_into or topic for topic in [*topics, *self.topics.all()])
        return list(dict.fromkeys(topic.parent or topic for topic in topics))

    @property
    def is_collected(self):
        return self.origin != Origin.SUBMITTED


class SlugHistory(models.Model):
    """Every address an initiative ever had; an old one never goes to another page."""

    slug = models.SlugField(max_length=160, unique=True)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="slugs")

    def __str__(self):
        return self.slug


class CodeCounter(models.Model):
    """The last record number given in a year; its row is locked while one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.year}: {self.last}"


class Endorsement(models.Model):
    """A network stands behind an initiative: made by an editor's act, never by an import."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="endorsements")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="endorsements")
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "network"], name="one_endorsement_per_network"),
        ]

    def __str__(self):
        return f"{self.network}: {self.initiative}"


class ServicePointItem(models.Model):
    """An initiative pinned by hand to the top of a service point's list."""

    service_point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="items")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="service_point_items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    note = models.CharField(_("why it is here"), max_length=300, blank=True)

    objects = ServicePointItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned initiative")
        verbose_name_plural = _("pinned initiatives")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["service_point", "initiative"], name="pinned_once"),
        ]

    def __str__(self):
        return f"{self.service_point}: {self.initiative}"
