"""``/initiatives.csv .json .geojson .atom``: the list of initiatives to take away."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.atom import Entry
from catalogue.described import codes, joined, labels
from catalogue.files_of_lists import answer
from catalogue.open_data import Export
from catalogue.public import public_page
from showcase.described import records
from showcase.filters import InitiativeFilter

AS_THEY_ARE = (
    *("code", "address", "title", "summary", "text_language", "original_title", "original_title_language"),
    *("lead_organisation", "challenge", "solution", "results_text", "lessons", "what_did_not_work"),
    *("cost", "currency", "funding", "needs_from_others", "partners", "awards", "website", "video_address"),
    *("adapted_from", "published", "last_confirmed", "origin", "licence"),
)
LISTS = ("themes", "topics", "target_groups", "hazards", "sdgs")
ONES = ("main_topic", "phase", "kind", "scale", "status", "cost_level", "evidence_level")


def inside(group, name):
    return lambda record: (record[group] or {}).get(name, "")


def in_city(group, name):
    return lambda record: ((record["city"] or {}).get(group) or {}).get(name, "")


def result(row):
    where = joined(text for text in (row["source"], row["year"]) if text)
    return f"{row['figure']} {row['counts']}" + (f" ({where})" if where else "")


def columns():
    """Lists stand in one cell, codes and labels in a column each, so that a filter by code finds its rows again."""
    found = {name: lambda record, name=name: record[name] for name in AS_THEY_ARE}
    found |= {"city": inside("city", "name"), "city_slug": inside("city", "slug")}
    for group in ("country", "region"):
        found |= {group: in_city(group, "code"), f"{group}_label": in_city(group, "label")}
    found |= {name: inside("city", name) for name in ("latitude", "longitude")}
    for name in LISTS:
        found[name] = lambda record, name=name: codes(record[name])
        found[f"{name}_labels"] = lambda record, name=name: labels(record[name])
    for name in ONES:
        found |= {name: inside(name, "code"), f"{name}_label": inside(name, "label")}
    for name in ("start", "end"):
        found |= {name: inside(name, "date"), f"{name}_precision": inside(name, "precision")}
    return found | {
        "evidence": lambda record: joined(record["evidence"]),
        "nothing_measured": lambda record: "yes" if record["nothing_measured"] else "",
        "results": lambda record: joined(map(result, record["results"])),
        "links": lambda record: joined(row["address"] for row in record["links"]),
        "checked_by": lambda record: codes(record["networks"]["checked_by"]),
        "shared_through": lambda record: codes(record["networks"]["shared_through"]),
        "source": inside("source", "address"),
        "source_kind": inside("source", "kind"),
        "source_platform": inside("source", "platform"),
        "version": inside("version", "number"),
        "version_date": inside("version", "date"),
    }


def entry(record):
    city = record["city"]
    return Entry(
        key=f"initiative/{record['code']}",
        address=record["address"],
        title=record["title"],
        place=f"{city['name']}, {city['country']['label']}" if city else "",
        summary=record["summary"] or record["challenge"],
        language=record["text_language"],
        published=record["published"],
        updated=max(record["published"], record["version"]["date"]),
        licence=record["licence"],
        source=record["source"]["address"],
        categories=[("topic", term["code"], term["label"]) for term in record["topics"]],
    )


EXPORT = Export(
    name="initiatives",
    title=_("Initiatives"),
    licence=_(
        "Each initiative names its own licence. Those that name none were collected from public sources, and no "
        "licence was granted for their texts. Places: GeoNames, CC BY 4.0."
    ),
    filterset=InitiativeFilter,
    records=records,
    columns=columns(),
    entry=entry,
)


@public_page
@require_safe
def initiatives(request, form):
    """Two queries and one for each 500 rows; those of the filter besides, and two for the first in each state."""
    return answer(request, EXPORT, form)
