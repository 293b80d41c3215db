"""Who gets a file, and what is sent with it."""

from pathlib import Path

import pytest
from django.urls import reverse

from files import readers, storage
from files.readers import Reader
from tests.factories import StoredFileFactory, UserFactory

BYTES = b"%PDF-1.7 " + bytes(range(256)) * 1000 + b"%%EOF"
SIZE = len(BYTES)


@pytest.fixture
def stored(db):
    file = StoredFileFactory(state="ready", original_name="Σχέδιο plan.pdf", size=SIZE)
    storage.path_of(file).write_bytes(BYTES)
    return file


@pytest.fixture
def open_to(monkeypatch, stored):
    """``open_to("everybody")`` or ``open_to(person)``: whom the file is for."""

    def opened(whom):
        reader = Reader(
            public=lambda file: whom == "everybody" and file == stored,
            allowed=lambda file, person: file == stored and person == whom,
        )
        monkeypatch.setattr(readers, "readers", [reader])

    return opened


@pytest.fixture
def public(stored, open_to):
    open_to("everybody")
    return stored


def body(answer):
    return answer.getvalue()


def test_public_file_is_sent_whole_and_can_do_nothing(client, public):
    answer = client.get(public.get_absolute_url())

    assert (answer.status_code, body(answer)) == (200, BYTES)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(SIZE)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"plan.pdf\"; filename*=UTF-8''%CE%A3%CF%87%CE%AD%CE%B4%CE%B9%CE%BF%20plan.pdf"
    )
    assert answer["Cache-Control"] == "no-cache"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert public.sha256 not in str(answer.headers)


def test_public_file_costs_one_query(client, public, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(public.get_absolute_url())


def test_type_is_from_our_table_and_not_from_the_row(client, public):
    public.content_type = "text/html"
    public.save()
    storage.path_of(public).write_bytes(BYTES)

    assert client.get(public.get_absolute_url())["Content-Type"] == "application/octet-stream"


def test_file_is_for_whom_its_model_says_and_missing_for_all_others(client, client_of, stored, open_to):
    reader = UserFactory()
    open_to(reader)

    answer = client_of(reader).get(stored.get_absolute_url())
    others = [each.get(stored.get_absolute_url()) for each in (client, client_of(UserFactory()))]

    assert body(answer) == BYTES
    assert answer["Cache-Control"] == "private, no-store"
    assert [each.status_code for each in others] == [404, 404]


def test_right_that_was_taken_away_holds_at_once_and_for_parts(client_of, stored, open_to):
    reader = UserFactory()
    open_to(reader)
    browser = client_of(reader)
    mark = browser.get(stored.get_absolute_url())["ETag"]

    open_to(None)
    asked = [{}, {"If-None-Match": mark}, {"Range": "bytes=0-9"}]

    assert [browser.get(stored.get_absolute_url(), headers=each).status_code for each in asked] == [404, 404, 404]


def test_what_may_not_be_read_looks_like_what_is_not_there(client, stored):
    forbidden = client.get(stored.get_absolute_url(), headers={"X-Request-Id": "same-request"})
    missing = client.get(reverse("file", args=["x" * 24, "plan.pdf"]), headers={"X-Request-Id": "same-request"})

    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert forbidden.content.replace(stored.public_id.encode(), b"x" * 24) == missing.content


def test_row_without_bytes_is_missing(client, public):
    storage.path_of(public).unlink()

    assert [client.get(public.get_absolute_url()).status_code, client.head(public.get_absolute_url()).status_code] == [
        404,
        404,
    ]


def test_file_that_is_swept_while_it_is_opened_is_still_sent(client, public, monkeypatch):
    class Fleeting(type(Path())):
        def open(self, *args):
            file = super().open(*args)
            self.unlink()
            return file

    place = Fleeting(storage.path_of(public))
    monkeypatch.setattr(storage, "path_of", lambda stored: place)

    answer = client.get(public.get_absolute_url())

    assert (answer.status_code, answer["Content-Length"], body(answer)) == (200, str(SIZE), BYTES)


@pytest.mark.parametrize("state", ["pending", "refused"])
def test_file_that_is_not_ready_is_missing(client, public, state):
    public.state = state
    public.save()

    assert client.get(public.get_absolute_url()).status_code == 404


def test_other_name_leads_to_the_right_one(client, public):
    answer = client.get(reverse("file", args=[public.public_id, "other.exe"]))

    assert (answer.status_code, answer["Location"]) == (302, public.get_absolute_url())


def test_head_is_told_the_same_without_the_bytes(client, public):
    head, whole = client.head(public.get_absolute_url()), client.get(public.get_absolute_url())

    assert body(whole) == BYTES
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "X-Request-Id": ""} == {**whole.headers, "X-Request-Id": ""}


def test_file_that_is_known_already_is_not_sent_again(client, public):
    mark = client.get(public.get_absolute_url())["ETag"]

    answer = client.get(public.get_absolute_url(), headers={"If-None-Match": mark})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", mark)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        ("bytes=-99999999", 0, SIZE - 1),
        ("bytes=5-99999999", 5, SIZE - 1),
        ("bytes=70000-200000", 70000, 200000),
    ],
)
def test_part_is_sent_alone(client, public, asked, first, last):
    answer = client.get(public.get_absolute_url(), headers={"Range": asked})

    assert (answer.status_code, body(answer)) == (206, BYTES[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "bytes=9-2", "pages=1-2", "bytes=-", "bytes=a-b", "bytes=٣-٤", "x"])
def test_part_that_is_not_understood_is_the_whole_file(client, public, asked):
    answer = client.get(public.get_absolute_url(), headers={"Range": asked})

    assert (answer.status_code, body(answer)) == (200, BYTES)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", "bytes=999999999999999999-"])
def test_part_behind_the_end_is_refused(client, public, asked):
    answer = client.get(public.get_absolute_url(), headers={"Range": asked})

    assert (answer.status_code, answer["Content-Range"], answer.content) == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize(("mark", "status"), [(True, 206), (False, 200)])
def test_part_is_sent_only_of_the_file_the_client_knows(client, public, mark, status):
    known = f'"{public.public_id}"' if mark else '"another"'

    answer = client.get(public.get_absolute_url(), headers={"Range": "bytes=0-9", "If-Range": known})

    assert answer.status_code == status


def test_server_before_us_sends_the_bytes_where_it_is_told_to(client, public, settings):
    settings.ACCEL_REDIRECT = "/kept/"

    answer = client.get(public.get_absolute_url())

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["X-Accel-Redirect"] == f"/kept/{public.public_id}.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_files_lie_nowhere_else(client, public):
    assert [client.get(f"/{place}/{public.public_id}.pdf").status_code for place in ("media", "files", "static")] == [
        404,
        404,
        404,
    ]


def test_public_file_is_the_same_for_who_is_signed_in(client_of, public):
    """The session is not opened, so what is between us and visitors may keep it."""
    answer = client_of(UserFactory()).get(public.get_absolute_url())

    assert (body(answer), answer["Cache-Control"], dict(answer.cookies)) == (BYTES, "no-cache", {})
