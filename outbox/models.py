"""Mails, written in the transaction of the change that causes them and sent by the worker."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self if user.is_superuser else self.none()

    def waiting(self, now):
        """Neither sent nor given up, and held by no worker, who may be sending it at this moment."""
        free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
        return self.filter(free, sent_at=None, dead_at=None)

    def due(self, now):
        """Those whose time has come."""
        return self.waiting(now).filter(not_before__lte=now).order_by("not_before", "pk")


class Mail(models.Model):
    """One message to one person about one event."""

    key = models.CharField(_("key"), max_length=120, unique=True, help_text=_("event, person and kind"))
    address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    unsubscribe = models.CharField(_("where to stop such mails"), max_length=300, blank=True)
    message_id = models.CharField(_("message id"), max_length=120)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    dead_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(sent_at=None, dead_at=None), name="mails_still_to_send"
            )
        ]

    def __str__(self):
        return self.subject
