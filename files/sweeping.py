"""Takes away what nothing refers to: bytes without a row, rows without a reference. The worker calls it."""

import logging
import time
from datetime import timedelta

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, ProtectedError, RestrictedError
from django.utils import timezone

from files import storage
from files.models import FileState, StoredFile

UNUSED_AFTER = timedelta(hours=1)  # an upload and the form it belongs to are long over by then
LENGTH_OF_ID = 24  # of StoredFile.public_id; names on disk begin with it, or lie in a folder that does
log = logging.getLogger(__name__)


def sweep():
    """Rows first: a row without bytes would be a broken link, bytes without a row are only found again."""
    rows = sum(delete(stored) for stored in unreferenced())
    files = sum(remove(path) for path in without_row())
    if rows or files:
        log.info("files swept", extra={"rows": rows, "files": files})


def unreferenced():
    """Rows older than an hour that no other row refers to. One query; every model that ever uses files is asked."""
    rows = StoredFile.objects.filter(uploaded_at__lt=timezone.now() - UNUSED_AFTER)
    for reference in references():
        used = reference.related_model._base_manager.filter(**{reference.field.attname: OuterRef("pk")})
        rows = rows.exclude(Exists(used))
    return rows


def references():
    """All that the database holds together. Histories only remember a number, so they keep no bytes."""
    relations = (each for each in StoredFile._meta.get_fields(include_hidden=True) if each.auto_created)
    return [each for each in relations if (each.one_to_many or each.one_to_one) and each.field.db_constraint]


def delete(stored):
    """False where somebody was faster and refers to it now."""
    try:
        deleted, _kinds = unreferenced().filter(pk=stored.pk).delete()
    except (ProtectedError, RestrictedError, IntegrityError):
        return False
    return bool(deleted) and remove(storage.path_of(stored))


def remove(path):
    try:
        path.unlink(missing_ok=True)
    except OSError:
        log.exception("file not removed")
        return False
    return True


def without_row():
    """Files older than an hour that belong to no row. Reads the names of all files and the ids of all rows."""
    files = list(on_disk())
    known = set(StoredFile.objects.values_list("public_id", flat=True))  # after the names: a file has its row by then
    return [path for path, parts in files if known.isdisjoint(parts) and is_old(path)]


def without_bytes():
    """The ids of rows that say they are ready and have no file. Reads as much as ``without_row``."""
    ready = set(StoredFile.objects.filter(state=FileState.READY).values_list("public_id", flat=True))
    return sorted(ready.difference(*(parts for _path, parts in on_disk())))


def on_disk():
    """Each file with what may be the id of its row."""
    for path in sorted(storage.root().rglob("*")):
        if path.is_file():
            yield path, {part[:LENGTH_OF_ID] for part in path.relative_to(storage.root()).parts}


def is_old(path):
    try:
        return path.stat().st_mtime < time.time() - UNUSED_AFTER.total_seconds()
    except FileNotFoundError:  # taken away meanwhile
        return False
