"""Who stood on stage, in which office at the time, and how long their name may be shown."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.countries import region_choices
from cities.models import City
from networks.models import Network
from webinars.models.webinar import Webinar
from webinars.querysets import OfWebinarQuerySet, PersonQuerySet


class ConsentScope(models.TextChoices):
    PUBLIC_OFFICE = "public-office", _("Named by public sources, for an office at the time")
    PAGES = "pages", _("Agreed to be named on pages here")
    NONE = "none", _("Not to be named")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("In another way")


class Person(models.Model):
    """Known to one network, which asked them or their sources; other networks keep their own row."""

    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, related_name="persons", verbose_name=_("known to the network")
    )
    name = models.CharField(_("name"), max_length=200)
    consent_scope = models.CharField(
        _("consent"),
        max_length=20,
        choices=ConsentScope,
        default=ConsentScope.NONE,
        help_text=_("What they agreed to."),
    )
    consent_until = models.DateField(
        _("consent until"),
        null=True,
        blank=True,
        help_text=_("From the day after, pages keep the role and the city and leave out the name."),
    )
    gender = models.CharField(
        _("gender"), max_length=10, choices=Gender, blank=True, help_text=_("As they say themselves. Never guessed.")
    )
    region = models.CharField(_("region"), max_length=30, choices=region_choices, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person on stage")
        verbose_name_plural = _("persons on stage")
        ordering = ("name", "pk")

    def __str__(self):
        return self.name or str(_("Name no longer kept"))

    @property
    def public_name(self):
        """The name while there is consent to show it, else nothing."""
        over = self.consent_until is not None and self.consent_until < timezone.now().date()
        return "" if over or self.consent_scope == ConsentScope.NONE else self.name


class Placed(models.Model):
    """A row of a session with a place among the others: a new one comes last."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding and not self.position:
            last = type(self).objects.filter(webinar=self.webinar_id).aggregate(models.Max("position"))
            self.position = (last["position__max"] or 0) + 1
        super().save(*args, **kwargs)


class Appearance(Placed):
    """One person on one stage, with office and organisation as of then: they change, what was true then does not."""

    webinar = models.ForeignKey(
        Webinar, on_delete=models.CASCADE, related_name="appearances", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appearances", verbose_name=_("person on stage")
    )
    office = models.CharField(_("office at the time"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation at the time"), max_length=200, blank=True)
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("for the city"),
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("for the network"),
    )

    objects = OfWebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "person"],
                name="one_appearance_per_session",
                violation_error_message=_("This person is on the list already."),
            )
        ]

    def __str__(self):
        return ", ".join(part for part in (str(self.person), self.office) if part)

    @property
    def for_whom(self):
        """City, network or organisation, the surest first."""
        return str(self.city or self.network or self.organisation)

    @property
    def role(self):
        """``Mayor, Grenoble``: what stays when the name goes."""
        return ", ".join(part for part in (self.office, self.for_whom) if part)
