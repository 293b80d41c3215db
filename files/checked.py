"""What a check leaves behind: bytes that may be kept, and the row they are kept with."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from files import storage
from files.models import FileState, StoredFile


@dataclass(frozen=True)
class Checked:
    """Bytes that may be kept, on disk already under a name that only the sweeper knows."""

    path: Path
    name: str
    size: int
    sha256: str
    kind: str
    content_type: str

    def found(self):
        """Columns of what a check of its kind found out beside these."""
        return {}

    def keep(self, *, by=None):
        """The row, and the bytes under its name. Fast; belongs into the transaction of what refers to it.

        Where that is rolled back, the bytes stay without a row and the sweeper takes them.
        """
        stored = StoredFile(
            kind=self.kind,
            original_name=self.name,
            content_type=self.content_type,
            size=self.size,
            sha256=self.sha256,
            state=FileState.READY,
            uploaded_by=by,
            uploaded_at=timezone.now(),
            **self.found(),
        )
        storage.keep(self.path, storage.path_of(stored))
        stored.save(force_insert=True)
        return stored
