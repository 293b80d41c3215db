"""What every answer carries: pages, errors, static files, machines' addresses."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from config.middleware import HeadersMiddleware, PathLocaleMiddleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}
STATIC = "/static/admin/css/base.css"
ADDRESSES = ["/health/live", "/robots.txt", "/nothing/here/", "/de/nothing/here/", STATIC]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_carries_every_safety_header(client, address):
    answer = client.get(address)

    assert {name: answer.get(name) for name in EXPECTED} == EXPECTED


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_carries_the_content_policy(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == sorted(POLICY.split("; "))


@pytest.mark.django_db
def test_static_file_is_served_with_its_type(client):
    answer = client.get(STATIC)

    assert (answer.status_code, answer["Content-Type"]) == (200, 'text/css; charset="utf-8"')


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_does_not_vary_by_language_and_sets_no_cookie(client, address):
    answer = client.get(address, headers={"Accept-Language": "fr"})

    assert "Accept-Language" not in answer.get("Vary", "")
    assert dict(answer.cookies) == {}


def test_refused_host_still_gets_the_headers(client):
    answer = client.get("/robots.txt", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert {name: answer.get(name) for name in EXPECTED} == EXPECTED


def test_view_may_open_itself_to_other_origins():
    def view(request):
        return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    answer = HeadersMiddleware(view)(RequestFactory().get("/"))

    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en"),
        ("/initiatives/", "en"),
        ("/es/", "es"),
        ("/fr/initiatives/", "fr"),
        ("/de", "de"),
        ("/design/", "en"),
        ("/pt/", "en"),
    ],
)
def test_path_alone_decides_the_language(path, language):
    spoken = []

    def view(request):
        spoken.append((translation.get_language(), request.LANGUAGE_CODE))
        return HttpResponse()

    request = RequestFactory().get(path, headers={"Accept-Language": "fr", "Cookie": "django_language=es"})
    with translation.override("de"):  # what an earlier request of this thread left behind
        answer = PathLocaleMiddleware(view)(request)

    assert spoken == [(language, language)]
    assert (answer["Content-Language"], answer.get("Vary")) == (language, None)


@pytest.mark.django_db
def test_request_id_of_a_proxy_is_kept_when_it_is_well_formed(client):
    assert client.get("/health/live", headers={"X-Request-Id": "abcdef-123456"})["X-Request-Id"] == "abcdef-123456"
    assert client.get("/health/live", headers={"X-Request-Id": "a\tb;drop"})["X-Request-Id"] != "a\tb;drop"


def test_answer_that_opened_the_session_is_kept_by_no_cache(client_of, cast):
    answer = client_of(cast.author).get("/account/")

    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


@pytest.mark.django_db
def test_static_file_is_not_offered_to_other_origins(client):
    assert client.get(STATIC).get("Access-Control-Allow-Origin") is None
