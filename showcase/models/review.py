"""What was decided and what was said about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from showcase.models.submission import Submission
from showcase.models.texts import Revision
from showcase.states import State


class Review(models.Model):
    """One step of one submission. Append-only; written by workflow.perform."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="reviews")
    step = models.CharField(_("step"), max_length=20)
    was = models.CharField(_("state before"), max_length=20, choices=State)
    became = models.CharField(_("state after"), max_length=20, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reviews", verbose_name=_("by")
    )
    note = models.TextField(_("note to the city"), blank=True)
    note_among_editors = models.TextField(_("note among editors"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step taken")
        verbose_name_plural = _("steps taken")
        ordering = ("at", "pk")

    def __str__(self):
        return f"{self.step}: {self.was} -> {self.became}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A step that was taken cannot change.")
        super().save(*args, **kwargs)


class Comment(models.Model):
    """A question or remark on one field of a revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(_("field"), max_length=40)
    text = models.TextField(_("text"))
    among_editors = models.BooleanField(_("editors only"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("at", "pk")

    def __str__(self):
        return self.text[:60]
