"""What is kept of a session: recordings, what was learned, one sentence, and where an initiative is explained."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import City
from files.models import StoredFile
from showcase.models import Initiative, Submission
from webinars.models.people import Appearance, Placed
from webinars.models.webinar import Webinar
from webinars.querysets import OfWebinarQuerySet, RecordingQuerySet


def of_session(name):
    return models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name=name, verbose_name=_("session"))


def kept_file(name, label):
    return models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name=name, verbose_name=label
    )


def speaker(name):
    return models.ForeignKey(
        Appearance,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=name,
        verbose_name=_("who said it"),
        help_text=_("Persons are chosen here, so that their name goes when their consent ends."),
    )


class Recording(models.Model):
    """A plain link to where the recording lies, whose host the page names, or a file of ours behind a press.

    Nothing of either is loaded with the page.
    """

    webinar = of_session("recordings")
    language = models.CharField(_("language"), max_length=10, blank=True)
    address = models.URLField(_("address"), blank=True, max_length=500)
    file = kept_file("recordings", _("file"))
    captions_file = kept_file("captions_of", _("file of captions"))
    captions = models.CharField(_("captions in"), max_length=60, blank=True, help_text=_("Codes such as en, es."))

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "language", "address"],
                name="each_recording_once",
                violation_error_message=_("This recording is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(address="") | Q(file__isnull=False, address=""),
                name="a_recording_is_a_file_or_an_address",
                violation_error_message=_("Choose a file or write an address: one of the two."),
            ),
        ]

    def __str__(self):
        return str(self.file) if self.file_id else self.address

    @property
    def href(self):
        return self.file.get_absolute_url() if self.file_id else self.address

    @property
    def host(self):
        """Who shows it: ``vimeo.com``; empty for files of ours."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    def at(self, second):
        """The address of a second of it, as a media fragment (W3C), which hosts that do not know it leave aside."""
        return f"{self.href.partition('#')[0]}#t={second}"


class Said(models.Model):
    """Words of somebody on stage."""

    text = models.TextField(_("text"))
    said_by = models.CharField(
        _("or said by"),
        max_length=200,
        blank=True,
        help_text=_("Cities or organisations, such as “Ramallah, Milan”; persons are chosen above."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.text

    @property
    def who(self):
        """Name and role while the name may be shown, then the role alone."""
        if self.speaker is None:
            return self.said_by
        return ", ".join(part for part in (self.speaker.person.public_name, self.speaker.role) if part)


class Takeaway(Said, Placed):
    """One thing learned."""

    webinar = of_session("takeaways")
    speaker = speaker("takeaways")

    objects = OfWebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("takeaway")
        verbose_name_plural = _("takeaways")
        ordering = ("position", "pk")


class Quote(Said):
    """The page shows the first one."""

    webinar = of_session("quotes")
    speaker = speaker("quotes")
    language = models.CharField(_("language"), max_length=10, default="en")

    objects = OfWebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ("pk",)


class Moment(models.Model):
    """An initiative on stage, and the second of the recording at which it is explained, once somebody has looked.

    As long as there is no page about it, the city that told of it stands in its place, and pages show nothing of it.
    """

    webinar = of_session("moments")
    initiative = models.ForeignKey(
        Initiative,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="moments",
        verbose_name=_("initiative"),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="moments",
        verbose_name=_("city"),
    )
    second = models.PositiveIntegerField(_("second"), null=True, blank=True)

    objects = OfWebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative on stage")
        verbose_name_plural = _("initiatives on stage")
        ordering = ("second", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(initiative=None, city__isnull=False) | models.Q(initiative__isnull=False, city=None),
                name="moment_of_an_initiative_or_a_city",
                violation_error_message=_("Name the initiative; while it has no page here, name its city instead."),
            ),
            models.UniqueConstraint(
                fields=["webinar", "initiative", "second"],
                name="each_moment_once",
                violation_error_message=_("This moment is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["webinar", "initiative"],
                condition=models.Q(second=None),
                name="each_moment_without_a_second_once",
                violation_error_message=_("This initiative is on the list already."),
            ),
        ]

    def __str__(self):
        return f"{self.webinar}: {self.initiative or self.city}"

    @property
    def clock(self):
        """``12:34`` or ``1:02:03``; empty where the second is not known."""
        return clock_of(self.second)


class CityDraft(models.Model):
    """The draft that was prepared for a city after a session in which it spoke: one for each session and city."""

    webinar = of_session("city_drafts")
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="session_drafts", verbose_name=_("city"))
    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="prepared_from", verbose_name=_("draft")
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = OfWebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("prepared draft")
        verbose_name_plural = _("prepared drafts")
        ordering = ("city__name", "pk")
        constraints = [models.UniqueConstraint(fields=["webinar", "city"], name="one_draft_per_session_and_city")]

    def __str__(self):
        return f"{self.webinar}: {self.city}"


def clock_of(second):
    if second is None:
        return ""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def second_of(clock):
    """The other way round, for forms. Raises ValidationError."""
    parts = clock.strip().split(":")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() and len(part) <= 5 for part in parts):
        raise ValidationError(_("Write minutes and seconds, such as 12:34."), code="clock")
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
