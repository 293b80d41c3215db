"""One report: who published it, of which sessions, cities and initiatives it speaks."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalogue.dates import PartialDateField
from catalogue.models import Scheme, Term
from cities.models import City
from networks.models import Network
from reports.querysets import ReportQuerySet
from showcase.models import Initiative
from webinars.models import Series, Webinar


class Report(models.Model):
    """Public as soon as it is saved. The network named first answers for it: its editors write and correct it."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=250)
    kind = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        limit_choices_to={"scheme": Scheme.REPORT_KIND},
        related_name="reports_by_kind",
        verbose_name=_("kind"),
    )
    publisher = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="reports", verbose_name=_("published by")
    )
    co_publishers = models.ManyToManyField(
        Network, blank=True, related_name="reports_with", verbose_name=_("with these networks")
    )
    other_publishers = models.CharField(
        _("other publishers"), max_length=250, blank=True, help_text=_("Those that are no network here.")
    )
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("series")
    )
    series_label = models.CharField(
        _("series, as the publisher names it"), max_length=200, blank=True, help_text=_("Such as Briefing notes.")
    )
    sessions = models.ManyToManyField(
        Webinar, blank=True, related_name="reports", verbose_name=_("sessions it reports on")
    )
    date = PartialDateField(_("date"), blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    key_messages = models.TextField(_("key messages"), blank=True, help_text=_("One a line."))
    text_language = models.CharField(_("language of the text"), max_length=10, default="en")
    topics = models.ManyToManyField(
        Term,
        blank=True,
        limit_choices_to={"scheme": Scheme.TOPIC},
        related_name="reports_by_topic",
        verbose_name=_("topics"),
    )
    cities = models.ManyToManyField(City, blank=True, related_name="reports", verbose_name=_("cities"))
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="reports", verbose_name=_("initiatives"))
    source = models.URLField(_("source"), blank=True, max_length=500)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-date", "title", "pk")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report", args=[self.slug])

    @cached_property
    def publishers(self):
        """The one that answers for it first, then the others by name. One query unless they were read before."""
        return [self.publisher, *sorted(self.co_publishers.all(), key=str)]

    @property
    def publisher_names(self):
        return [*map(str, self.publishers), *([self.other_publishers] if self.other_publishers else [])]

    @property
    def series_name(self):
        return self.series_label or (self.series.short_title if self.series else "")

    @property
    def messages(self):
        return [line.strip() for line in self.key_messages.splitlines() if line.strip()]
