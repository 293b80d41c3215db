"""Where an initiative belongs, and who works there."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import known_time_zone
from catalogue.folding import fold
from cities.countries import country_choices, country_name, region_choices, region_of, sub_region_name
from cities.querysets import AffiliationQuerySet, CityQuerySet


class CityKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    METROPOLITAN = "metropolitan", _("Metropolitan authority")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    ASSOCIATION = "association", _("Association")


class SizeClass(models.TextChoices):
    UNKNOWN = "", _("Not known")
    SMALL = "under-50k", _("Under 50,000")
    MEDIUM = "50k-250k", _("50,000 to 250,000")
    LARGE = "250k-1m", _("250,000 to 1 million")
    METROPOLIS = "1m-5m", _("1 to 5 million")
    MEGACITY = "over-5m", _("Over 5 million")


UPPER_BOUNDS = ((50_000, SizeClass.SMALL), (250_000, SizeClass.MEDIUM), (1_000_000, SizeClass.LARGE))


def size_class_of(population):
    """The size class; a bound belongs to the class above it, 5 million itself excepted."""
    if population is None:
        return SizeClass.UNKNOWN
    for bound, size_class in UPPER_BOUNDS:
        if population < bound:
            return size_class
    return SizeClass.METROPOLIS if population <= 5_000_000 else SizeClass.MEGACITY


class PlaceState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")


class City(models.Model):
    """A place whose administration acts: seeded from GeoNames, or proposed by its staff and confirmed."""

    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("native name"), max_length=200, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=CityKind, default=CityKind.MUNICIPALITY)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(_("region"), max_length=30, choices=region_choices, editable=False)
    admin_area = models.CharField(_("area"), max_length=200, blank=True)
    near = models.CharField(_("near"), max_length=200, blank=True, help_text=_("the largest place within 50 km"))
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[known_time_zone])
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    population_source = models.CharField(_("source of the population"), max_length=300, blank=True)
    population_date = models.CharField(_("year of the population"), max_length=10, blank=True)
    size_class = models.CharField(_("size"), max_length=10, choices=SizeClass, blank=True, editable=False)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    geonames_id = models.PositiveBigIntegerField(_("GeoNames id"), null=True, blank=True, unique=True)
    alternate_names = models.TextField(_("other names"), blank=True, help_text=_("one a line"))
    names_folded = models.TextField(editable=False)
    state = models.CharField(
        _("state of the place"), max_length=10, choices=PlaceState, default=PlaceState.CONFIRMED, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposed_places",
        verbose_name=_("proposed by"),
    )

    objects = CityQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["names_folded"])

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ("name", "pk")
        indexes = [models.Index(fields=["country", "name"], name="city_by_country")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.derive()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "region", "size_class", "names_folded"}
        super().save(*args, **kwargs)

    def derive(self):
        """Fill the columns that follow from others; bulk writers call it themselves."""
        self.region = region_of(self.country)
        self.size_class = size_class_of(self.population)
        names = dict.fromkeys(fold(name).strip() for name in (self.name, self.native_name, *self.other_names))
        self.names_folded = "|" + "|".join(name.replace("|", " ") for name in names if name) + "|"

    def get_absolute_url(self):
        return reverse("city", args=[self.slug])

    @property
    def other_names(self):
        return self.alternate_names.splitlines()

    @property
    def country_name(self):
        return country_name(self.country)

    @property
    def sub_region_name(self):
        return sub_region_name(self.country)

    @property
    def is_confirmed(self):
        return self.state == PlaceState.CONFIRMED

    @property
    def whereabouts(self):
        """What tells namesakes apart: the area, else the largest place near, then the country."""
        parts = [self.admin_area if self.admin_area != self.name else "", self.country_name]
        if not parts[0] and self.near:
            parts[0] = _("near %(place)s") % {"place": self.near}
        return ", ".join(str(part) for part in parts if part)


class AffiliationState(models.TextChoices):
    CLAIMED = "claimed", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


class Affiliation(models.Model):
    """A person says they work for a city; somebody else confirms it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("person")
    )
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="affiliations", verbose_name=_("city"))
    role_title = models.CharField(_("your role there"), max_length=120)
    state = models.CharField(
        _("state of the claim"),
        max_length=10,
        choices=AffiliationState,
        default=AffiliationState.CLAIMED,
        editable=False,
    )
    is_lead = models.BooleanField(_("may confirm colleagues"), default=False)
    claimed_at = models.DateTimeField(_("claimed"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ("-claimed_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "city"],
                condition=Q(state__in=("claimed", "confirmed")),
                name="one_current_affiliation",
                violation_error_message=_("You already named this city."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.city}"


class Contact(models.Model):
    """Who answers questions about a practice. Only the role is ever shown."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("city"))
    role = models.CharField(_("role"), max_length=120)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [models.UniqueConstraint(fields=["city", "role", "name", "email"], name="one_row_per_contact")]

    def __str__(self):
        return f"{self.role}, {self.city}"
