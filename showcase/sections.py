"""The sections of a submission, in the order in which a city tells its story."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    fields: tuple
    rows: tuple = ()
    hint: str = ""
    full_only: bool = False


SECTIONS = (
    Section(
        "title",
        _("Title and summary"),
        ("title", "summary", "text_language", "original_title", "original_title_language"),
    ),
    Section(
        "city",
        _("City, dates and status"),
        ("city", "lead_organisation", "status", "start", "end", "scale"),
    ),
    Section(
        "topics",
        _("Topics and goals"),
        ("main_topic", "topics", "target_groups", "phase", "kind", "hazards", "sdgs"),
    ),
    Section("story", _("Challenge and solution"), ("challenge", "solution", "adapted_from_code")),
    Section(
        "results",
        _("Results and sources"),
        ("nothing_measured", "results_text"),
        rows=("results",),
        hint=_("One result at a time, with its source. “Nothing measured yet” is a good answer too."),
    ),
    Section("links", _("Links"), ("website", "video_address"), rows=("links",)),
    Section(
        "learning",
        _("What others can learn"),
        (
            "lessons",
            "what_did_not_work",
            "cost_level",
            "cost",
            "currency",
            "funding",
            "needs_from_others",
            "partners",
            "awards",
        ),
        rows=("conditions",),
        full_only=True,
    ),
    Section(
        "contact",
        _("Contact and network"),
        ("contact_role", "contact_name", "contact_email", "desk", "consent"),
        hint=_("The address is never shown; the page shows only the role."),
    ),
)


def sections_for(depth):
    """The sections asked at this depth."""
    return [section for section in SECTIONS if depth == "full" or not section.full_only]
