"""Requests that carry files: too many, too large, or not what they say they are."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from files import uploading

SIGN_IN = "account_login"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(uploading, "LARGEST", 1000)
    monkeypatch.setattr(uploading, "LARGEST_REQUEST", 3000)


def file(size, name="plan.pdf"):
    return SimpleUploadedFile(name, b"x" * size)


def files_of(**files):
    request = RequestFactory().post("/", files)
    return {name: (each.size, each.is_cut_off, each.read()) for name, each in request.FILES.items()}


def test_file_of_the_largest_size_arrives_whole_and_a_byte_more_arrives_marked_and_empty():
    assert files_of(whole=file(1000), more=file(1001)) == {
        "whole": (1000, False, b"x" * 1000),
        "more": (1001, True, b""),
    }


def test_fields_behind_a_file_that_is_too_large_arrive():
    request = RequestFactory().post("/", {"file": file(2000), "title": "A plan"})

    assert request.POST.dict() == {"title": "A plan"}


def post(browser, **fields):
    browser.get(reverse(SIGN_IN))
    return browser.post(reverse(SIGN_IN), fields)


def is_our_page(answer):
    return b"<html" in answer.content and b"Traceback" not in answer.content


@pytest.mark.parametrize("checked", [False, True], ids=["in the view", "where its token is looked for"])
@pytest.mark.parametrize(
    "fields",
    [
        lambda: {f"file{number}": file(1) for number in range(101)},
        lambda: {f"field{number}": "a" for number in range(1001)},
        lambda: {"one": file(2000), "two": file(1500)},
        lambda: {"long": "a" * (2 * 1024 * 1024 + 1)},
    ],
    ids=["101 files", "1,001 fields", "too large together", "a field of 2 MB"],
)
def test_request_that_is_too_much_is_answered_with_our_page(db, settings, tmp_path, fields, checked):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    answer = post(Client(enforce_csrf_checks=checked, raise_request_exception=False), **fields())

    assert (answer.status_code, is_our_page(answer)) == (400, True)
    assert list(tmp_path.glob("*.upload*")) == []


def raw(body, **environ):
    kind = "multipart/form-data; boundary=edge"
    browser = Client(raise_request_exception=False)
    return browser.generic(
        "POST", reverse(SIGN_IN), body, content_type=kind, **{"wsgi.input": BytesIO(body), **environ}
    )


PART = b'--edge\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n%s\r\n\r\n%s\r\n--edge--\r\n'


@pytest.mark.parametrize(
    ("body", "environ", "status"),
    [
        (PART % (b"", b"x" * 100), {"CONTENT_LENGTH": "20"}, 200),
        (PART % (b"", b"x" * 100), {"CONTENT_LENGTH": "100000"}, 200),
        (PART % (b"", b"x" * 100), {"CONTENT_LENGTH": "-1"}, 400),
        (PART % (b"", b"x" * 100), {"CONTENT_LENGTH": "many"}, 200),
        (PART % (b"", b"x" * 100), {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, 200),
        (PART % (b"Content-Transfer-Encoding: base64", b"eHh4"), {}, 200),
        (PART % (b"Content-Transfer-Encoding: base64", b"!!!!"), {}, 200),
        (b"no part at all", {}, 200),
    ],
    ids=["short", "long", "negative", "no number", "chunked", "base64", "no base64", "no parts"],
)
def test_request_that_is_not_what_it_says_is_answered(db, body, environ, status):
    answer = raw(body, **environ)

    assert (answer.status_code, is_our_page(answer)) == (status, True)


def test_part_in_base64_is_counted_as_what_it_holds():
    body = PART % (b"Content-Transfer-Encoding: base64", b"eHh4")
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=edge")

    assert request.FILES["f"].read() == b"xxx"


def test_nothing_is_left_of_what_arrived(rf):
    request = rf.post("/", {"file": file(500)})
    place = Path(request.FILES["file"].temporary_file_path())
    there = place.exists()
    request.close()

    assert (there, place.exists()) == (True, False)
