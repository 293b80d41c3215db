"""A public list as a file: CSV, JSON, GeoJSON and Atom, streamed while they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.spreadsheet import sheet
from catalogue.atom import feed
from catalogue.open_data import Result, dumped, encoded, mistakes

NEWEST = 50  # entries of a feed
FEED_ORDER = "newest"


@dataclass(frozen=True)
class Form:
    """One form of an export: its ``body`` gives pieces of text."""

    content_type: str
    body: Callable
    is_file: bool = True


# The forms -----------------------------------------------------------------------------------------------------------


def table(result):
    """A byte order mark first, by which spreadsheets know that it is UTF-8."""
    columns = result.export.columns
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + sheet([list(columns)])
    for rows in result.batches(partial(cells, columns)):
        yield sheet(rows)


def cells(columns, record):
    return [of(record) for of in columns.values()]


def documents(result):
    yield dumped(result.about())[:-1] + ', "results": ['
    yield from listed(result.batches(dumped))
    yield "\n]}\n"


def features(result):
    """Each at the position of its city, whose columns it has as properties; without one where that is not known."""
    about = result.about()
    yield dumped({"type": "FeatureCollection", **about})[:-1] + ', "features": ['
    yield from listed(result.batches(partial(feature, result.export)))
    yield "\n]}\n"


def feature(export, record):
    place = record.get("city", record) or {}
    position = [place.get("longitude"), place.get("latitude")]
    geometry = None if None in position else {"type": "Point", "coordinates": position}
    properties = {name: of(record) for name, of in export.columns.items()}
    return dumped({"type": "Feature", "id": record[export.key], "geometry": geometry, "properties": properties})


def listed(batches):
    before = "\n"
    for pieces in batches:
        if pieces:
            yield before + ",\n".join(pieces)
            before = ",\n"


def entries(result):
    """The newest of the filter, whatever their order on the page."""
    filterset = result.filterset
    keys = filterset.snapshot.rankings[FEED_ORDER].page(filterset.mask, 0, NEWEST)
    with override(result.language):
        found = [result.export.entry(record) for record in result.export.records(filterset, keys)]
    yield feed(result, found)


FORMS = {
    "csv": Form("text/csv; charset=utf-8; header=present", table),
    "json": Form("application/json", documents),
    "geojson": Form("application/geo+json", features),
    "atom": Form("application/atom+xml; charset=utf-8", entries, is_file=False),
}


# The answer ----------------------------------------------------------------------------------------------------------


def answer(request, export, extension):
    """The list in one of its FORMS; 400 with a sentence for each parameter that makes no sense."""
    form, result = FORMS[extension], Result(export, request)
    if result.filterset.problems:
        return refusal(result.filterset, form)
    headers = {"Content-Disposition": f'attachment; filename="{export.name}.{extension}"'} if form.is_file else {}
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=form.content_type, headers=headers)  # no length: it is not known
    chunks = (encoded(piece) for piece in form.body(result))
    return StreamingHttpResponse(chunks, content_type=form.content_type, headers=headers)


def refusal(filterset, form):
    """In the form that was asked for: JSON to who reads JSON, else plain text."""
    found, headers = mistakes(filterset), {"Cache-Control": "no-store"}
    if "json" in form.content_type:
        body = encoded(dumped({"status": 400, "errors": found}))
        return HttpResponse(body, status=400, content_type="application/json", headers=headers)
    named = (f"{each['parameter']}: {each['message']}" for each in found)
    body = encoded("\n".join([_("This address asks for something that does not exist."), *named, ""]))
    return HttpResponse(body, status=400, content_type="text/plain; charset=utf-8", headers=headers)
