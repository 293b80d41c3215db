"""What a public session is as data: the one place that CSV, JSON, Atom and the API read.

An allow-list. It names no person, whose consent may end, and never the link to join.
"""

from django.db.models import Prefetch
from django.urls import reverse

from catalogue.described import terms_of
from catalogue.indexed import in_order
from catalogue.open_data import absolute, moment
from cities.described import network_of
from cities.filters import network_names
from cities.models import City
from showcase.models import Initiative
from webinars.models import Moment, Recording, Webinar

TEXTS = (
    *("title", "summary", "text_language", "theme", "state", "notice", "programme", "time_zone"),
    *("sign_language", "page_address", "source"),
)
SERIES_TEXTS = ("title", "source")
LANGUAGES = ("languages", "interpretation", "captions")


def records(filterset, keys):
    """The public ones among these, in this order. Five queries; two more for the first in each state of the list."""
    public = Moment.objects.filter(initiative__in=Initiative.objects.public()).select_related("initiative")
    cities = City.objects.confirmed().only("slug", "name").order_by("name")
    recordings = Recording.objects.select_related("file")
    lists = (Prefetch("cities", cities), Prefetch("moments", public), Prefetch("recordings", recordings), "takeaways")
    rows = Webinar.objects.public().select_related("series").prefetch_related(*lists)
    return [record_of(row, filterset.snapshot) for row in in_order(rows, keys)]


def record_of(row, snapshot):
    series = row.series
    return {
        "id": str(row.uid),
        "address": absolute(row.get_absolute_url()),
        "series": {"code": series.slug, "label": series.short_title},
        "slug": row.slug,
        "number": row.number,
        **{name: getattr(row, name) for name in TEXTS},
        **times_of(row),
        **{name: getattr(row, name) for name in LANGUAGES},
        "topics": terms_of(topics_of(row, snapshot)),
        "cities": [{"code": city.slug, "label": city.name} for city in row.cities.all()],
        "networks": networks_of(row, snapshot),
        "recordings": recordings_of(row),
        "takeaways": [each.text for each in row.takeaways.all()],
        "initiatives": [{"code": each.initiative.code, "second": each.second} for each in row.moments.all()],
        "updated": moment(row.changed_at),
    }


def recordings_of(row):
    """Where each lies; a file of ours is nobody's before the session is over."""
    shown = [each for each in row.recordings.all() if each.address or row.phase == "after"]
    return [{"address": each.address or absolute(each.href), "language": each.language} for each in shown]


def times_of(row):
    """The end only where somebody said how long it takes."""
    return {
        "date": row.date.isoformat() if row.date else "",
        "local_time": f"{row.local_time:%H:%M}" if row.local_time else "",
        "starts": moment(row.starts_at),
        "ends": moment(row.ends_at) if row.duration else "",
        "duration": row.duration,
    }


def topics_of(row, snapshot):
    """Today's terms, each once. From memory."""
    vocabulary = snapshot.vocabulary
    found = [vocabulary.terms[key] for key, members in snapshot.values["topics"].items() if row.pk in members]
    return list(dict.fromkeys(map(vocabulary.today, found)))


def networks_of(row, snapshot):
    """Who leads or supports the series or the session. From memory."""
    names = snapshot.remember("networks", network_names)
    return [network_of(names[key]) for key, members in snapshot.values["networks"].items() if row.pk in members]


def series_record(series):
    """A series from ``for_records()``. No query."""
    description = series.description
    return {
        "slug": series.slug,
        "address": absolute(series.get_absolute_url()),
        "calendar": absolute(reverse("series-calendar", args=[series.slug])),
        **{name: getattr(series, name) for name in SERIES_TEXTS},
        "description": {"text": description.text, "language": description.language},
        "lead": network_of((series.lead.slug, str(series.lead))),
        "supporters": [network_of((each.slug, str(each))) for each in series.supporters.all()],
        "sessions_known": series.sessions_known,
        "sessions_total": series.sessions_total,
    }
