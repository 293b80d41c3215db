"""``/sessions.csv .json .atom``: the list of sessions to take away. No position, so no GeoJSON."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.atom import Entry
from catalogue.described import codes, joined, labels
from catalogue.files_of_lists import answer
from catalogue.open_data import Export
from catalogue.public import public_page
from webinars.described import LANGUAGES, TEXTS, records
from webinars.filters import SessionFilter
from webinars.models import State

AS_THEY_ARE = (
    *("id", "address", "slug", "number", *TEXTS),
    *("date", "local_time", "starts", "ends", "duration", "updated"),
)


def columns():
    """Lists stand in one cell, codes and labels in a column each, so that a filter by code finds its rows again."""
    found = {name: lambda record, name=name: record[name] for name in AS_THEY_ARE}
    found |= {
        "series": lambda record: record["series"]["code"],
        "series_label": lambda record: record["series"]["label"],
    }
    for name in ("topics", "cities", "networks"):
        found[name] = lambda record, name=name: codes(record[name])
        found[f"{name}_labels"] = lambda record, name=name: labels(record[name])
    found |= {name: lambda record, name=name: joined(record[name]) for name in (*LANGUAGES, "takeaways")}
    return found | {
        "recordings": lambda record: joined(each["address"] for each in record["recordings"]),
        "initiatives": lambda record: codes(record["initiatives"]),
    }


def entry(record):
    day = date_format(date.fromisoformat(record["date"]), "DATE_FORMAT") if record["date"] else ""
    said = (str(State(record["state"]).label), day, record["series"]["label"])
    return Entry(
        key=f"session/{record['id']}",
        address=record["address"],
        title=record["title"],
        place=", ".join(part for part in said if part),
        summary=record["summary"],
        language=record["text_language"],
        published="",
        updated=record["updated"],
        licence="",
        source=record["source"],
        categories=[("topic", term["code"], term["label"]) for term in record["topics"]],
    )


EXPORT = Export(
    name="sessions",
    title=_("Live sessions"),
    licence=_(
        "Titles and texts of sessions are those of their organisers, and no licence was granted for them. Places: "
        "GeoNames, CC BY 4.0."
    ),
    filterset=SessionFilter,
    records=records,
    columns=columns(),
    key="id",
    entry=entry,
)


@public_page
@require_safe
def sessions(request, form):
    """Two queries and five for each 500 rows; those of the filter besides, and two for the first in each state."""
    return answer(request, EXPORT, form)
