"""What is kept of public pages, for how long, and what never is."""

import gzip
from datetime import UTC, datetime

import pytest
from csp.decorators import csp_update
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.utils.http import http_date

from catalogue.models import CatalogueVersion, touch
from catalogue.public import public_page
from config import page_cache
from config.kept_pages import pages
from tests.factories import InitiativeFactory, ServicePointFactory

LIST = "/initiatives/"
SAME = ("ETag", "Cache-Control", "Last-Modified", "Vary")


def headers_of(response, names=SAME):
    return {name: response.headers.get(name) for name in names}


@pytest.fixture
def initiative(db):
    return InitiativeFactory(title="Night buses", summary="They run all night. " * 10)


@pytest.fixture
def addresses(db, settings):
    """``addresses(view)``: the site is this one view at /page/, which counts how often it is called."""

    def serve(view):
        calls = []

        def counted(request):
            calls.append(request)
            return view(request)

        vars(counted).update(vars(view))
        settings.ROOT_URLCONF = type("Addresses", (), {"urlpatterns": [path("page/", counted)]})
        touch()
        return calls

    return serve


# A page that is kept -------------------------------------------------------------------------------------------------


def test_page_asked_for_again_costs_one_query(client, initiative, django_assert_num_queries):
    first = client.get(LIST)

    with django_assert_num_queries(1):
        again = client.get(LIST)

    assert (again.content, headers_of(again)) == (first.content, headers_of(first))
    assert b"Night buses" in again.content


