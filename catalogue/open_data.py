"""A public list as data: the filter of its page, the whole result, read in batches that each cost a few queries.

What one row is as data is said by its app (``records``); CSV, JSON, GeoJSON, Atom and the API all read that.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, override

from catalogue.facets import parameters, query
from catalogue.indexed import AT_ONCE
from catalogue.models import CatalogueVersion


@dataclass(frozen=True)
class Export:
    """One list that can be taken away. ``name`` stands in addresses and names of files."""

    name: str
    title: str
    licence: str
    filterset: type
    records: Callable  # of a filterset and keys: records in this order, for a few queries however many
    columns: dict  # of a table: name -> function of a record
    key: str = "code"  # the name under which a record says which one it is
    entry: Callable | None = None  # of a record, for feeds


class Result:
    """What one address of an export answers with."""

    def __init__(self, export, request):
        self.export = export
        self.filterset = export.filterset(request.GET)
        self.language = get_language()
        self.path = request.path

    @property
    def address(self):
        """Its own, with the parameters that say something, so that equal results have equal addresses."""
        return absolute(self.path + self.asked())

    @property
    def page(self):
        """The page that lists the same."""
        return absolute(f"{self.path.rpartition('.')[0]}/{self.asked()}")

    def asked(self):
        return query(parameters(self.filterset)).removesuffix("?")

    def about(self):
        """What stands above the rows. One query. Nothing in it depends on when it is asked for."""
        with override(self.language):
            title, licence = str(self.export.title), str(self.export.licence)
        return {
            "title": title,
            "publisher": settings.SITE_NAME,
            "source": self.page,
            "licence": licence,
            "updated": last_change(),
            "count": len(self.filterset.keys),
        }

    def batches(self, read):
        """The pieces of ``read(record)``, joined for some hundred records at once. The language is that of the
        request, although the answer is written when the request is over."""
        keys = self.filterset.keys
        for start in range(0, len(keys), AT_ONCE):
            with override(self.language):
                records = self.export.records(self.filterset, keys[start : start + AT_ONCE])
                piece = [read(record) for record in records]
            yield piece


def absolute(path):
    return settings.BASE_URL + path


def last_change():
    """When anything public changed last, as ISO text; "" before the first time. One query."""
    found = CatalogueVersion.objects.filter(pk=1).values_list("changed_at", flat=True).first()
    return moment(found)


def moment(at):
    """``2026-11-23T10:00:00Z``"""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else ""


def dumped(data):
    return json.dumps(data, ensure_ascii=False)


def encoded(text):
    """UTF-8; half characters, which some stores let in, become question marks."""
    return text.encode("utf-8", "replace")


def mistakes(filterset):
    """``[{parameter, message}]`` of the parameters that make no sense."""
    found = filterset.form.errors.items()
    return [{"parameter": name, "message": str(error)} for name, errors in found for error in errors]
