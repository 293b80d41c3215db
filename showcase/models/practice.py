"""The content that a proposal and a published initiative share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.dates import PartialDateField
from catalogue.models import Term
from cities.models import City, Contact

LICENCE = "CC BY 4.0"


def term_key(scheme, name, label):
    """A foreign key to one scheme of the vocabulary."""
    return models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": scheme},
        related_name=f"%(class)ss_by_{name}",
        verbose_name=label,
    )


def term_keys(scheme, name, label):
    """A many-to-many relation to one scheme of the vocabulary."""
    return models.ManyToManyField(
        Term,
        blank=True,
        limit_choices_to={"scheme": scheme},
        related_name=f"%(class)ss_by_{name}",
        verbose_name=label,
    )


CONDITION_KINDS = (
    ("legal-power", _("Legal power")),
    ("budget", _("Budget")),
    ("staff", _("Staff")),
    ("infrastructure", _("Infrastructure")),
    ("partner", _("Partner")),
    ("data", _("Data")),
)
# The scheme of each relation to the vocabulary.
SCHEMES = {
    "main_topic": "topic",
    "topics": "topic",
    "phase": "phase",
    "kind": "kind",
    "scale": "scale",
    "status": "status",
    "cost_level": "cost-level",
    "target_groups": "target-group",
    "hazards": "hazard",
    "sdgs": "sdg",
}


class Practice(models.Model):
    """Every column may be empty in a draft and in a collected record; sending asks for what completeness.py names."""

    title = models.CharField(_("title"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    text_language = models.CharField(_("language of the text"), max_length=10, blank=True)
    original_title = models.CharField(_("title in its own language"), max_length=300, blank=True)
    original_title_language = models.CharField(_("language of that title"), max_length=10, blank=True)
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("city")
    )
    lead_organisation = models.CharField(_("lead organisation"), max_length=300, blank=True)
    main_topic = term_key("topic", "main_topic", _("main topic"))
    topics = term_keys("topic", "topic", _("topics"))
    target_groups = term_keys("target-group", "target_group", _("target groups"))
    phase = term_key("phase", "phase", _("phase"))
    kind = term_key("kind", "kind", _("kind"))
    hazards = term_keys("hazard", "hazard", _("crises it answers"))
    sdgs = term_keys("sdg", "sdg", _("Sustainable Development Goals"))
    scale = term_key("scale", "scale", _("scale"))
    status = term_key("status", "status", _("status"))
    start = PartialDateField(_("start"), blank=True)
    end = PartialDateField(_("end"), blank=True)
    challenge = models.TextField(_("challenge"), blank=True)
    solution = models.TextField(_("solution"), blank=True)
    results = models.JSONField(_("results"), default=list, blank=True, help_text=_("figure, counts, source, year"))
    nothing_measured = models.BooleanField(_("nothing measured yet"), default=False)
    results_text = models.TextField(_("results that are not figures"), blank=True)
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss_by_contact",
        verbose_name=_("contact"),
    )
    licence = models.CharField(_("licence"), max_length=20, blank=True)
    consent = models.BooleanField(_("consent"), default=False)
    lessons = models.TextField(_("lessons"), blank=True)
    what_did_not_work = models.TextField(_("what did not work"), blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True, help_text=_("kind, text"))
    cost_level = term_key("cost-level", "cost_level", _("cost level"))
    cost = models.DecimalField(_("cost"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    funding = models.TextField(_("funding"), blank=True)
    needs_from_others = models.TextField(_("what is needed from others"), blank=True)
    partners = models.TextField(_("partners"), blank=True)
    awards = models.TextField(_("awards"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True, help_text=_("label, address"))
    website = models.URLField(_("website"), blank=True, max_length=500)
    video_address = models.URLField(_("address of a video"), blank=True, max_length=500)
    adapted_from = models.ForeignKey(
        "showcase.Initiative",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss_by_adapted_from",
        verbose_name=_("adapted from"),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.title or str(_("Untitled draft"))
