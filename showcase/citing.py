"""How an initiative is cited: what a citation says, and that as BibTeX, RIS and CSL-JSON."""

import json
import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

WORDS_OF_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{each: f"\\{each}" for each in "&%$#_"},
    }
)


@dataclass(frozen=True)
class Citation:
    """Plain texts on one line each; ``start`` and ``end`` are as exact as they are known."""

    key: str
    title: str
    author: str  # an organisation: the one that leads it, else the city; nobody wrote what was collected
    editor: str
    site: str
    code: str
    version: int
    issued: str
    start: str
    end: str
    language: str
    licence: str
    summary: str
    source: str
    url: str

    @property
    def record(self):
        return f"{self.code}, version {self.version}"

    @property
    def years(self):
        """``2018-12/2020``, ``2018/..`` while its end is not known: a date of biblatex."""
        return f"{self.start}/{self.end or '..'}" if self.start else ""


def citation_of(initiative, version, article, *, permanent):
    """Of a version; ``permanent`` ones lead to the page as it is, others to this version for ever."""
    writer = article.lead_organisation or (article.city.name if article.city else "")
    own = reverse("initiative-version", args=[initiative.slug, version.number])
    address = reverse("short-address", args=[initiative.code]) if permanent else own
    return Citation(
        key=f"{initiative.code}-v{version.number}",
        title=one_line(article.title),
        author="" if initiative.is_collected else one_line(writer),
        editor=one_line(settings.SITE_NAME) if initiative.is_collected else "",
        site=one_line(settings.SITE_NAME),
        code=initiative.code,
        version=version.number,
        issued=f"{version.at:%Y-%m-%d}",
        start=str(article.start),
        end=str(article.end),
        language=article.text_language,
        licence=one_line(article.licence),
        summary=one_line(article.summary),
        source=one_line(initiative.source_address) if initiative.is_collected else "",
        url=settings.BASE_URL + address,
    )


def one_line(text):
    """Without control characters, which end a line or a record in some reader; marks of direction stay."""
    return " ".join("".join(" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in text).split())


def bibtex(cited):
    """One ``@misc``, which BibTeX and biblatex read alike. Braces keep names and titles as they are."""
    year, month, _day = cited.issued.split("-")
    source = f"Collected from public sources: {cited.source}" if cited.source else ""
    fields = {
        "author": braced(cited.author),
        "editor": braced(cited.editor),
        "title": braced(cited.title),
        "howpublished": plain(cited.site),
        "publisher": plain(cited.site),
        "number": plain(cited.code),
        "version": str(cited.version),
        "year": year,
        "month": month.lstrip("0"),
        "date": cited.issued,
        "eventdate": cited.years,
        "language": cited.language,
        "copyright": plain(cited.licence),
        "abstract": plain(cited.summary),
        "note": plain(". ".join(part for part in (f"Record {cited.record}", source) if part)),
        "url": cited.url,
    }
    said = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{said}}}\n"


def plain(text):
    return text.translate(WORDS_OF_BIBTEX)


def braced(text):
    return f"{{{plain(text)}}}" if text else ""


def ris(cited):
    """One record; a tag begins each line and no value holds a line's end."""
    lines = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        ("AU", cited.author),
        ("A2", cited.editor),
        ("TI", cited.title),
        ("T2", cited.site),
        ("PB", cited.site),
        ("PY", cited.issued[:4]),
        ("DA", cited.issued.replace("-", "/")),
        ("ET", f"Version {cited.version}"),
        ("AN", cited.code),
        ("LA", cited.language),
        ("AB", cited.summary),
        ("N1", f"Dates of the initiative: {cited.years}" if cited.years else ""),
        ("N1", f"Collected from public sources: {cited.source}" if cited.source else ""),
        ("C1", cited.licence),
        ("UR", cited.url),
    ]
    said = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
    return f"{said}ER  - \r\n"


def csl(cited):
    """A list of one item, which is what CSL-JSON is."""
    item = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": literal(cited.author),
        "editor": literal(cited.editor),
        "container-title": cited.site,
        "publisher": cited.site,
        "number": cited.code,
        "version": str(cited.version),
        "issued": {"date-parts": [parts(cited.issued)]},
        "event-date": {"date-parts": [parts(each) for each in (cited.start, cited.end) if each]} if cited.start else "",
        "language": cited.language,
        "license": cited.licence,
        "abstract": cited.summary,
        "source": cited.source,
        "URL": cited.url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def literal(name):
    return [{"literal": name}] if name else []


def parts(date):
    """``2018-12`` as ``[2018, 12]``: no part is made up."""
    return [int(part) for part in re.findall(r"[0-9]+", date)]


# By the ending of the address: how it is written, and what it says it is.
FORMATS = {
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
    "json": (csl, "application/vnd.citationstyles.csl+json"),
}
