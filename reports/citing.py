"""How a report is cited: as a line, and as BibTeX, RIS and CSL-JSON."""

import json
from dataclasses import dataclass

from django.conf import settings

from showcase.citing import braced, literal, one_line, parts, plain

MONTHS = slice(5, 7)


@dataclass(frozen=True)
class Citation:
    """Plain texts on one line each; the date is as exact as it is known, and empty where it is not."""

    key: str
    title: str
    publishers: list  # organisations: they wrote it as far as is known here
    kind: str
    series: str
    date: str
    when: str  # the same in words
    language: str
    pages: int | None
    abstract: str
    url: str  # of its page here, which names every edition

    @property
    def line(self):
        """``UCLG, Metropolis: “Title”. Series, 2020.``, without the address."""
        about = ", ".join(part for part in (self.series, self.when) if part)
        return f"{', '.join(self.publishers)}: “{self.title}”." + (f" {about}." if about else "")


def citation_of(report):
    """In the words of its first edition's language where there is one. No query for a report from ``for_rows``, but
    one for who else published it."""
    editions = list(report.editions.all())
    return Citation(
        key=report.slug,
        title=one_line(report.title),
        publishers=[one_line(name) for name in report.publisher_names],
        kind=one_line(report.kind.label_en),
        series=one_line(report.series_name),
        date=str(report.date),
        when=report.date.words if report.date else "",
        language=editions[0].language if editions else report.text_language,
        pages=next((edition.number_of_pages for edition in editions if edition.number_of_pages), None),
        abstract=one_line(report.abstract),
        url=settings.BASE_URL + report.get_absolute_url(),
    )


def bibtex(cited):
    """One ``@techreport``. Braces keep names of organisations whole."""
    fields = {
        "author": " and ".join(map(braced, cited.publishers)),
        "title": braced(cited.title),
        "institution": plain(", ".join(cited.publishers)),
        "type": plain(cited.kind),
        "series": plain(cited.series),
        "year": cited.date[:4],
        "month": cited.date[MONTHS].lstrip("0"),
        "date": cited.date,
        "language": cited.language,
        "pagetotal": str(cited.pages or ""),
        "abstract": plain(cited.abstract),
        "url": cited.url,
    }
    said = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{cited.key},\n{said}}}\n"


def ris(cited):
    """One record; a tag begins each line and no value holds a line's end."""
    lines = [
        ("TY", "RPRT"),
        ("ID", cited.key),
        *(("AU", name) for name in cited.publishers),
        ("TI", cited.title),
        ("T2", cited.series),
        *(("PB", name) for name in cited.publishers[:1]),
        ("M3", cited.kind),
        ("PY", cited.date[:4]),
        ("DA", cited.date.replace("-", "/")),
        ("SP", str(cited.pages or "")),
        ("LA", cited.language),
        ("AB", cited.abstract),
        ("UR", cited.url),
    ]
    said = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
    return f"{said}ER  - \r\n"


def csl(cited):
    """A list of one item, which is what CSL-JSON is."""
    item = {
        "id": cited.key,
        "type": "report",
        "title": cited.title,
        "author": [name for publisher in cited.publishers for name in literal(publisher)],
        "publisher": ", ".join(cited.publishers),
        "genre": cited.kind,
        "collection-title": cited.series,
        "issued": {"date-parts": [parts(cited.date)]} if cited.date else "",
        "language": cited.language,
        "number-of-pages": str(cited.pages or ""),
        "abstract": cited.abstract,
        "URL": cited.url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


FORMATS = {
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
    "json": (csl, "application/vnd.citationstyles.csl+json"),
}
