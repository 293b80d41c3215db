"""How the library is read into memory: whole, or the few rows that changed."""

from catalogue.current import Current
from catalogue.dates import PartialDate
from catalogue.folding import fold
from catalogue.snapshots import by_value, narrowed
from reports.models import Edition, Report
from webinars.models import Webinar

COLUMNS = ("pk", "kind", "publisher", "series", "series_label", "date")


class ReportReader:
    """Values are kept under the keys the tables hold, so that a word or a name that changes moves no report."""

    model = Report

    def places(self, keys):
        """By date, by when they came into the library, by title. One query."""
        rows = list(narrowed(Report.objects.values_list("pk", "date", "title"), keys))
        return {
            "date": {key: (*later(date), -key) for key, date, _title in rows},
            "newest": {key: -key for key, _date, _title in rows},
            "title": {key: (fold(title), key) for key, _date, title in rows},
        }

    def values(self, keys):
        """For each facet sets of keys by value. Seven queries."""
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in narrowed(Report.objects.values_list(*COLUMNS), keys)]
        partners = linked(Report.co_publishers, "network_id", keys)
        public = Webinar.objects.public().order_by().values("pk")
        sessions = narrowed(
            Report.sessions.through.objects.filter(webinar__in=public).values_list("webinar_id", "report_id"),
            keys,
            "report",
        )
        return {
            "kind": by_value((row["kind"], row["pk"]) for row in rows),
            "series": by_value((row["series"] or row["series_label"], row["pk"]) for row in rows),
            "year": by_value((row["date"] and str(row["date"])[:4], row["pk"]) for row in rows),
            "publishers": by_value((*((row["publisher"], row["pk"]) for row in rows), *partners)),
            "topics": by_value(linked(Report.topics, "term_id", keys)),
            "sessions": by_value(sessions),
            "cities": by_value((*linked(Report.cities, "city_id", keys), *self.through_sessions(public, keys))),
            "language": by_value(narrowed(Edition.objects.values_list("language", "report_id"), keys, "report")),
        }

    def through_sessions(self, public, keys):
        """The cities on stage in the sessions that it reports on."""
        links = Report.sessions.through.objects.filter(webinar__in=public)
        return narrowed(links.values_list("webinar__cities", "report_id"), keys, "report")

    def affected(self, changes):
        """Which reports to read anew after these changes; a session names all that report on it."""
        keys = {key for kind, key in changes if kind == Report._meta.label_lower}
        sessions = [key for kind, key in changes if kind == Webinar._meta.label_lower]
        links = Report.sessions.through.objects.values_list("report_id", flat=True)
        return keys.union(narrowed(links, sessions, "webinar"))


def later(date):
    """Sorts the latest first, those without a date last."""
    return (not date, -PartialDate(date).first_day.toordinal() if date else 0)


def linked(relation, column, keys):
    return narrowed(relation.through.objects.values_list(column, "report_id"), keys, "report")


library = Current(ReportReader())
