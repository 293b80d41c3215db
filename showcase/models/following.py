"""Who is told by mail when something new matches a filter."""

import secrets

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

SIGNER = Signer(salt="showcase.follow", sep=".")
LONGEST_QUERY = 1000


def new_seed():
    return secrets.token_urlsafe(12)


class FollowQuerySet(models.QuerySet):
    def with_key(self, key):
        """The one that the link of a mail is about; None for what we did not sign, and for what ended."""
        try:
            pk, seed = SIGNER.unsign_object(key)
        except (BadSignature, ValueError):
            return None
        return self.filter(pk=pk, seed=seed).first()

    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def to_look_at(self, token, mailed_before):
        """Those whose list may have changed since they were looked at, and who may get a mail again."""
        rested = Q(last_mailed_at=None) | Q(last_mailed_at__lt=mailed_before)
        return self.confirmed().filter(rested, broken_at=None).exclude(looked_at_token=token).order_by("pk")


class Follow(models.Model):
    """One address and one filter, as the parameters of the list. An address needs no account."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(_("filter"), max_length=LONGEST_QUERY, blank=True)
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    last_mailed_at = models.DateTimeField(_("last mail"), null=True)
    broken_at = models.DateTimeField(_("told that the filter means nothing any more"), null=True)
    looked_at_token = models.CharField(max_length=32, blank=True)
    looks = models.PositiveIntegerField(default=0)
    # Sets of keys of news (pyroaring): what matched once, which is never told again, and what the last mail told.
    seen = models.BinaryField(default=bytes)
    told = models.BinaryField(default=bytes)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("filter that is followed")
        verbose_name_plural = _("filters that are followed")
        constraints = [models.UniqueConstraint(fields=["email", "query"], name="followed_once")]

    def __str__(self):
        return self.query

    @property
    def key(self):
        return SIGNER.sign_object([self.pk, self.seed])

    def get_absolute_url(self):
        return reverse("follow-own", args=[self.key])

    @property
    def keys_seen(self):
        return keys_in(self.seen)

    @property
    def keys_told(self):
        return keys_in(self.told)


def keys_in(stored):
    return BitMap.deserialize(bytes(stored)) if stored else BitMap()
