"""What the page of a series shows."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.figures import figure
from catalogue.sections import sections_of
from webinars.balance import public_balance
from webinars.linked import page_of_series
from webinars.models import Appearance
from webinars.timeline import timeline_of
from webinars.times import with_clocks


def context_of_series(series):
    rows = series.webinars.public().for_rows().with_seats().prefetch_related("reports")
    sessions = with_clocks(list(rows.in_order()))
    networks = [series.lead, *series.supporters.order_by("name")]
    stages = Appearance.objects.filter(webinar__in=[session.pk for session in sessions if not session.is_off])
    speakers = stages.values("person").distinct().count()
    return {
        "series": series,
        "sessions": sessions,
        "networks": networks,
        "figures": figures_of(series, sessions, speakers, networks),
        "unknown": (series.sessions_total or 0) - len(sessions),
        "balances": public_balance(stages),
        "followed": [("about", "sessions"), ("series", series.slug)],
        "timeline": timeline_of(sessions),
        "sections": sections_of("series", series),
        "linked_data": page_of_series(series, networks, sessions),
    }


def figures_of(series, sessions, speakers, networks):
    """How many sessions a source says there were, else how many are known here."""
    known, dated = len(sessions), [session.date for session in sessions if session.date]
    total = max(series.sessions_total or 0, known)
    label = ngettext("session", "sessions", total)
    if total > known:
        label = _("sessions, of which %(known)d are known here") % {"known": known}
    elif dated:
        label = _("%(sessions)s, from %(date)s") % {"sessions": label, "date": date_format(dated[0], "DATE_FORMAT")}
    organisers = {"value": ", ".join(map(str, networks)), "label": ngettext("organiser", "organisers", len(networks))}
    spoke = [figure(speakers, ngettext("speaker known here", "speakers known here", speakers))] if speakers else []
    return [figure(total, label), *spoke, organisers]
