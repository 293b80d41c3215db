"""Recordings as files of ours: who may send them, who gets them, and what the page says before the press."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from files import storage, uploading
from files.models import StoredFile
from files.recordings import check_captions, check_recording
from files.sweeping import unreferenced
from tests.factories import InitiativeFactory, SeriesFactory, WebinarFactory
from tests.files.films import VTT, captions, film, mp4
from webinars.admin.recordings import largest_recording
from webinars.described import recordings_of

pytestmark = pytest.mark.django_db
INLINES = ("appearances", "recordings", "takeaways", "quotes", "moments")
EMPTY = {f"{name}-{kind}_FORMS": 0 for name in INLINES for kind in ("TOTAL", "INITIAL")}
ONE = {**EMPTY, "title": "Heat", "text_language": "en", "state": "held", "recordings-TOTAL_FORMS": 1}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


@pytest.fixture
def session(cast):
    return WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")


@pytest.fixture
def recording(session):
    return session.recordings.create(
        language="en",
        captions="en",
        file=check_recording(film()).keep(),
        captions_file=check_captions(captions()).keep(),
    )


def send(browser, session, there=0, token="", **row):
    address = reverse("admin:webinars_webinar_change", args=[session.pk])
    fields = {f"recordings-0-{name}": value for name, value in row.items()}
    return browser.post(address, {**ONE, "recordings-INITIAL_FORMS": there, "csrfmiddlewaretoken": token, **fields})


def errors_of(answer):
    formset = next(
        each.formset for each in answer.context["inline_admin_formsets"] if each.formset.prefix == "recordings"
    )
    return {name: [str(text) for text in texts] for name, texts in formset.errors[0].items()}


def test_editor_sends_a_recording_with_its_captions(cast, client_of, session, client):
    row = {"language": "en", "upload": film(), "captions_upload": captions()}

    answer = send(client_of(cast.editor), session, **row)

    kept = session.recordings.get()
    assert (answer.status_code, kept.address, kept.captions) == (302, "", "en")
    assert [each.uploaded_by for each in (kept.file, kept.captions_file)] == [cast.editor, cast.editor]
    assert client.get(kept.file.get_absolute_url()).getvalue() == mp4()


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ({}, {"__all__": ["Choose a file, or write the address where the recording lies."]}),
        (
            {"address": "https://video.example/1", "upload": film},
            {"__all__": ["Choose a file or write an address: one of the two."]},
        ),
        (
            {"address": "https://video.example/1", "captions_upload": captions},
            {"captions_upload": ["Captions go with a file of ours; the host of an address has its own."]},
        ),
        (
            {"language": "", "upload": film, "captions_upload": captions},
            {"language": ["Captions need the language of the recording: a code such as en or es."]},
        ),
        ({"upload": lambda: film("heat.avi")}, {"upload": ["The selected file must be an MP4 or WebM video."]}),
        (
            {"upload": film, "captions_upload": lambda: captions(data=b"1")},
            {
                "captions_upload": [
                    "The selected file must be captions in WebVTT, saved as UTF-8: its first word is WEBVTT."
                ]
            },
        ),
    ],
    ids=["neither", "both", "captions of an address", "captions in no language", "no film", "no captions"],
)
def test_what_makes_no_sense_is_asked_back_and_what_was_typed_stays(cast, client_of, session, row, errors):
    row = {name: value() if callable(value) else value for name, value in {"language": "en", **row}.items()}

    answer = send(client_of(cast.editor), session, captions="en, es", **row)

    assert (errors_of(answer), StoredFile.objects.count()) == (errors, 0)
    assert 'value="en, es"' in answer.content.decode()


@pytest.mark.parametrize(
    ("upload", "told"),
    [(film, ["The files you chose were not kept. Choose them again."]), (lambda: film("heat.avi"), [])],
    ids=["good", "refused for itself"],
)
def test_new_recording_that_comes_back_with_a_mistake_is_asked_for_again(
    cast, client_of, session, recording, upload, told
):
    row = {"id": recording.pk, "webinar": session.pk, "language": "english words", "upload": upload()}

    answer = send(client_of(cast.editor), session, there=1, **row)

    assert (answer.status_code, [str(each) for each in get_messages(answer.wsgi_request)]) == (200, told)
    assert session.recordings.get().file == recording.file


def test_form_leads_to_the_files_there_are(cast, client_of, session, recording):
    page = client_of(cast.editor).get(reverse("admin:webinars_webinar_change", args=[session.pk])).content.decode()

    film_link, captions_link = (
        f'<a href="{each.get_absolute_url()}">{each.original_name}</a>' for each in files(recording)
    )
    assert f"{film_link}, {captions_link}" in page
    assert 'enctype="multipart/form-data"' in page


def test_form_asks_for_addresses_alone_where_no_recording_is_kept(cast, client_of, session, settings):
    settings.RECORDING_BYTES = 0

    page = client_of(cast.editor).get(reverse("admin:webinars_webinar_change", args=[session.pk])).content.decode()
    answer = send(client_of(cast.editor), session, language="en", upload=film())

    assert ("recordings-0-address" in page, "recordings-0-upload" in page) == (True, False)
    assert errors_of(answer) == {"upload": ["The selected file must be 0 MB or smaller."]}


def test_address_takes_the_place_of_the_files(cast, client_of, session, recording):
    row = {"id": recording.pk, "webinar": session.pk, "language": "en", "address": "https://video.example/1"}

    send(client_of(cast.editor), session, there=1, **row)

    kept = session.recordings.get()
    assert (kept.address, kept.file, kept.captions_file) == ("https://video.example/1", None, None)


@pytest.mark.parametrize("fields", [{}, {"address": "https://video.example/1", "file": True}])
def test_row_is_a_file_or_an_address(session, recording, fields):
    fields = {**fields, "file": recording.file} if fields else fields

    with pytest.raises(IntegrityError), transaction.atomic():
        session.recordings.create(language="es", **fields)


SMALL = 1000


@pytest.fixture
def small(monkeypatch, settings):
    """Files of 1,000 bytes, requests of 4,000; recordings of one MB."""
    monkeypatch.setattr(uploading, "LARGEST", SMALL)
    monkeypatch.setattr(uploading, "LARGEST_REQUEST", 4 * SMALL)
    settings.RECORDING_BYTES = 1024 * 1024


@pytest.mark.parametrize("checked", [False, True], ids=["in the view", "where its token is looked for"])
def test_recording_may_be_larger_than_any_other_file(cast, client_of, session, small, checked):
    browser = client_of(cast.editor)
    browser.get(reverse("admin:webinars_webinar_change", args=[session.pk]))
    browser.handler.enforce_csrf_checks = checked
    token = browser.cookies["csrftoken"].value

    send(browser, session, language="en", upload=film(data=mp4(size=500_000)), token=token)

    assert session.recordings.get().file.size == 500_000


def test_captions_may_not(cast, client_of, session, small):
    row = {"language": "en", "upload": film(), "captions_upload": captions(data=VTT + b"x" * SMALL)}

    answer = send(client_of(cast.editor), session, **row)

    assert errors_of(answer) == {"captions_upload": ["The selected file must be 1 MB or smaller."]}


def test_recording_that_is_too_large_is_said_beside_its_field(cast, client_of, session, small):
    answer = send(client_of(cast.editor), session, language="en", upload=film(data=mp4(size=1024 * 1024 + 1)))

    assert errors_of(answer) == {"upload": ["The selected file must be 1 MB or smaller."]}


@pytest.mark.parametrize(
    ("who", "field", "may_be_large"),
    [
        ("editor", "recordings-0-upload", True),
        ("platform_admin", "recordings-12-upload", True),
        ("editor", "recordings-0-captions_upload", False),
        ("editor", "recordings-x-upload", False),
        ("editor", "editions-0-upload", False),
        ("author", "recordings-0-upload", False),
        (None, "recordings-0-upload", False),
    ],
)
def test_larger_files_are_for_staff_and_in_one_field(cast, rf, settings, who, field, may_be_large):
    request = rf.post("/")
    request.user = getattr(cast, who) if who else AnonymousUser()

    assert largest_recording(request, field) == (settings.RECORDING_BYTES if may_be_large else None)


def test_other_forms_of_staff_take_no_more_than_before(cast, client_of, small):
    browser = client_of(cast.editor)
    browser.raise_request_exception = False

    answer = browser.post(reverse("admin:reports_report_add"), {"recordings-0-upload": film(data=mp4(size=500_000))})

    assert answer.status_code == 400


def test_colleague_of_another_network_leaves_no_file(cast, client_of, session, media):
    answer = send(client_of(cast.rival_editor), session, language="en", upload=film())

    assert (answer.status_code, StoredFile.objects.count(), list(media.rglob("*"))) == (404, 0, [])


def test_film_is_sent_as_a_film_and_by_parts(client, recording):
    address = recording.file.get_absolute_url()

    whole, part = client.get(address), client.get(address, headers={"Range": "bytes=4-7"})

    assert (whole.status_code, whole["Content-Type"], whole["X-Content-Type-Options"]) == (200, "video/mp4", "nosniff")
    assert whole["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (part.status_code, part.getvalue(), part["Content-Range"]) == (206, b"ftyp", "bytes 4-7/600")
    assert client.get(recording.captions_file.get_absolute_url())["Content-Type"] == "text/vtt"


@pytest.mark.parametrize("state", ["planned", "announced", "cancelled"])
def test_recording_of_a_session_that_is_not_over_is_missing_everywhere(
    client, client_of, cast, session, recording, state
):
    times = {"date": "2047-05-05", "local_time": "15:00", "time_zone": "Europe/Madrid"}
    for name, value in {**times, "state": state}.items():
        setattr(session, name, value)
    session.full_clean(exclude=["slug"])
    session.save()

    asked = [who.get(each.get_absolute_url()) for who in (client, client_of(cast.editor)) for each in files(recording)]

    assert [answer.status_code for answer in asked] == [404] * 4
    assert recordings_of(session) == []


def files(recording):
    return recording.file, recording.captions_file


def test_files_of_a_recording_are_kept_and_go_with_it(session, recording):
    StoredFile.objects.update(uploaded_at="2020-01-01T00:00Z")
    before = list(unreferenced())

    recording.delete()

    assert (before, set(unreferenced())) == ([], set(files(recording)))


def test_page_loads_nothing_of_it_and_leads_to_it(client, session, recording):
    session.moments.create(initiative=InitiativeFactory(), second=754)
    address = recording.file.get_absolute_url()

    page = client.get(session.get_absolute_url()).content.decode()

    assert re.findall(rf'"({address}[^"]*)"', page) == [address, f"{address}#t=754"]
    assert re.findall(r"<(?:video|source|track|iframe|link[^>]*preload[^>]*video)", page) == []
    assert "Plays from this site; nothing loads until you press play" in page
    assert "Watch on" not in page


def test_page_with_links_alone_loads_no_script_for_films(client, session):
    session.recordings.create(address="https://video.example/1")

    page = client.get(session.get_absolute_url()).content.decode()

    assert ("recording.js" in page, "Watch on video.example" in page) == (False, True)


def test_open_data_name_the_file_by_its_whole_address(settings, session, recording):
    assert recordings_of(session) == [
        {"address": settings.BASE_URL + recording.file.get_absolute_url(), "language": "en"}
    ]


def test_row_of_bytes_that_were_lost_is_missing(client, recording):
    storage.path_of(recording.file).unlink()

    assert client.get(recording.file.get_absolute_url()).status_code == 404