def test_who_has_the_page_is_told_so_for_one_query(client, initiative, django_assert_num_queries):
    first = client.get(LIST)
    pages.forget()  # another process, which never made this page

    with django_assert_num_queries(1):
        again = client.get(LIST, headers={"If-None-Match": f'"another", {first["ETag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert headers_of(again) == headers_of(first)


def test_page_says_how_it_may_be_kept(client, initiative):
    answer = client.get(LIST)

    changed_at = CatalogueVersion.objects.get().changed_at
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["Last-Modified"] == http_date(changed_at.timestamp())
    assert answer["ETag"].startswith('W/"')


def test_caches_on_the_way_need_not_ask_while_the_operator_says_so(client, initiative, settings):
    settings.SHARED_MAX_AGE = 30

    assert client.get(LIST)["Cache-Control"] == "public, max-age=0, s-maxage=30, must-revalidate"


@pytest.mark.parametrize("address", ["/initiatives/suggestions.json?q=night", "/cities/suggestions.json?q=city"])
def test_suggestion_is_shown_again_for_a_minute_at_most(client, initiative, address):
    assert client.get(address)["Cache-Control"] == "public, max-age=60, must-revalidate"


@pytest.mark.parametrize("known", ['"another"', "*", "", 'W/"', "é", '"' + "0" * 32 + '"'])
def test_who_has_something_else_gets_the_page(client, initiative, known):
    assert client.get(LIST, headers={"If-None-Match": known}).status_code == 200


def test_date_alone_is_no_proof_that_the_page_is_the_same(client, initiative):
    first = client.get(LIST)

    assert client.get(LIST, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_answer_is_of_its_address_language_and_parameters(client, initiative):
    asked = [LIST, "/de" + LIST, LIST + "?q=night", LIST + "?q=day", LIST + "?utm=1", "/initiatives/filters/", "/"]

    etags = [client.get(each)["ETag"] for each in asked]

    assert len(set(etags)) == len(asked)
    assert [client.get(each, headers={"If-None-Match": etags[0]}).status_code for each in asked] == [304] + [200] * 6


def test_order_of_the_names_does_not_matter_and_that_of_the_values_does():
    assert page_cache.in_order("b=2&a=1") == page_cache.in_order("a=1&b=2")
    assert page_cache.in_order("a=1&a=2") != page_cache.in_order("a=2&a=1")
    assert page_cache.in_order("b=1&a=3&a=2&&=") == "&=&a=3&a=2&b=1"


def test_page_with_its_parameters_in_another_order_is_the_same(client, initiative):
    query = [("sort", "started"), ("country", "FR"), ("q", "night"), ("language", "en"), ("page", "1")]
    asked = ["&".join("=".join(pair) for pair in each) for each in (query, query[::-1])]

    bodies = []
    for each in asked:
        body = client.get(f"{LIST}?{each}").content.decode()
        for ampersand in ("&amp;", "\\u0026"):  # of links and of JSON-LD
            body = body.replace(each.replace("&", ampersand), "QUERY")
        bodies.append(body)
        pages.forget()

    assert bodies[0] == bodies[1]


def test_wrong_parameter_is_a_page_like_any_other(client, initiative, django_assert_num_queries):
    first = client.get(LIST + "?country=nowhere")

    with django_assert_num_queries(1):
        assert client.get(LIST + "?country=nowhere").content == first.content


def test_very_long_query_is_answered_and_not_kept(client, initiative):
    answer = client.get(LIST + "?x=" + "x" * 2000)

    assert (answer.status_code, b"Night buses" in answer.content, pages.weight) == (200, True, 0)


def test_without_memory_nothing_is_kept_and_who_has_the_page_is_still_told(client, initiative, settings):
    settings.PAGE_CACHE_BYTES = 0

    first = client.get(LIST)

    assert (first.status_code, pages.weight) == (200, 0)
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_header_of_each_answer_is_its_own(client, initiative):
    first, again = client.get(LIST), client.get(LIST, headers={"X-Request-Id": "asked-once-more"})

    assert again["X-Request-Id"] == "asked-once-more" != first["X-Request-Id"]
    others = sorted(set(first.headers) - {"X-Request-Id"})
    policies = {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options", "Content-Language"}
    assert headers_of(again, others) == headers_of(first, others)
    assert policies <= set(others)


def test_304_leaves_the_policies_of_the_page_alone(client, initiative):
    first = client.get(LIST)

    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})

    policies = {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options", "Cross-Origin-Resource-Policy"}
    assert (again.status_code, policies & set(again.headers)) == (304, set())


def test_policy_of_a_page_is_kept_with_it(client, addresses):
    calls = addresses(public_page(csp_update({"frame-ancestors": ["https://partner.example"]})(simple)))

    first, again = client.get("/page/"), client.get("/page/")

    assert len(calls) == 1
    assert "https://partner.example" in first["Content-Security-Policy"]
    assert sorted(again["Content-Security-Policy"].split("; ")) == sorted(first["Content-Security-Policy"].split("; "))


# Packed, and without a body ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [False, True])
def test_page_is_packed_for_who_takes_that(client, initiative, kept):
    plain = client.get(LIST)
    if not kept:
        pages.forget()

    packed = client.get(LIST, headers={"Accept-Encoding": "br;q=1.0, gzip;q=0.8"})

    assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(packed.content)))
    assert gzip.decompress(packed.content) == plain.content
    assert (headers_of(packed), plain.get("Content-Encoding")) == (headers_of(plain), None)


@pytest.mark.parametrize("accepted", ["gzip;q=0", "gzip; q=0.0, br", "br", "identity", "*", "xgzipx"])
def test_who_does_not_ask_for_it_gets_the_page_as_it_is(client, initiative, accepted):
    answer = client.get(LIST, headers={"Accept-Encoding": accepted})

    assert (answer.get("Content-Encoding"), b"Night buses" in answer.content) == (None, True)


def test_answer_that_would_not_become_smaller_is_not_packed(client, initiative):
    answer = client.get("/cities/suggestions.json", {"q": "x"}, headers={"Accept-Encoding": "gzip"})

    assert (answer.get("Content-Encoding"), answer["Vary"]) == (None, "Accept-Encoding")


@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_head_says_what_get_would(client, initiative, accepted):
    names = [*SAME, "Content-Length", "Content-Encoding", "Content-Type"]
    made = client.head(LIST, headers={"Accept-Encoding": accepted})
    nothing_kept = pages.weight == 0
    page = client.get(LIST, headers={"Accept-Encoding": accepted})
    kept = client.head(LIST, headers={"Accept-Encoding": accepted})

    assert headers_of(made, names) == headers_of(kept, names) == headers_of(page, names)
    assert (nothing_kept, made.content, kept.content) == (True, b"", b"")


# Fresh ---------------------------------------------------------------------------------------------------------------


def test_change_is_in_the_next_answer(client, initiative):
    first = client.get(LIST)

    InitiativeFactory(title="Day buses")
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, b"Day buses" in again.content, again["ETag"] != first["ETag"]) == (200, True, True)


