"""A report in one language: a file of ours, or where it lies; and the text of its pages."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.languages import is_language
from catalogue.search import folded
from files.models import StoredFile
from reports.models.report import Report
from reports.querysets import EditionPageQuerySet, EditionQuerySet

PAGES_PER_EDITION = 10_000  # the key of a page says whose it is: key of the edition * 10,000 + its number


class What(models.TextChoices):
    DOCUMENT = "document", _("The document")
    PAGE = "page", _("A page that reports it")


class TextState(models.TextChoices):
    NONE = "none", _("No file here")
    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    COMPLETE = "complete", _("Searchable")
    CUT = "cut", _("Searchable in part")
    NO_TEXT = "no_text", _("Pictures of pages, no text")
    FAILED = "failed", _("Could not be read")


def check_language(code):
    if not is_language(code):
        raise ValidationError(_("Write a code such as en or es."), code="language")


class Edition(models.Model):
    """Either a file or an address. A file's words become searchable once the worker has read it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions", verbose_name=_("report"))
    language = models.CharField(
        _("language"), max_length=10, validators=[check_language], help_text=_("A code such as en or es.")
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="editions", verbose_name=_("file")
    )
    address = models.URLField(_("address"), blank=True, max_length=500)
    what = models.CharField(_("what is at the address"), max_length=10, choices=What, default=What.DOCUMENT)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    text_state = models.CharField(
        _("search in the text"), max_length=10, choices=TextState, default=TextState.NONE, editable=False
    )
    read_since = models.DateTimeField(default=timezone.now, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language"],
                name="one_edition_per_language",
                violation_error_message=_("There is an edition in this language already."),
            ),
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(address="") | Q(file__isnull=False, address=""),
                name="an_edition_is_a_file_or_an_address",
                violation_error_message=_("Choose a file or write an address: one of the two."),
            ),
        ]

    def __str__(self):
        return self.language

    @property
    def href(self):
        return self.file.get_absolute_url() if self.file_id else self.address

    @property
    def host(self):
        """Who shows it: ``scribd.com``; empty for files of ours."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def is_page(self):
        return not self.file_id and self.what == What.PAGE

    @property
    def number_of_pages(self):
        """As the file says, else as somebody wrote."""
        return (self.file.pages if self.file_id else None) or self.pages

    @property
    def is_waiting(self):
        return self.text_state in (TextState.WAITING, TextState.READING)

    def at_page(self, number):
        """Its address, opened at this page where the reader's program knows how."""
        return f"{self.href}#page={number}"


class EditionPage(models.Model):
    """The words of one page: as they stand, for the excerpt, and folded, for the index beside this table."""

    id = models.PositiveBigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="texts", db_index=True)
    number = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.TextField()

    objects = EditionPageQuerySet.as_manager()

    def __str__(self):
        return f"{self.edition_id}, {self.number}"

    @classmethod
    def of(cls, edition, number, text):
        key = page_key(edition.pk, number)
        return cls(pk=key, edition=edition, number=number, text=text, folded=folded(text))


def page_key(edition, number):
    return edition * PAGES_PER_EDITION + number
