"""How the list of sessions is read into memory: whole, or the few rows that changed."""

from catalogue.current import Current
from catalogue.snapshots import by_value, narrowed
from webinars.models import Series, Webinar

COLUMNS = (
    *("pk", "series", "series__lead", "lead", "state", "date"),
    *("languages", "interpretation", "captions", "sign_language"),
)


class SessionReader:
    """Values are kept under the keys the tables hold, so that a word or a name that changes moves no session."""

    model = Webinar

    def places(self, keys):
        """By time, the latest first, those of a day that nobody knows last; and by their last change. One query."""
        public = Webinar.objects.public().values_list("pk", "date", "starts_at", "changed_at")
        rows = list(narrowed(public, keys))
        return {
            "latest": {key: (*later(date, starts), -key) for key, date, starts, _changed in rows},
            "newest": {key: (-changed.timestamp(), -key) for key, _date, _starts, changed in rows},
        }

    def values(self, keys):
        """For each facet sets of keys by value; rows that are not public may be among them. Five queries."""
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in narrowed(Webinar.objects.values_list(*COLUMNS), keys)]
        return {
            "series": by_value((row["series"], row["pk"]) for row in rows),
            "state": by_value((row["state"], row["pk"]) for row in rows),
            "year": by_value((row["date"] and str(row["date"].year), row["pk"]) for row in rows),
            "language": by_value((code, row["pk"]) for row in rows for code in followed_in(row)),
            "access": by_value((way, row["pk"]) for row in rows for way in ways_of(row)),
            "topics": by_value(linked(Webinar.topics, "term_id", keys)),
            "cities": by_value(linked(Webinar.cities, "city_id", keys)),
            "networks": by_value((network, key) for network, key in self.networks(rows, keys) if network),
        }

    def networks(self, rows, keys):
        """Who leads or supports the series or the session."""
        supporters = {}
        for series, network in Series.supporters.through.objects.values_list("series_id", "network_id"):
            supporters.setdefault(series, []).append(network)
        for row in rows:
            for network in (row["series__lead"], row["lead"], *supporters.get(row["series"], ())):
                yield network, row["pk"]
        yield from linked(Webinar.partners, "network_id", keys)

    def affected(self, changes):
        """Which sessions to read anew after these changes; a series names all of its own."""
        series = [key for kind, key in changes if kind == Series._meta.label_lower]
        keys = {key for kind, key in changes if kind == Webinar._meta.label_lower}
        return keys.union(narrowed(Webinar.objects.values_list("pk", flat=True), series, "series"))


def later(date, starts):
    """Sorts the latest first."""
    return (date is None, -date.toordinal() if date else 0, -starts.timestamp() if starts else 0)


def followed_in(row):
    """The languages in which a session can be followed: spoken, or interpreted."""
    return {*row["languages"], *row["interpretation"]}


def ways_of(row):
    ways = {"interpretation": row["interpretation"], "captions": row["captions"], "sign": row["sign_language"]}
    return [way for way, given in ways.items() if given]


def linked(relation, column, keys):
    return narrowed(relation.through.objects.values_list(column, "webinar_id"), keys, "webinar")


sessions = Current(SessionReader())
