"""``reports.csv``: reports with their editions, linked to networks, series and sessions.

What a line names and nobody here knows is reported by name and never guessed; dates stay as exact as the source is.
"""

import json
from collections import Counter, defaultdict
from hashlib import sha256
from urllib.parse import urlsplit

from django.utils import timezone

from config.reference.lines import read
from config.reference.tables import Table
from reports.models import Edition, Report, What
from reports.search import index
from webinars.models import Series, Webinar

SHOW_DOCUMENTS = ("scribd.com", "fdocuments.us", "dokumen.tips", "issuu.com", "docslib.org")


class Reports(Table):
    """Its editions are part of a report: whoever edits one has made the report theirs."""

    file = "reports.csv"
    model = Report
    columns = ("title", "kind", "publisher", "series", "series_label", "date", "abstract", "text_language", "source")
    lists = ("co_publishers", "sessions", "topics")

    def __init__(self, directory, known):
        super().__init__(directory, known)
        self.linked, self.unlinked = Counter(), defaultdict(list)

    def load(self):
        self.series = {series.slug: series for series in Series.objects.all()}
        self.sessions = defaultdict(list)
        for session in Webinar.objects.select_related("series"):
            self.sessions[session.slug].append(session)
        super().load()

    def key_of(self, line):
        return line.required("slug")

    def existing(self):
        slugs = [line["slug"] for line in read(self.path)]
        return {report.slug: report for report in Report.objects.filter(slug__in=slugs)}

    def values(self, line, item):
        publishers = self.publishers_of(line)
        return {
            "slug": line["slug"],
            "changed_at": timezone.now(),
            "title": line.required("title"),
            "kind": self.known.term("report-kind", line.required("kind")),
            "publisher": publishers[0],
            "series": self.series_of(line),
            "series_label": line["series_label"],
            "date": line["date"],
            "abstract": line["summary"],
            "text_language": line.required("language"),
            "source": line["source_url"],
        }

    def publishers_of(self, line):
        """The one named first answers for the report."""
        line.required("publisher")
        return self.known.networks_of(line.items_of("publisher"))

    def series_of(self, line):
        """None where it is only a name, or one that is not known here."""
        found = self.series.get(line["series_slug"])
        if line["series_slug"] and found is None:
            self.unlinked["series"].append(line["series_slug"])
        self.linked["series"] += found is not None
        return found

    def lists_from(self, line):
        return {
            "co_publishers": self.publishers_of(line)[1:],
            "sessions": self.sessions_of(line),
            "topics": self.known.terms_of("topic", line.items_of("topics")),
        }

    def sessions_of(self, line):
        """The one session of that slug: in the series of the line, else the only one there is."""
        slug = line["webinar_slug"]
        found = [each for each in self.sessions[slug] if line["series_slug"] in ("", each.series.slug)] if slug else []
        if slug and len(found) != 1:
            self.unlinked["session"].append(slug)
            return []
        self.linked["session"] += len(found)
        return found

    def save(self, outcome, line, item):
        super().save(outcome, line, item)
        self.linked["publisher"] += len(self.publishers_of(line))
        self.write_editions(line, item)
        self.touched += item.sessions.all()

    def write_editions(self, line, item):
        """The one the line refers to; of others it says only that a page names them: the source."""
        item.editions.exclude(language__in=[line["language"], *line.items_of("other_languages")]).delete()
        self.edition(item, line["language"], line.required("url"), what_is(line["url"]), line.whole_number("pages"))
        for language in line.items_of("other_languages"):
            self.edition(item, language, line["source_url"], What.PAGE, None)

    def edition(self, item, language, address, what, pages):
        values = {"address": address, "what": what, "pages": pages}
        edition, _new = Edition.objects.update_or_create(report=item, language=language, defaults=values)
        edition.clean_fields()
        self.linked["edition"] += 1

    def finish(self):
        index([item for _key, _line, item in self.written])
        super().finish()

    def state_of(self, item):
        """With its editions."""
        editions = item.editions.order_by("pk").values_list("language", "address", "what", "pages", "file")
        return sha256(f"{super().state_of(item)} {json.dumps(list(editions))}".encode()).hexdigest()

    @property
    def notes(self):
        """What was linked, and the names of what was not."""
        if not self.linked:
            return []
        kinds = ("publisher", "series", "session", "edition")
        linked = ", ".join(f"{kind}s {self.linked[kind]:,}".replace("seriess", "series") for kind in kinds)
        unknown = {kind: ", ".join(sorted(set(self.unlinked[kind]))) or "none" for kind in ("series", "session")}
        return [
            f"{self.file}: linked: {linked}",
            f"{self.file}: series that are not known here: {unknown['series']}",
            f"{self.file}: sessions that are not known here: {unknown['session']}",
        ]


def what_is(address):
    """The document, where the address ends like one or its host shows nothing else; any other page tells of it."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    is_document = parts.path.lower().endswith(".pdf") or host in SHOW_DOCUMENTS
    return What.DOCUMENT if is_document else What.PAGE
