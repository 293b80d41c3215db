"""The state of a list that this process holds, brought up to date before each answer."""

from contextvars import ContextVar
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connection, connections

from catalogue import straight
from catalogue.models import CatalogueChange, CatalogueVersion
from catalogue.snapshots import Snapshot

MOST_PATCHED = 200  # changed rows; reading all is quicker from a few hundred on
MOST_ROUNDS = 5
VERSION = f"SELECT number, token, changed_at FROM {CatalogueVersion._meta.db_table} WHERE id = 1"  # noqa: S608 -- ours

NONE_YET = (0, "", None)

# The version that was read when the request began; asking again would not make its answer fresher.
asked = ContextVar("asked", default=None)


class Current:
    """Holds one Snapshot for each process. One query where nothing changed; staleness is zero.

    Whatever was committed before the question is in the answer: the version is compared first, and what changed since
    is read anew, by one thread while the others wait. Nothing is kept of what an open transaction shows, because it
    may be rolled back.
    """

    def __init__(self, reader):
        self.reader = reader
        self.lock = Lock()
        self.forget()

    def forget(self):
        self.version, self.snapshot = None, None

    def get(self):
        if in_transaction():
            return Snapshot.read(self.reader)
        version = asked.get() or version_now()
        if version == self.version:
            return self.snapshot
        with self.lock:
            return self.caught_up()

    def caught_up(self):
        """Reads and asks again until no commit came in between, so that every part shows the same state."""
        for _round in range(MOST_ROUNDS):
            version = version_now()
            if version == self.version:
                break
            changed = self.changed_until(version)
            self.snapshot = Snapshot.read(self.reader) if changed is None else self.snapshot.patched(changed)
            self.version = version
        return self.snapshot

    def changed_until(self, version):
        """Keys of the rows to read anew; None when all have to be."""
        if self.version is None or version[0] <= self.version[0]:
            return None
        changes = CatalogueChange.objects.filter(version__gt=self.version[0], version__lte=version[0])
        changes = list(changes.values_list("version", "kind", "key")[: MOST_PATCHED + 1])
        told = {number for number, _kind, _key in changes}
        if len(changes) > MOST_PATCHED or len(told) < version[0] - self.version[0]:
            return None  # more than is worth it, or some that nobody told of, or that were told of too long ago
        keys = self.reader.affected({(kind, key) for _version, kind, key in changes})
        return keys if len(keys) <= MOST_PATCHED else None


def version_now():
    """Number, token and time of the catalogue, the time as the database writes it.

    One query, by hand: it is asked for every page, and costs a tenth this way.
    """
    database = connections[DEFAULT_DB_ALIAS]  # itself: each look through Django's proxy costs as much as the next line
    if database.vendor == "postgresql":
        number, token, changed_at = straight.row_of(database, VERSION) or NONE_YET
        return int(number), token, changed_at
    with database.cursor() as cursor:
        cursor.execute(VERSION)
        return cursor.fetchone() or NONE_YET


def in_transaction():
    """True inside a transaction that may be rolled back. Those a test case wraps around everything do not count."""
    return any(not block._from_testcase for block in connection.atomic_blocks)
