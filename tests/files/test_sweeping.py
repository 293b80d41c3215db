"""What the sweeper takes away, and what it never does."""

import os
import time
from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from files import storage, sweeping
from files.models import StoredFile
from files.sweeping import references, sweep
from outbox.chores import chores
from showcase.models import InitiativeDocument, RevisionFile, VersionFile
from tests.factories import InitiativeFactory, StoredFileFactory

LONG_AGO = timedelta(hours=1, seconds=5)


def stored(age=LONG_AGO):
    file = StoredFileFactory(state="ready", uploaded_at=timezone.now() - age)
    written(storage.path_of(file), age)
    return file


def written(path, age=LONG_AGO):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"bytes")
    os.utime(path, (time.time() - age.total_seconds(),) * 2)
    return path


def left_on_disk(media):
    return {path for path in media.rglob("*") if path.is_file()}


def test_bytes_without_a_row_go_after_an_hour(db, media):
    written(media / "over.pdf")
    written(media / "incoming" / "tmp1234")
    young = [written(media / "new.pdf", timedelta(minutes=59)), written(media / "incoming" / "tmp5", timedelta())]

    sweep()

    assert left_on_disk(media) == set(young)


def test_row_nothing_refers_to_goes_after_an_hour_with_its_bytes(db, media):
    stored()
    young = stored(timedelta(minutes=59))

    sweep()

    assert list(StoredFile.objects.all()) == [young]
    assert left_on_disk(media) == {storage.path_of(young)}


def test_every_model_that_uses_files_keeps_them(db, media):
    """Whoever adds a model with files adds a line here."""
    initiative = InitiativeFactory()
    version = initiative.current_version
    document, frozen = stored(), stored()
    InitiativeDocument.objects.create(initiative=initiative, file=document, title="Plan")
    VersionFile.objects.create(version=version, file=frozen)

    sweep()

    assert set(StoredFile.objects.all()) == {document, frozen}
    assert left_on_disk(media) == {storage.path_of(document), storage.path_of(frozen)}
    assert {VersionFile, RevisionFile, InitiativeDocument} <= {each.related_model for each in references()}


def test_file_that_is_referred_to_at_the_last_moment_stays(db, media, monkeypatch):
    initiative, file = InitiativeFactory(), stored()
    found = [file]
    VersionFile.objects.create(version=initiative.current_version, file=file)

    class AllOfThem(list):
        def filter(self, **_):
            return StoredFile.objects.filter(pk=file.pk)

    monkeypatch.setattr(sweeping, "unreferenced", lambda: AllOfThem(found))
    sweep()

    assert left_on_disk(media) == {storage.path_of(file)}
    with pytest.raises(ProtectedError):
        file.delete()


def test_file_that_is_referred_to_since_it_was_found_keeps_its_bytes(db, media):
    file = stored()
    VersionFile.objects.create(version=InitiativeFactory().current_version, file=file)

    assert not sweeping.delete(file)
    assert left_on_disk(media) == {storage.path_of(file)}


def test_worker_sweeps():
    assert sweep in chores
