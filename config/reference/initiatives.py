"""``initiatives.csv`` with its figures from ``results.csv``: published as collected records, endorsed by nobody."""

from collections import defaultdict
from dataclasses import replace

from cities.models import City
from config.reference.lines import BadLine, read
from config.reference.tables import Table
from showcase.models import Initiative, SlugHistory
from showcase.models.initiative import Origin
from showcase.publication import publish_collected

RESULTS = "results.csv"
SAME = (
    "code slug title summary original_title original_title_language lead_organisation challenge solution awards website"
).split()


class Initiatives(Table):
    """The desk, the version and the two ways of taking a page out of the lists are watched besides what is written.

    No licence: the data page claims the texts as the catalogue's own work and grants no licence for them, and no city
    granted one either.
    """

    file = "initiatives.csv"
    model = Initiative
    columns = (
        *SAME,
        *"text_language city main_topic phase kind status start end results results_text licence".split(),
        *"desk origin platform source_address source_kind current_version archived_at taken_down_at".split(),
    )
    lists = ("topics", "target_groups", "hazards", "sdgs", "shared_through")

    def key_of(self, line):
        return line.required("code")

    def existing(self):
        return {row.code: row for row in Initiative.objects.filter(code__in=[line["code"] for line in read(self.path)])}

    def lines(self):
        """Each with its figures; a figure of no initiative is a bad line of its file."""
        figures = defaultdict(list)
        for figure in read(self.path.with_name(RESULTS)):
            figures[figure["initiative_slug"]].append(figure)
        for line in super().lines():
            yield replace(line, parts=tuple(figures.pop(line["slug"], ())))
        for slug, (figure, *_) in figures.items():
            raise BadLine(RESULTS, figure.number, f"{slug} is no initiative of {self.file}")

    def values(self, line, item):
        city = self.known.cities.find(line.required("city"), line["country_iso2"], line["geonames_id"])
        self.refuse_taken_address(line, item)
        return {
            **{name: line[name] for name in SAME},
            **{name: self.known.term(name, line[name]) for name in ("phase", "kind", "status")},
            **self.origin_of(line),
            "title": line.required("title"),
            "text_language": line["language"],
            "city_id": city.pk,
            "main_topic": next(iter(self.known.terms_of("topic", line.items_of("topics"))), None),
            "start": line["start_date"],
            "end": line["end_date"],
            "results": [result_of(figure) for figure in line.parts],
            "results_text": line["results"],
        }

    def origin_of(self, line):
        return {
            "desk": self.known.host,
            "origin": Origin.COLLECTED,
            "platform": line["source_platform"],
            "source_address": line["source_url"],
            "source_kind": line["source_kind"],
        }

    def refuse_taken_address(self, line, item):
        others = SlugHistory.objects.filter(slug=line.required("slug")).exclude(initiative_id=item.pk)
        if others.exists():
            raise ValueError(f"the address {line['slug']} belongs to another page")

    def lists_from(self, line):
        return {
            "topics": self.known.terms_of("topic", line.items_of("topics")),
            "target_groups": self.known.terms_of("target-group", line.items_of("target_groups")),
            "hazards": self.known.terms_of("hazard", line.items_of("hazard")),
            "sdgs": self.known.terms_of("sdg", line.items_of("sdgs")),
            "shared_through": self.known.networks_of(line.items_of("shared_via")),
        }

    def save(self, outcome, line, item):
        left = City.objects.filter(initiatives=item.pk).exclude(pk=item.city_id)
        self.touched += [item, *(left if item.pk else ())]  # before it is saved
        publish_collected(item, self.lists_from(line))


def result_of(figure):
    """A row of ``Initiative.results``; the year stays empty where the source gives none."""
    with figure.blamed():
        return {
            "figure": figure.required("figure"),
            "counts": figure["counts"],
            "source": figure["source_url"],
            "year": figure.whole_number("year"),
        }
