"""One session: announced, held, documented."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import known_time_zone, time_zones
from catalogue.languages import is_language
from catalogue.models import Term
from cities.models import City
from networks.models import Network
from webinars.clock import moment_of
from webinars.models.series import Series
from webinars.models.told import COUNTED, Told
from webinars.querysets import WebinarQuerySet

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
USUAL_MINUTES = 90  # how long a session is thought to last where nobody said
OVERRUN = timedelta(hours=1)  # how long after its end a session that runs may still run


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    LIVE = "live", _("Live now")
    HELD = "held", _("Held")
    DOCUMENTED = "documented", _("Documented")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")


WITH_TIME = (State.ANNOUNCED, State.LIVE)
NO_TIME = Q(local_time=None, time_zone="", starts_at=None, ends_at=None)
WHOLE_TIME = ~Q(time_zone="") & Q(
    date__isnull=False, local_time__isnull=False, starts_at__isnull=False, ends_at__isnull=False
)


def check_languages(value):
    """A list of language codes."""
    if not isinstance(value, list) or not all(isinstance(code, str) and is_language(code) for code in value):
        raise ValidationError(_('Write a list of codes such as ["en", "es"].'), code="languages")


def language_codes(label, help_text=""):
    return models.JSONField(label, default=list, blank=True, validators=[check_languages], help_text=help_text)


class Webinar(Told):
    """Its time is the one on the wall where the host sits; ``starts_at`` and ``ends_at`` follow from it on saving."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="webinars", verbose_name=_("series"))
    number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    slug = models.SlugField(_("slug"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    text_language = models.CharField(_("language of the text"), max_length=10, default="en")
    lead = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_sessions",
        verbose_name=_("led by"),
        help_text=_("Only where it is another network than the one that leads the series."),
    )
    partners = models.ManyToManyField(
        Network, blank=True, related_name="sessions_with", verbose_name=_("other networks of this session")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    notice = models.TextField(
        _("notice"), blank=True, help_text=_("Stands at the top of the page, such as why a session was cancelled.")
    )
    date = models.DateField(
        _("date"), null=True, blank=True, validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    )
    local_time = models.TimeField(_("time where the host is"), null=True, blank=True)
    time_zone = models.CharField(_("time zone of the host"), max_length=60, blank=True, validators=[known_time_zone])
    starts_at = models.DateTimeField(_("starts"), null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)
    duration = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(24 * 60)]
    )
    theme = models.CharField(_("theme as announced"), max_length=200, blank=True)
    topics = models.ManyToManyField(
        Term,
        blank=True,
        limit_choices_to={"scheme": "topic"},
        related_name="webinars_by_topic",
        verbose_name=_("topics"),
    )
    cities = models.ManyToManyField(City, blank=True, related_name="webinars", verbose_name=_("cities on stage"))
    programme = models.TextField(
        _("programme"),
        blank=True,
        help_text=_("One item a line. Offices, not names: a name that is written here stays when consent ends."),
    )
    languages = language_codes(_("spoken languages"))
    interpretation = language_codes(_("interpretation into"))
    captions = language_codes(_("captions in"))
    sign_language = models.CharField(_("sign language"), max_length=80, blank=True, help_text=_("Which one."))
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, validators=[MinValueValidator(1)])
    join_link = models.URLField(
        _("link to join"), blank=True, max_length=500, help_text=_("Never on a public page; for the registered only.")
    )
    page_address = models.URLField(_("page of the organisers"), blank=True, max_length=500)
    source = models.URLField(_("source"), blank=True, max_length=500)

    objects = WebinarQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["uid", *COUNTED])

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-date", "-starts_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "slug"],
                name="one_session_per_address",
                violation_error_message=_("Another session of this series has this address."),
            ),
            models.UniqueConstraint(
                fields=["series", "number"],
                name="one_session_per_number",
                violation_error_message=_("Another session of this series has this number."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_TIME) | WHOLE_TIME,
                name="announced_sessions_have_a_time",
                violation_error_message=_("Before it is announced, a session needs date, time and time zone."),
            ),
            models.CheckConstraint(condition=NO_TIME | WHOLE_TIME, name="time_of_a_session_is_whole"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """Time and zone come together, with a date; and the clock must show that time once."""
        if self.time_zone and self.time_zone not in time_zones():
            return  # which its field says
        self.derive()
        if self.state in WITH_TIME and self.starts_at is None:
            missing = next(name for name in ("date", "local_time", "time_zone") if not getattr(self, name))
            raise ValidationError({missing: _("Before it is announced, a session needs date, time and time zone.")})

    def derive(self):
        """Fill the columns that follow from the time on the wall. Raises ValidationError, which asks back."""
        self.starts_at = self.ends_at = None
        if self.local_time is None and not self.time_zone:
            return
        if self.local_time is None or not self.time_zone or self.date is None:
            raise ValidationError(_("A time needs its date and its time zone."), code="time")
        known_time_zone(self.time_zone)
        try:
            self.starts_at = moment_of(self.date, self.local_time, self.time_zone)
        except ValidationError as question:
            raise ValidationError({"local_time": question}) from question
        self.ends_at = self.starts_at + timedelta(minutes=self.duration or USUAL_MINUTES)

    def save(self, *args, **kwargs):
        """Never without the moment that the wall time means; raises ValidationError where it means none or two."""
        self.derive()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "starts_at", "ends_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Asks for the series unless it was selected."""
        return reverse("session", args=[self.series.slug, self.slug])

    @property
    def is_public(self):
        return self.state != State.PLANNED

    @property
    def phase(self):
        """``before``, ``live`` or ``after``: what the page is about. Who forgets to say that it was held is not waited
        for; one that runs may run late; what was called off is never over."""
        now = timezone.now()
        if self.state == State.LIVE:
            return "live" if now < self.ends_at + OVERRUN else "after"
        over = not self.is_off and self.ends_at is not None and self.ends_at <= now
        return "after" if over or self.state in (State.HELD, State.DOCUMENTED) else "before"

    @property
    def state_in_words(self):
        """As pages say it: what was announced and is over was held, whoever wrote that down."""
        is_over = self.state in WITH_TIME and self.phase == "after"
        return State.HELD.label if is_over else self.get_state_display()

    @property
    def takes_registrations(self):
        """Until its end: who comes late needs the link as well."""
        return self.state in WITH_TIME and self.ends_at > timezone.now()

    @property
    def is_documented(self):
        return self.state == State.DOCUMENTED

    @property
    def is_off(self):
        """Whether it does not take place on its date."""
        return self.state in (State.CANCELLED, State.POSTPONED)

    @property
    def network(self):
        """Who leads it."""
        return self.lead or self.series.lead
