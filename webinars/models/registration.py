"""Who comes to a session: asked for by anybody, confirmed by mail, seated in the order of confirmation."""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import City
from webinars.models.webinar import Webinar
from webinars.querysets import OfWebinarQuerySet

SIGNER = Signer(salt="webinars.registration", sep=".")
LONGEST_NEEDS = 500
KEPT = timedelta(days=30)  # after the session


class Standing(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("No longer registered")


LIVING = (Standing.REGISTERED, Standing.WAITING)


def new_seed():
    return secrets.token_urlsafe(12)


def signed_in(key):
    """``[pk, seed]`` as the link of a mail holds it; None for what we did not sign."""
    try:
        pk, seed = SIGNER.unsign_object(key)
    except (BadSignature, ValueError):
        return None
    return [pk, seed]


class RegistrationQuerySet(OfWebinarQuerySet):
    def with_key(self, key):
        """The one that the link of a mail is about; None for what we did not sign, what was cancelled or purged."""
        signed = signed_in(key)
        return self.alive().filter(pk=signed[0], seed=signed[1]).first() if signed else None

    def alive(self):
        """At most one for each address and session."""
        return self.exclude(state=Standing.CANCELLED)

    def living(self):
        """Confirmed, seated or not."""
        return self.filter(state__in=LIVING)

    def registered(self):
        return self.filter(state=Standing.REGISTERED)

    def waiting(self):
        """The first one first."""
        return self.filter(state=Standing.WAITING).order_by("order", "pk")


class Registration(models.Model):
    """One person and one session. Needs no account. What was cancelled keeps its row, which names nobody any more."""

    webinar = models.ForeignKey(
        Webinar, on_delete=models.CASCADE, related_name="registrations", verbose_name=_("session")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)  # in small letters
    city = models.ForeignKey(
        City,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("city"),
    )
    access_needs = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=12, choices=Standing, default=Standing.UNCONFIRMED)
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    order = models.PositiveIntegerField(null=True)  # of confirmation
    agreed_at = models.DateTimeField(default=timezone.now)  # when they asked, and to be kept until a month after
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    # What the last mail said, so that whoever looks knows whether it still holds, and of which start each reminder was.
    told_at = models.DateTimeField(null=True)
    told_start = models.DateTimeField(null=True)
    told_off = models.CharField(max_length=10, blank=True)
    day_before_of = models.DateTimeField(null=True)
    hour_before_of = models.DateTimeField(null=True)
    told_documented_at = models.DateTimeField(null=True)
    mails = models.PositiveIntegerField(default=0)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "email"], condition=~Q(state=Standing.CANCELLED), name="registered_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVING) | Q(order__isnull=False, told_start__isnull=False),
                name="confirmed_registrations_have_an_order",
            ),
        ]
        indexes = [models.Index(fields=["webinar", "state", "order"], name="seats_of_a_session")]

    def __str__(self):
        return f"{self.webinar_id}-{self.pk}"

    def get_absolute_url(self):
        return reverse("registration", args=[self.key])

    @property
    def key(self):
        return SIGNER.sign_object([self.pk, self.seed])

    @property
    def is_waiting(self):
        return self.state == Standing.WAITING

    @property
    def is_confirmed(self):
        return self.state in LIVING
