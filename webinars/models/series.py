"""A series of sessions: who leads it, what it is about, how many sessions it had."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalogue.texts import check_texts, local_text
from networks.models import Network
from webinars.querysets import SeriesQuerySet


class Series(models.Model):
    """Its lead answers for the sessions: the editors of that network plan and document them."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    lead = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="led_series", verbose_name=_("leading network")
    )
    supporters = models.ManyToManyField(
        Network, blank=True, related_name="supported_series", verbose_name=_("supporting networks")
    )
    texts = models.JSONField(_("texts"), default=dict, blank=True, validators=[check_texts])
    sessions_total = models.PositiveSmallIntegerField(
        _("sessions in total"), null=True, blank=True, help_text=_("Where a source says so, known here or not.")
    )
    source = models.URLField(_("source of that number"), blank=True, max_length=500)

    objects = SeriesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("title",)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("series", args=[self.slug])

    def clean(self):
        """A number that others count by has a source."""
        if self.sessions_total and not self.source:
            raise ValidationError({"source": _("Say where this number is written down.")}, code="source")

    @property
    def description(self):
        """A LocalText: English, marked as such, where the reader's language is missing."""
        return local_text(self.texts, "description")

    @property
    def short_title(self):
        """What stands before the colon: the name without what it was about."""
        return self.title.partition(": ")[0]
