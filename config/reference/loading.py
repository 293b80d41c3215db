"""The files in the order in which they need each other, loaded all or not at all."""

from django.db import transaction

from catalogue.followers import follow
from catalogue.models import touch
from config.reference.initiatives import RESULTS, Initiatives
from config.reference.known import NAMING_FILES, Known
from config.reference.memberships import Memberships
from config.reference.networks import Networks
from config.reference.places import Places
from config.reference.reports import Reports
from config.reference.series import SeriesTable
from config.reference.service_points import ServicePoints
from config.reference.sessions import Sessions
from config.reference.tables import UPDATED
from config.reference.vocabulary import Vocabulary

TABLES = (Vocabulary, Places, Networks, Memberships, ServicePoints, Initiatives, SeriesTable, Sessions, Reports)


def missing_files(directory):
    needed = dict.fromkeys([*(table.file for table in TABLES), RESULTS, *NAMING_FILES])
    return [name for name in needed if not (directory / name).is_file()]


@transaction.atomic
def load(directory):
    """Load every file, then say once what changed in public. Returns the tables with their counts.

    Raises BadLine, and then nothing is changed. Holds the write lock of the database meanwhile.
    """
    known = Known(directory)
    tables = [table(directory, known) for table in TABLES]
    for table in tables:
        table.load()
    follow(*(item for table in tables if table.counts[UPDATED] for item in table.touched))
    if any(table.has_changed for table in tables):
        touch(*dict.fromkeys(item for table in tables for item in table.touched))
    return tables
