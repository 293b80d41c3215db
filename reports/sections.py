"""What reports add to the pages of cities, networks, initiatives, sessions and series."""

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.urls import reverse

from reports.models import Report
from reports.rows import editions_in_order
from webinars.models import Webinar

MOST = 5


def of_city(city):
    """Reports that speak of it, or of a session in which it was on stage. Three queries."""
    return section(Report.objects.of_city(city), f"city={city.slug}", city=city)


def of_network(network):
    """Reports it published, in their order. Three queries."""
    return section(Report.objects.of_network(network), f"publisher={network.slug}", network=network)


def of_initiative(initiative):
    """All reports that speak of it. Three queries."""
    return section(Report.objects.filter(initiatives=initiative), "", most=None, initiative=initiative)


def of_session(session):
    """All that report on it; "not yet" once it is over. Three queries."""
    return section(session.reports.all(), "", most=None, session=session, over=session.phase == "after")


def of_series(series):
    """All reports of the series, those of its sessions among them. Three queries."""
    sessions = Report.sessions.through.objects.filter(webinar__in=series.webinars.public().values("pk"))
    found = Report.objects.filter(pk__in=sessions.values("report")) | Report.objects.filter(series=series)
    return section(found, f"series={series.slug}", most=None, series=series)


def section(reports, query, most=MOST, **about):
    """The newest, and a link to all where there are more; nothing where there are none, unless they are due."""
    sessions = Prefetch("sessions", Webinar.objects.public().select_related("series"))
    rows = list(reports.for_rows().prefetch_related(sessions).newest()[: most and most + 1])
    if not rows and not about.get("over"):
        return ""
    shown = rows[:most]
    for report in shown:
        report.shown_editions = editions_in_order(report)
    every = f"{reverse('library')}?{query}" if len(rows) > len(shown) else ""
    return render_to_string("reports/_section.html", {"rows": shown, "every": every, **about})
