"""What is still missing of a session that was held: for its form, and for the home page of its editors."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.panels import Line, Panel
from webinars.models import Webinar
from webinars.querysets import related

OPEN = "open"  # the filter of the list that holds them


@dataclass(frozen=True)
class Part:
    """One thing that is kept of a session. ``anchor`` is where the form asks for it."""

    name: str
    label: Promise
    anchor: str

    def address(self, session):
        return reverse("admin:webinars_webinar_change", args=[session.pk]) + f"#{self.anchor}"


PARTS = (
    Part("recordings", _("recording"), "recordings-group"),
    Part("captions", _("captions of the recording"), "recordings-group"),
    Part("takeaways", _("takeaways"), "takeaways-group"),
    Part("quotes", _("a sentence to quote"), "quotes-group"),
    Part("appearances", _("speakers"), "appearances-group"),
    Part("cities", _("cities on stage"), "id_cities"),
    Part("moments", _("initiatives on stage"), "moments-group"),
)


def with_parts(sessions):
    """Each with ``has_recordings`` and so on, in the same query."""
    rows = {part.name: rows_of(part.name) for part in PARTS if part.name != "captions"}
    uncaptioned = rows["recordings"].filter(captions="")
    found = {f"has_{name}": Exists(each) for name, each in rows.items()}
    return sessions.annotate(**found, has_captions=~Exists(uncaptioned) | ~Q(has_recordings=True))


def rows_of(name):
    if name == "cities":
        return Webinar.cities.through.objects.filter(webinar=OuterRef("pk"))
    return related(Webinar, name).filter(webinar=OuterRef("pk"))


def missing(session):
    """``[(label, address), ...]`` in the order of the form. ``session`` comes from ``with_parts``."""
    return [(part.label, part.address(session)) for part in PARTS if not getattr(session, f"has_{part.name}")]


def missing_in(session):
    """The same of any session; one query."""
    return missing(with_parts(Webinar.objects.filter(pk=session.pk)).get())


def waiting(user):
    return with_parts(Webinar.objects.managed_by(user).to_document(timezone.now()).select_related("series"))


def line_of(session):
    return Line(
        title=session.title,
        address=reverse("admin:webinars_webinar_change", args=[session.pk]),
        about=session.series.short_title,
        language=session.text_language,
        since=session.ends_at,
        parts=tuple(missing(session)),
    )


TO_DOCUMENT = Panel(
    model="webinars.webinar",
    title=_("Sessions to document"),
    nothing=_("Every session that was held is documented."),
    query=f"documentation={OPEN}",
    waiting=waiting,
    line=line_of,
)
