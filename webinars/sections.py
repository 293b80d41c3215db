"""What sessions add to the pages of cities, networks and initiatives."""

from django.template.loader import render_to_string
from django.urls import reverse

from webinars.models import Moment, Webinar

MOST = 5


def of_city(city):
    """Sessions in which the city was on stage. One query."""
    return section(Webinar.objects.public().filter(cities=city), f"city={city.slug}", city=city)


def of_network(network):
    """Sessions it leads, supports or joins. One query."""
    return section(Webinar.objects.public().of_network(network), f"network={network.slug}", network=network)


def section(sessions, query, **about):
    """The last few, and a link to all where there are more; nothing where there are none."""
    rows = list(sessions.select_related("series").latest()[: MOST + 1])
    if not rows:
        return ""
    every = f"{reverse('sessions')}?{query}" if len(rows) > MOST else ""
    return render_to_string("webinars/_section.html", {"rows": rows[:MOST], "every": every, **about})


def of_initiative(initiative):
    """Where it is explained, with the way to that moment. One query."""
    public = Webinar.objects.public()
    moments = Moment.objects.filter(initiative=initiative, webinar__in=public).select_related("webinar__series")
    rows = sorted(moments, key=lambda moment: (str(moment.webinar.date or "9"), moment.second or 0))
    return render_to_string("webinars/_moments.html", {"moments": rows}) if rows else ""
