"""Frozen texts: the Revision that was sent, and the Version that was published. Neither ever changes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from showcase.models.initiative import Initiative
from showcase.models.submission import Submission


class FrozenText(models.Model):
    """Content as JSON under a format number; the readers of old formats are kept (content.py)."""

    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A frozen text cannot change.")
        super().save(*args, **kwargs)


class Revision(FrozenText):
    """What the city sent, and what its editors read and decide on."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="revisions")

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="revisions_are_numbered")]

    def __str__(self):
        return f"{self.submission} ({self.number})"


class Version(FrozenText):
    """What the public reads. Its content comes from an allow-list without persons."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="versions")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="versions")

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["initiative", "number"], name="versions_are_numbered")]

    def __str__(self):
        return f"{self.initiative} ({self.number})"


class RevisionFile(models.Model):
    """Keeps a file of a sent text from ever being swept."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="revision_files")

    def __str__(self):
        return f"{self.revision}: {self.file}"


class VersionFile(models.Model):
    """Keeps a file of a published text from ever being swept."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="version_files")

    def __str__(self):
        return f"{self.version}: {self.file}"
