"""What becomes of an uploaded document."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files import storage
from files.documents import receive_document
from files.models import StoredFile
from tests.factories import UserFactory
from tests.files.paper import with_text


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def pdf(name="plan.pdf", data=None):
    return SimpleUploadedFile(name, with_text(["A plan"]).bytes() if data is None else data)


def test_document_is_kept_byte_by_byte_with_what_is_known_of_it(db, media):
    person, data = UserFactory(), with_text(["One", "Two"]).bytes()

    stored = receive_document(pdf("../Plan für Öresund.PDF", data), by=person)

    kept = StoredFile.objects.get()
    assert storage.path_of(kept).read_bytes() == data
    assert (kept.original_name, kept.content_type, kept.kind) == ("Plan für Öresund.PDF", "application/pdf", "document")
    assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (kept.pages, kept.tagged, kept.has_text, kept.state) == (2, False, True, "ready")
    assert kept.uploaded_by == person
