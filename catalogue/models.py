"""What every public list shares: the vocabulary, the version of the catalogue, and what the loader last wrote."""

import secrets

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.querysets import TermQuerySet


class Scheme(models.TextChoices):
    THEME = "theme", _("Topic group")
    TOPIC = "topic", _("Topic")
    TARGET_GROUP = "target-group", _("Target group")
    PHASE = "phase", _("Phase")
    HAZARD = "hazard", _("Crisis")
    KIND = "kind", _("Kind")
    STATUS = "status", _("Status")
    SCALE = "scale", _("Scale")
    COST_LEVEL = "cost-level", _("Cost")
    EVIDENCE = "evidence", _("Evidence")
    SDG = "sdg", _("Sustainable Development Goal")
    REPORT_KIND = "report-kind", _("Kind of report")
    NETWORK_KIND = "network-kind", _("Kind of network")


class Term(models.Model):
    """One word of a controlled vocabulary. Its code never changes; retired terms stay readable."""

    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme)
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    label_en = models.CharField(_("English"), max_length=120)
    label_es = models.CharField(_("Spanish"), max_length=120)
    label_fr = models.CharField(_("French"), max_length=120)
    label_de = models.CharField(_("German"), max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    symbol = models.CharField(_("symbol"), max_length=20, blank=True)
    retired = models.BooleanField(_("retired"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("vocabulary")
        ordering = ("scheme", "order", "code")
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="one_term_per_scheme_and_code")]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """In the reader's language; English where that is none of the four."""
        language = (get_language() or "en").split("-")[0]
        return getattr(self, f"label_{language}", "") or self.label_en


class CatalogueVersion(models.Model):
    """One row that changes with everything public. The random token keeps a rolled-back number from looking current."""

    number = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, default="start")
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.number} {self.token}"


class CatalogueChange(models.Model):
    """Which object a version changed; readers patch what they hold."""

    version = models.PositiveBigIntegerField(db_index=True)
    kind = models.CharField(max_length=60)
    key = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"{self.version}: {self.kind} {self.key}"


NEXT_VERSION = f"""
    INSERT INTO {CatalogueVersion._meta.db_table} AS held (id, number, token, changed_at) VALUES (1, 1, %s, %s)
    ON CONFLICT (id) DO UPDATE SET number = held.number + 1, token = excluded.token, changed_at = excluded.changed_at
    RETURNING number
"""  # noqa: S608 -- ours


def touch(*changed):
    """Say that these public objects changed: the last statements of the transaction that changed them. With none named,
    whoever holds something derived reads all of it anew.

    Two statements; the version's row is locked until the commit, so writers queue here for a moment.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(NEXT_VERSION, [secrets.token_hex(16), connection.ops.adapt_datetimefield_value(now)])
        (number,) = cursor.fetchone()
    CatalogueChange.objects.bulk_create(
        CatalogueChange(version=number, kind=item._meta.label_lower, key=item.pk, at=now) for item in changed
    )


class LoadedRow(models.Model):
    """What ``load_reference`` wrote from one line, so that it never overwrites what people edited since."""

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    source_hash = models.CharField(max_length=64, help_text="of the line in the file")
    state_hash = models.CharField(max_length=64, help_text="of the row as the loader left it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="one_loaded_row_per_key")]

    def __str__(self):
        return f"{self.table} {self.key}"


class SearchText(models.Model):
    """One row for each object and language: folded words to search in, derived from the object. Concrete per app.

    The key says whose text it is (catalogue.search.text_key), so that a search reads nothing but its index.
    """

    id = models.PositiveBigIntegerField(primary_key=True)
    language = models.CharField(max_length=10)
    title = models.TextField()
    tags = models.TextField()
    body = models.TextField()

    class Meta:
        abstract = True


class SearchWord(models.Model):
    """A folded word of some title or name, for what else a visitor may have meant. Words stay when texts go."""

    word = models.CharField(max_length=40, unique=True)
    initial = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["initial", "length"], name="words_like_another")]

    def __str__(self):
        return self.word
