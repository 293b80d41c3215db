"""``series.csv``: series of live sessions, and how many sessions each had where a source says so."""

from config.reference.tables import Table
from webinars.models import Series


class SeriesTable(Table):
    file = "series.csv"
    model = Series
    columns = ("title", "lead", "sessions_total", "source")
    lists = ("supporters",)

    def key_of(self, line):
        return line.required("slug")

    def existing(self):
        return {series.slug: series for series in Series.objects.all()}

    def values(self, line, item):
        return {
            "slug": line["slug"],
            "title": line.required("title"),
            "lead": self.known.network(line.required("lead")),
            "sessions_total": line.whole_number("sessions_total"),
            "source": line["source_url"],
        }

    def lists_from(self, line):
        return {"supporters": self.known.networks_of(line.items_of("supporters"))}
