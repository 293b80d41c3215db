"""What a report is as data: the one place that CSV, JSON, Atom and the API read."""

from django.db.models import Prefetch

from catalogue.described import date_of, term_of, terms_of
from catalogue.indexed import in_order
from catalogue.open_data import absolute, moment
from cities.described import network_of
from cities.filters import network_names
from cities.models import City
from reports.models import Report
from reports.rows import sessions_of, topics_of
from showcase.models import Initiative

TEXTS = ("title", "abstract", "text_language", "other_publishers", "source")


def records(filterset, keys):
    """Those among these that still exist, in this order. Four queries; three more for the first in each state."""
    initiatives = Prefetch("initiatives", Initiative.objects.public().only("code"))
    named = Prefetch("cities", City.objects.confirmed().only("slug", "name").order_by("name"))
    rows = Report.objects.for_rows().prefetch_related(initiatives, named)
    return [record_of(row, filterset.snapshot) for row in in_order(rows, keys)]


def record_of(row, snapshot):
    kind = row.kind.merged_into or row.kind
    return {
        "slug": row.slug,
        "address": absolute(row.get_absolute_url()),
        **{name: getattr(row, name) for name in TEXTS},
        "kind": term_of(kind),
        "publishers": publishers_of(row, snapshot),
        "series": {"code": row.series.slug if row.series else "", "label": row.series_name},
        "date": date_of(row.date),
        "key_messages": row.messages,
        "topics": terms_of(topics_of(row, snapshot)),
        "sessions": [session_of(each) for each in sessions_of(row, snapshot)],
        "cities": [{"code": city.slug, "label": city.name} for city in row.cities.all()],
        "initiatives": [each.code for each in row.initiatives.all()],
        "editions": [edition_of(each) for each in row.editions.all()],
        "added": moment(row.added_at),
        "updated": moment(row.changed_at),
    }


def publishers_of(row, snapshot):
    """The one that answers for it first. From memory."""
    names = snapshot.remember("networks", network_names)
    keys = [key for key, members in snapshot.values["publishers"].items() if row.pk in members]
    in_turn = sorted(keys, key=lambda key: (key != row.publisher_id, names[key][1]))
    return [network_of(names[key]) for key in in_turn]


def session_of(session):
    return {
        "series": session.series.slug,
        "slug": session.slug,
        "title": session.title,
        "address": absolute(session.get_absolute_url()),
    }


def edition_of(edition):
    return {
        "language": edition.language,
        "address": absolute(edition.href) if edition.file_id else edition.href,
        "what": "document" if edition.file_id else edition.what,
        "pages": edition.number_of_pages,
        "size": edition.file.size if edition.file_id else None,
        "text": edition.text_state,
    }
