"""Networks of cities: who belongs to them, who edits for them, and the service points they offer."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import known_time_zone
from catalogue.dates import PartialDateField
from catalogue.models import Term
from catalogue.texts import check_texts, local_text
from cities.models import City
from networks.querysets import EditorQuerySet, MembershipQuerySet, NetworkQuerySet, ServicePointQuerySet


class MembersListed(models.TextChoices):
    COMPLETE = "complete", _("All members are listed here")
    PARTIAL = "partial", _("Some members are listed here")
    NONE = "none", _("No members are listed here")


class Qualifier(models.TextChoices):
    EXACTLY = "", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more-than", _("more than")


class Network(models.Model):
    """A network, association, agency or initiative; with editors it is also a desk that checks submissions."""

    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        limit_choices_to={"scheme": "network-kind"},
        related_name="networks",
        verbose_name=_("kind"),
    )
    founded = models.PositiveSmallIntegerField(
        _("founded"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    headquarters = models.CharField(_("headquarters"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True, max_length=500)
    texts = models.JSONField(_("texts"), default=dict, blank=True, validators=[check_texts])
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text=_("ISO 639-1 codes"))
    acceptance_criteria = models.TextField(
        _("acceptance criteria"), blank=True, help_text=_("Every earlier wording stays in the history.")
    )
    days_to_answer = models.PositiveSmallIntegerField(_("days to answer"), default=7, validators=[MinValueValidator(1)])
    four_eyes = models.BooleanField(
        _("four eyes"), default=False, help_text=_("One editor recommends, another one publishes.")
    )
    members_listed = models.CharField(
        _("members listed"), max_length=10, choices=MembersListed, default=MembersListed.NONE
    )
    members_total = models.PositiveIntegerField(_("members in total"), null=True, blank=True)
    members_total_qualifier = models.CharField(_("the total is"), max_length=10, choices=Qualifier, blank=True)
    source = models.URLField(_("source"), blank=True, max_length=500)
    is_host = models.BooleanField(_("hosts this catalogue"), default=False, editable=False)

    objects = NetworkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["is_host"], condition=Q(is_host=True), name="exactly_one_host")]

    def __str__(self):
        return self.acronym or self.name

    def get_absolute_url(self):
        return reverse("network", args=[self.slug])

    @property
    def description(self):
        """A LocalText: English, marked as such, where the reader's language is missing."""
        return local_text(self.texts, "description")


class Membership(models.Model):
    """A city in a network, as the source reports it."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("city"))
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("network")
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    joined = PartialDateField(_("member since"), blank=True)
    left = PartialDateField(_("member until"), blank=True)
    source = models.URLField(_("source"), blank=True, max_length=500)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("network", "city__name")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "network"],
                condition=Q(left=""),
                name="one_current_membership",
                violation_error_message=_("This city is already a member."),
            )
        ]

    def __str__(self):
        return f"{self.city}, {self.network}"


class EditorRole(models.TextChoices):
    EDITOR = "editor", _("Editor")
    LEAD = "lead", _("Lead editor")


class Editor(models.Model):
    """A person who checks submissions for a network; a lead also looks after the desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="editorships", verbose_name=_("person")
    )
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="editors", verbose_name=_("network"))
    role = models.CharField(_("role"), max_length=10, choices=EditorRole, default=EditorRole.EDITOR)

    objects = EditorQuerySet.as_manager()

    class Meta:
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "network"],
                name="one_role_per_desk",
                violation_error_message=_("This person already edits for the network."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.network}"


def check_hours(value):
    """Rows of weekday (0 is Monday), opening and closing time as ``"09:00"``."""
    clock = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
    shaped = isinstance(value, list) and all(isinstance(row, list) and len(row) == 3 for row in value)
    if not shaped or not all(
        type(day) is int and 0 <= day <= 6 and all(isinstance(time, str) and clock.fullmatch(time) for time in times)
        for day, *times in value
    ):
        raise ValidationError(_('Write rows such as [0, "09:00", "17:00"]; 0 is Monday.'), code="hours")


def check_sites(value):
    """Origins of https sites, as ``frame-ancestors`` takes them."""
    site = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?")
    if not isinstance(value, list) or not all(isinstance(each, str) and site.fullmatch(each) for each in value):
        raise ValidationError(_('Write a list of addresses such as ["https://www.example.org"].'), code="sites")


class ServicePointKind(models.TextChoices):
    OWN = "own", _("Ours")
    EXTERNAL = "external", _("Elsewhere")


class ServicePointStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    UNKNOWN = "unknown", _("Not known")


class ServicePoint(models.Model):
    """A place to ask and to share: one of ours with a list of initiatives, or a partner's platform elsewhere."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=ServicePointKind)
    host_network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_points",
        verbose_name=_("host network"),
    )
    host = models.CharField(_("run by"), max_length=200, blank=True)
    partners = models.ManyToManyField(
        Network, blank=True, related_name="partner_service_points", verbose_name=_("partners")
    )
    cooperates_with = models.ManyToManyField("self", blank=True, symmetrical=True, verbose_name=_("cooperates with"))
    address = models.URLField(_("address"), blank=True, max_length=500)
    description = models.TextField(_("description"), blank=True)
    opened = PartialDateField(_("opened"), blank=True)
    closed = PartialDateField(_("closed"), blank=True)
    status = models.CharField(
        _("open or closed"), max_length=10, choices=ServicePointStatus, default=ServicePointStatus.UNKNOWN
    )
    source = models.URLField(_("source"), blank=True, max_length=500)
    texts = models.JSONField(_("texts"), default=dict, blank=True, validators=[check_texts])
    hours = models.JSONField(
        _("hours"),
        default=list,
        blank=True,
        validators=[check_hours],
        help_text=_("Rows of weekday, opening and closing time."),
    )
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[known_time_zone])
    contact = models.EmailField(_("contact"), blank=True)
    filter = models.CharField(
        _("filter"), max_length=500, blank=True, help_text=_("The query string of the list of initiatives it shows.")
    )
    guidance = models.TextField(_("guidance for submitters"), blank=True)
    embed_sites = models.JSONField(_("sites that may embed it"), default=list, blank=True, validators=[check_sites])

    objects = ServicePointQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
        ordering = ("title",)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Only ours have a page; a partner's platform is a row in the list."""
        return reverse("service-point", args=[self.slug])

    @property
    def is_own(self):
        return self.kind == ServicePointKind.OWN
