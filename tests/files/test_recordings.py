"""What becomes of an uploaded recording and its captions."""

import hashlib
import sys

import pytest
from django.core.exceptions import ValidationError

from files import storage
from files.recordings import check_captions, check_recording
from tests.factories import UserFactory
from tests.files.films import VTT, WEBM, captions, film, mp4
from tests.files.paper import with_text

MATROSKA = WEBM.replace(b"\x84webm", b"\x88matroska")
ZIP = b"PK\x01\x02" + bytes(20) + b"PK\x05\x06" + bytes(18)


def codes_of(check, upload):
    with pytest.raises(ValidationError) as refusal:
        check(upload)
    return [each.code for each in refusal.value.error_list]


@pytest.mark.parametrize(
    ("check", "upload", "data", "kind", "content_type", "ending"),
    [
        (check_recording, film("Calor.MP4", mp4()), mp4(), "recording", "video/mp4", ".mp4"),
        (check_recording, film("heat.webm", WEBM), WEBM, "recording", "video/webm", ".webm"),
        (check_captions, captions(), VTT, "captions", "text/vtt", ".vtt"),
        (check_captions, captions(data=b"\xef\xbb\xbf" + VTT), b"\xef\xbb\xbf" + VTT, "captions", "text/vtt", ".vtt"),
    ],
    ids=["mp4", "webm", "captions", "captions with a mark"],
)
def test_film_is_kept_byte_by_byte_under_a_name_of_ours(db, media, check, upload, data, kind, content_type, ending):
    person, upload.name = UserFactory(), f"../{upload.name}"

    kept = check(upload).keep(by=person)

    assert [path for path in media.rglob("*") if path.is_file()] == [media / f"{kept.public_id}{ending}"]
    assert storage.path_of(kept).read_bytes() == data
    assert (kept.kind, kept.content_type, kept.state, kept.uploaded_by) == (kind, content_type, "ready", person)
    assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("check", "upload", "code"),
    [
        (check_recording, film("heat.mov", mp4()), "recording"),
        (check_recording, film("heat.mp4.html", mp4()), "recording"),
        (check_recording, film("heat.mp4", WEBM), "recording"),
        (check_recording, film("heat.webm", mp4()), "recording"),
        (check_recording, film("heat.mp4", mp4(b"qt  ")), "recording"),
        (check_recording, film("heat.mp4", mp4(b"heic")), "recording"),
        (check_recording, film("heat.webm", MATROSKA), "recording"),
        (check_recording, film("heat.mp4", with_text(["A plan"]).bytes()), "recording"),
        (check_recording, film("heat.mp4", b"<html>" + mp4()), "recording"),
        (check_recording, film("heat.mp4", mp4()[:100] + b"<script>"), "recording_mixed"),
        (check_recording, film("heat.mp4", mp4() + ZIP), "recording_mixed"),
        (check_recording, film("heat.mp4", b""), "empty"),
        (check_captions, captions("heat.srt"), "captions"),
        (check_captions, captions(data=b"1\n" + VTT), "captions"),
        (check_captions, captions(data=b"WEBVTTX\n"), "captions"),
        (check_captions, captions(data="WEBVTT\n\nciudád".encode("latin-1")), "captions"),
        (check_captions, captions(data="WEBVTT\n".encode("utf-16")), "captions"),
        (check_captions, captions(data=b"WEBVTT\n\0"), "captions"),
    ],
)
def test_what_is_no_film_is_refused_and_leaves_nothing(media, check, upload, code):
    assert codes_of(check, upload) == [code]
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_size_is_counted_and_the_sentence_names_the_setting(settings, media):
    settings.RECORDING_BYTES = 1024 * 1024
    whole, more = (film(data=mp4(size=size)) for size in (1024 * 1024, 1024 * 1024 + 1))

    with pytest.raises(ValidationError) as refusal:
        check_recording(more)

    assert refusal.value.messages == ["The selected file must be 1 MB or smaller."]
    assert check_recording(whole).size == 1024 * 1024


def test_film_is_not_taken_where_the_disk_is_nearly_full(monkeypatch, media):
    monkeypatch.setattr(storage, "KEPT_FREE", 10**18)

    assert codes_of(check_recording, film()) == ["full"]


@pytest.mark.parametrize(("ends", "code"), [(1, "virus"), (7, "unscanned")])
def test_scanner_of_the_operator_is_asked(settings, media, ends, code):
    settings.VIRUS_SCAN = f'{sys.executable} -c "raise SystemExit({ends})"'

    assert codes_of(check_recording, film()) == [code]
