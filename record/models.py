"""What happened (audit rows), what was already answered (one-time keys) and how often (counters)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.middleware import request_id
from record.protection import REFUSAL, lifted


class EntryQuerySet(models.QuerySet):
    """Nothing here changes or deletes a row, except ``expire``."""

    def update(self, **columns):
        raise TypeError(REFUSAL)

    update.alters_data = True

    def delete(self):
        raise TypeError(REFUSAL)

    delete.alters_data = True
    delete.queryset_only = True

    def expire(self, before):
        """Delete the rows that were written before this time; returns how many. That it was done is a row as well."""
        with lifted():
            gone, _by_model = models.QuerySet.delete(self.filter(at__lt=before).order_by())
            if gone:
                note("expire_audit", Entry(), became=f"{gone} rows before {before:%Y-%m-%d}")
        return gone

    expire.alters_data = True

    def managed_by(self, user):
        """The audit is the platform admin's."""
        return self if user.is_superuser else self.none()

    def about(self, item):
        """The rows of one object, oldest first."""
        return self.filter(what=item._meta.label_lower, key=str(item.pk)).order_by("at", "pk")

    def done(self):
        """Without what was only tried."""
        return self.exclude(event="refused")


class Entry(models.Model):
    """One line of the audit. Holds no name and no text: people appear by their random pseudonym."""

    pseudonym = models.UUIDField(_("person"), null=True, editable=False)
    role = models.CharField(_("role"), max_length=20, blank=True)
    network_id = models.BigIntegerField(_("network"), null=True)
    city_id = models.BigIntegerField(_("city"), null=True)
    event = models.CharField(_("event"), max_length=40)
    what = models.CharField(_("model"), max_length=60)
    key = models.CharField(_("key"), max_length=40)
    was = models.CharField(_("state before"), max_length=60, blank=True)
    became = models.CharField(_("state after"), max_length=60, blank=True)
    version = models.PositiveIntegerField(_("version"), null=True)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit row")
        verbose_name_plural = _("audit rows")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["what", "key"], name="entry_of_object")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.what} {self.key}"

    def save(self, *args, **kwargs):
        """Writes a new row; an existing one cannot change."""
        if self.pk:
            raise TypeError(REFUSAL)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(REFUSAL)


def note(event, item, *, by=None, role="", network=None, city=None, was="", became="", version=None):
    """Write one audit row in the transaction of the change it tells of. ``by`` is a user, or None for the system.

    An ``item`` that is not saved stands for its model alone.
    """
    return Entry.objects.create(
        event=event,
        what=item._meta.label_lower,
        key="" if item.pk is None else str(item.pk),
        pseudonym=getattr(by, "pseudonym", None),
        role=role,
        network_id=getattr(network, "pk", None),
        city_id=getattr(city, "pk", None),
        was=was,
        became=became,
        version=version,
        request_id=request_id.get(),
    )


class OnceKeyQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self if user.is_superuser else self.none()

    def expired(self):
        return self.filter(expires__lt=timezone.now())


class OnceKey(models.Model):
    """A form's one-time key with the address of the answer its first POST got."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    address = models.CharField(_("answer's address"), max_length=500, blank=True)
    expires = models.DateTimeField(_("expires"))

    objects = OnceKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time key")
        verbose_name_plural = _("one-time keys")

    def __str__(self):
        return self.key


class CountQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self if user.is_superuser else self.none()


class Count(models.Model):
    """How often a subject did an action inside one window of time."""

    action = models.CharField(_("action"), max_length=40)
    subject = models.CharField(_("subject"), max_length=120)
    window = models.DateTimeField(_("window"))
    n = models.PositiveIntegerField(_("times"), default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = [models.UniqueConstraint(fields=["action", "subject", "window"], name="one_count_per_window")]

    def __str__(self):
        return f"{self.action} {self.subject}: {self.n}"
