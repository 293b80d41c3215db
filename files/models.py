"""Every stored byte that a person uploaded: what it is, how large, and whether it may be served."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.names import in_ascii


class FileKind(models.TextChoices):
    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", _("Document")
    RECORDING = "recording", _("Recording")
    CAPTIONS = "captions", _("Captions")


class FileState(models.TextChoices):
    PENDING = "pending", _("Being checked")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("File not accepted")


def new_public_id():
    """Unguessable and never derived from the content: an address tells nothing about the bytes."""
    return secrets.token_urlsafe(18)


class StoredFileQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self if user.is_superuser else self.none()


class StoredFile(models.Model):
    """One file on disk. Rows that frozen texts point at are protected, so nothing sweeps them."""

    public_id = models.CharField(_("public id"), max_length=32, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=FileKind)
    original_name = models.CharField(_("original name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=60)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    state = models.CharField(_("state of the file"), max_length=10, choices=FileState, default=FileState.PENDING)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    tagged = models.BooleanField(_("accessible (tagged)"), null=True, blank=True)
    has_text = models.BooleanField(_("has text, not only pictures of pages"), null=True, blank=True)
    renditions = models.JSONField(_("renditions"), default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.original_name

    def get_absolute_url(self):
        return reverse("file", args=[self.public_id, in_ascii(self.original_name)])