def test_another_release_has_other_pages(client, initiative, monkeypatch):
    first = client.get(LIST)
    monkeypatch.setattr(page_cache, "release", lambda: "the next one")

    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_page_made_while_the_catalogue_changed_is_not_shown_after_it(client, addresses):
    @public_page
    def changing(request):
        touch()
        return HttpResponse("as it was in between")

    calls = addresses(changing)

    first, again = client.get("/page/"), client.get("/page/")

    assert (len(calls), first["ETag"] != again["ETag"]) == (2, True)


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_sees_is_kept_for_nobody(client):
    InitiativeFactory(title="Night buses")

    with transaction.atomic():
        InitiativeFactory(title="Never published")
        inside = client.get(LIST)
        transaction.set_rollback(True)

    assert (b"Never published" in inside.content, inside.get("ETag"), pages.weight) == (True, None, 0)
    assert b"Never published" not in client.get(LIST).content


def test_page_that_says_what_time_it_is_lasts_until_the_next_minute(client, db, monkeypatch):
    hours = [[day, "09:00", "17:00"] for day in range(7)]
    point = ServicePointFactory(hours=hours, time_zone="Europe/Madrid", status="open")
    touch(point)

    def at(second):
        now = datetime(2030, 1, 14, 10, 20, second, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        monkeypatch.setattr(page_cache, "time", now.timestamp)

    at(0)
    first = client.get(point.get_absolute_url())
    at(59)
    same = client.get(point.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    monkeypatch.undo()
    now = client.get(point.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert b"it is 11:20 in Madrid" in first.content
    assert (same.status_code, now.status_code, now.content != first.content) == (304, 200, True)


def test_page_that_says_what_time_it_is_is_asked_for_by_every_cache(client, db, settings):
    settings.SHARED_MAX_AGE = 30
    point = ServicePointFactory()
    touch(point)

    assert client.get(point.get_absolute_url())["Cache-Control"] == "public, max-age=0, must-revalidate"


# Never ---------------------------------------------------------------------------------------------------------------


def simple(request):
    return HttpResponse("the same for everybody")


def says_nothing(request):
    return HttpResponse("not marked")


def reads_session(request):
    return HttpResponse(request.session.get("name", "nobody"))


def writes_session(request):
    request.session["name"] = "x"
    return HttpResponse("written")


def reads_person(request):
    return HttpResponse(str(request.user))


def reads_messages(request):
    return HttpResponse(", ".join(map(str, messages.get_messages(request))))


def leaves_a_message(request):
    messages.info(request, "For your eyes only")
    return HttpResponse("left")


def has_a_form(request):
    return HttpResponse(get_token(request))


def sets_cookie(request):
    response = HttpResponse("tracked")
    response.set_cookie("seen", "1")
    return response


def streams(request):
    return StreamingHttpResponse(["piece ", "by piece"])


def is_missing(request):
    return HttpResponse("gone", status=404)


def varies(request):
    return HttpResponse("part" if "HX-Request" in request.headers else "whole", headers={"Vary": "HX-Request"})


def is_private(request):
    return HttpResponse("mine", headers={"Cache-Control": "max-age=5, private"})


def is_packed(request):
    return HttpResponse(gzip.compress(b"x"), headers={"Content-Encoding": "gzip"})


UNSAFE = [
    *(reads_session, writes_session, reads_person, reads_messages, leaves_a_message, has_a_form, sets_cookie),
    *(is_missing, varies, is_private, is_packed),
]


@pytest.mark.parametrize("view", UNSAFE, ids=[view.__name__ for view in UNSAFE])
def test_answer_that_may_not_be_for_everybody_is_not_kept(cast, client_of, addresses, view):
    calls = addresses(public_page(view))
    browser = client_of(cast.editor)

    first, again = browser.get("/page/"), browser.get("/page/")

    assert (len(calls), pages.weight) == (2, 0)
    assert (first.get("ETag"), again.get("ETag"), first.get("Last-Modified")) == (None, None, None)


def test_answer_in_pieces_is_not_kept_and_who_has_it_is_told_so(client, addresses, django_assert_num_queries):
    calls = addresses(public_page(streams))

    first = client.get("/page/", headers={"Accept-Encoding": "gzip"})
    with django_assert_num_queries(1):
        again = client.get("/page/", headers={"If-None-Match": first["ETag"]})

    assert (first.getvalue(), first.get("Content-Encoding"), again.status_code) == (b"piece by piece", None, 304)
    assert (headers_of(again), len(calls), pages.weight) == (headers_of(first), 1, 0)


def test_certain_page_of_the_same_site_is_kept(cast, client_of, addresses):
    calls = addresses(public_page(simple))
    browser = client_of(cast.editor)

    first, again = browser.get("/page/"), browser.get("/page/")

    assert (len(calls), first.content, again.content) == (1, b"the same for everybody", b"the same for everybody")


def test_view_that_says_nothing_is_not_kept(client, addresses, django_assert_num_queries):
    calls = addresses(says_nothing)

    with django_assert_num_queries(0):
        answers = [client.get("/page/") for _ in range(2)]

    assert (len(calls), pages.weight) == (2, 0)
    assert [answer.get("ETag") for answer in answers] == [None, None]


def test_marked_view_finds_nobody_to_depend_on(cast, client_of, addresses):
    calls = addresses(public_page(reads_person))

    answer = client_of(cast.editor).get("/page/", headers={"Cookie": "csrftoken=" + "x" * 32})

    assert answer.content == b"AnonymousUser"
    assert (calls[0].COOKIES, calls[0].headers.get("Cookie")) == ({}, None)


def test_request_with_credentials_passes_by(client, initiative):
    client.get(LIST)

    answer = client.get(LIST, headers={"Authorization": "Bearer something"})

    assert ({"private", "no-store"} <= set(answer["Cache-Control"].split(", ")), answer.get("ETag")) == (True, None)


def test_post_is_not_answered_from_memory(client, addresses):
    calls = addresses(public_page(simple))
    client.get("/page/")

    client.post("/page/")

    assert [request.method for request in calls] == ["GET", "POST"]


def test_kept_page_is_not_served_to_another_host(client, initiative):
    client.get(LIST)

    assert client.get(LIST, headers={"Host": "elsewhere.example"}).status_code == 400


def test_page_of_a_signed_in_editor_is_everybodys_and_sets_no_cookie(cast, client_of, client, initiative):
    editor = client_of(cast.editor)

    first, again, visitors = editor.get(LIST), editor.get(LIST), client.get(LIST)

    assert first.content == again.content == visitors.content
    assert [dict(each.cookies) for each in (first, again, visitors)] == [{}, {}, {}]
    assert cast.editor.name.encode() not in first.content


def test_site_under_development_keeps_nothing(client, initiative, settings):
    settings.DEBUG = True
    client.handler.load_middleware()

    first, again = client.get(LIST), client.get(LIST)

    assert (first.get("ETag"), again.get("ETag"), pages.weight) == (None, None, 0)
