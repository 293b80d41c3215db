"""Pictures, documents and translations: one table each for the proposal and for the published initiative."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from showcase.models.initiative import Initiative
from showcase.models.submission import Submission


class Picture(models.Model):
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("file"))
    description = models.CharField(
        _("description"),
        max_length=500,
        help_text=_("Describe the picture for people who cannot see it; one sentence."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self):
        return self.description


class Document(models.Model):
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self):
        return self.title


class TranslationState(models.TextChoices):
    CITY = "city", _("by the city")
    MACHINE = "machine", _("machine translation, not checked")
    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("checked")
    OFFICIAL = "official", _("official")


class Translation(models.Model):
    """The texts in another language; outdated when the source no longer hashes to ``source_hash``."""

    language = models.CharField(_("language"), max_length=10)
    texts = models.JSONField(_("texts"), default=dict)
    state = models.CharField(
        _("state of the translation"), max_length=10, choices=TranslationState, default=TranslationState.DRAFT
    )
    source_hash = models.CharField(_("made from"), max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ("language",)

    def __str__(self):
        return self.language


class SubmissionPicture(Picture):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pictures")


class InitiativePicture(Picture):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="pictures")


class SubmissionDocument(Document):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="documents")


class InitiativeDocument(Document):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="documents")


class SubmissionTranslation(Translation):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="translations")

    class Meta(Translation.Meta):
        constraints = [models.UniqueConstraint(fields=["submission", "language"], name="one_draft_translation")]


class InitiativeTranslation(Translation):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="translations")

    class Meta(Translation.Meta):
        constraints = [models.UniqueConstraint(fields=["initiative", "language"], name="one_public_translation")]
