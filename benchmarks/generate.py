"""A catalogue of any size for measuring: our own models, the same rows each time, texts that nobody wrote."""

from datetime import UTC, datetime
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction

from benchmarks.draws import CHUNK, SCHEME_OF, Draws
from benchmarks.places import CITIES, load_surroundings
from catalogue.models import touch
from files.models import StoredFile
from showcase.content import FORMAT, ROWS, TERM, TERMS, TEXTS, frozen_city, frozen_translation
from showcase.models import (
    Endorsement,
    Initiative,
    InitiativeDocument,
    InitiativeText,
    InitiativeTranslation,
    SlugHistory,
    Version,
)
from showcase.models.parts import TranslationState
from showcase.search import rows_of

AT = datetime(2026, 7, 1, tzinfo=UTC)
MANY = (*SCHEME_OF, "shared_through")


@transaction.atomic
def generate(number, cities=CITIES):
    """Fill an empty, migrated database."""
    load_surroundings(cities)
    file = StoredFile.objects.create(
        public_id="generated", kind="document", original_name="generated.pdf", size=1000, sha256="0" * 64, state="ready"
    )
    draws = Draws()
    for start in range(0, number, CHUNK):
        write(list(islice(draws.chunk(start // CHUNK), number - start)), file)
    number_on((Initiative, Version, InitiativeText))
    touch()


def write(rows, file):
    """The rows of one chunk in every table, as publishing would leave them; about 50 statements."""
    Initiative.objects.bulk_create(rows, batch_size=CHUNK)
    for name in MANY:
        link(name, rows)
    write_parts(rows, file)
    codes = dict(Initiative.objects.filter(pk__in={row.adapted_from_id for row in rows}).values_list("pk", "code"))
    Version.objects.bulk_create(
        Version(pk=row.pk, initiative=row, number=1, content=content_of(row, file, codes), at=AT) for row in rows
    )
    index(rows)


def link(name, rows):
    through = getattr(Initiative, name).through
    column = "network_id" if name == "shared_through" else "term_id"
    pairs = ((row.pk, value.pk) for row in rows for value in row.drawn[name])
    through.objects.bulk_create([through(initiative_id=key, **{column: value}) for key, value in pairs])


def write_parts(rows, file):
    SlugHistory.objects.bulk_create(SlugHistory(slug=row.slug, initiative=row) for row in rows)
    Endorsement.objects.bulk_create(
        Endorsement(initiative=row, network=network, at=AT) for row in rows for network in row.drawn["endorsed"]
    )
    InitiativeDocument.objects.bulk_create(
        InitiativeDocument(initiative=row, file=file, title="Generated") for row in rows if row.drawn["documents"]
    )
    InitiativeTranslation.objects.bulk_create(each for row in rows for each in translations_of(row))


def translations_of(row):
    return [
        InitiativeTranslation(initiative=row, language=language, texts=texts, state=TranslationState.CITY)
        for language, texts in row.drawn["translations"].items()
    ]


def content_of(row, file, codes):
    """What ``freeze`` would read back, without its ten queries for each row."""
    document = {"file": file.public_id, "title": "Generated", "publisher": "", "language": ""}
    return {
        "format": FORMAT,
        **{name: str(getattr(row, name)) for name in TEXTS},
        **{name: getattr(row, name) for name in ROWS},
        **{name: getattr(getattr(row, name), "code", "") for name in TERM},
        **{name: [term.code for term in sorted(row.drawn[name], key=lambda term: term.order)] for name in TERMS},
        "nothing_measured": False,
        "cost": "",
        "city": frozen_city(row.city),
        "contact_role": "",
        "adapted_from": codes.get(row.adapted_from_id, ""),
        "pictures": [],
        "documents": [document] if row.drawn["documents"] else [],
        "translations": [frozen_translation(each) for each in translations_of(row)],
    }


def index(rows):
    """As showcase.search.index, with everything its words come from read for all rows together."""
    read = Initiative.objects.filter(pk__in=[row.pk for row in rows]).select_related("city")
    read = read.prefetch_related("translations", *MANY, "endorsements__network")
    InitiativeText.objects.bulk_create([text for row in read for text in rows_of(row)], batch_size=CHUNK)


def number_on(models):
    """Keys were given by hand: let the next ones follow them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
