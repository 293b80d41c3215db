"""``/library.csv .json .atom``: the library to take away. No position, so no GeoJSON."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.atom import Entry
from catalogue.dates import PartialDate
from catalogue.described import codes, joined, labels
from catalogue.files_of_lists import answer
from catalogue.open_data import Export
from catalogue.public import public_page
from reports.described import TEXTS, records
from reports.filters import LibraryFilter

AS_THEY_ARE = ("slug", "address", *TEXTS, "added", "updated")


def inside(group, name):
    return lambda record: (record[group] or {}).get(name, "")


def of_editions(name):
    return lambda record: joined("" if each[name] is None else str(each[name]) for each in record["editions"])


def columns():
    """Lists stand in one cell; those of editions in the same order, one place for each edition."""
    found = {name: lambda record, name=name: record[name] for name in AS_THEY_ARE}
    found |= {"kind": inside("kind", "code"), "kind_label": inside("kind", "label")}
    found |= {"series": inside("series", "code"), "series_label": inside("series", "label")}
    found |= {"date": inside("date", "date"), "date_precision": inside("date", "precision")}
    for name in ("publishers", "topics", "cities"):
        found[name] = lambda record, name=name: codes(record[name])
        found[f"{name}_labels"] = lambda record, name=name: labels(record[name])
    for name in ("language", "address", "what", "pages"):
        found[f"edition_{name}"] = of_editions(name)
    return found | {
        "sessions": lambda record: joined(each["address"] for each in record["sessions"]),
        "initiatives": lambda record: joined(record["initiatives"]),
        "key_messages": lambda record: joined(record["key_messages"]),
    }


def entry(record):
    date = PartialDate(record["date"]["date"]).words if record["date"] else ""
    publishers = ", ".join(each["label"] for each in record["publishers"])
    said = (record["kind"]["label"], publishers, date)
    return Entry(
        key=f"report/{record['slug']}",
        address=record["address"],
        title=record["title"],
        place=", ".join(part for part in said if part),
        summary=record["abstract"],
        language=record["text_language"],
        published=record["added"],
        updated=record["updated"],
        licence="",
        source=record["source"],
        categories=[("topic", term["code"], term["label"]) for term in record["topics"]],
    )


EXPORT = Export(
    name="library",
    title=_("Library"),
    licence=_("Reports keep the terms of their publishers. Titles, dates and addresses are facts."),
    filterset=LibraryFilter,
    records=records,
    columns=columns(),
    key="slug",
    entry=entry,
)


@public_page
@require_safe
def library(request, form):
    """Two queries and four for each 500 rows; those of the filter besides, and two for the first in each state."""
    return answer(request, EXPORT, form)
