"""One JSON object a line, whatever users send."""

import json
import logging
import sys
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, OperationalError
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config.logs import LONGEST, JSONFormatter
from record.middleware import request_id


class Unwritable:
    def __str__(self):
        raise RuntimeError("no words")


def line(message="said", *arguments, exc_info=None, **extras):
    record = logging.LogRecord("showcase", logging.WARNING, __file__, 1, message, arguments, exc_info)
    vars(record).update(extras)
    return JSONFormatter().format(record)


def test_line_holds_time_level_logger_message_and_request():
    token = request_id.set("abc")
    try:
        record = logging.LogRecord("showcase", logging.INFO, __file__, 1, "%s sent", ("Ana",), None)
        record.created = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC).timestamp()
        written = json.loads(JSONFormatter().format(record))
    finally:
        request_id.reset(token)

    assert written == {
        "time": "2026-03-01T12:30:15.250+00:00",
        "level": "INFO",
        "logger": "showcase",
        "message": "Ana sent",
        "request_id": "abc",
    }


def test_extras_stand_beside_the_message():
    written = json.loads(line(mail=7, checks={"disk": "ok"}, when=datetime(2026, 1, 2, tzinfo=UTC)))

    assert (written["mail"], written["checks"]) == (7, {"disk": "ok"})
    assert written["when"] == "2026-01-02 00:00:00+00:00"


def test_extras_cannot_pretend_to_be_the_line():
    written = json.loads(line(level="DEBUG", logger="other", request_id="forged"))

    assert (written["level"], written["logger"], written["request_id"]) == ("WARNING", "showcase", request_id.get())


@pytest.mark.parametrize("hostile", ['\n{"level": "INFO"}', "\r\n", "\x00\x1b[31m\x7f", "\u2028\u2029\u0085", "\ud800"])
def test_hostile_text_stays_inside_its_line(hostile):
    written = line("searched for %s", hostile, text=hostile)

    assert written.isascii()
    assert written.isprintable()
    assert json.loads(written)["message"] == "searched for " + hostile.replace("\ud800", "?")


@given(
    st.text(st.characters()), st.recursive(st.none() | st.text() | st.floats() | st.integers(), st.lists, max_leaves=5)
)
def test_any_text_is_one_printable_json_object(text, extra):
    written = line(text, extra=extra)

    assert written.isascii()
    assert written.isprintable()
    assert isinstance(json.loads(written, parse_constant=pytest.fail), dict)


def exception_of(error, cause=None):
    """What is written of an exception, line by line."""
    try:
        raise error from cause
    except type(error):
        written = line("failed", exc_info=sys.exc_info())
    assert written.isprintable()
    return json.loads(written)["exception"].splitlines()


def test_exception_is_one_field_of_the_same_line():
    written = exception_of(OperationalError("no such table: city\nLINE 1: SELECT 'Ana'"))

    assert written[0].startswith(f'  File "{__file__}", line ')
    assert written[1:] == ["    raise error from cause", "OperationalError: no such table: city"]


@pytest.mark.parametrize("error", [ValueError, KeyError, RuntimeError, IntegrityError, OSError])
def test_words_of_an_exception_that_may_quote_somebody_are_left_out(error):
    assert exception_of(error("DETAIL: Key (email)=(ana@city.example), Ana Ruiz"))[-1] == error.__qualname__


def test_cause_of_an_exception_stands_before_it():
    assert [each for each in exception_of(TypeError("wrong"), KeyError("Ana")) if not each.startswith(" ")] == [
        "KeyError",
        "which led to:",
        "TypeError: wrong",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Not Found: /people/ana.ruiz@city.example/", "Not Found: /people/[address]/"),
        ("{'Ana@City.Example': (550, b'unknown <ana@city.example>')}", "{'[address]': (550, b'unknown <[address]>')}"),
        ("GET /account/?email=ana%40city.example&next=/ 200", "GET /account/?[query] 200"),
        ("Referer failed - https://city.example/?q=Ana+Ruiz is", "Referer failed - https://city.example/?[query] is"),
        ("josé@münchen.example wrote", "[address] wrote"),
        ("/files/ana%40city.example.pdf", "/files/[address]"),
        ("Why? 2 @ 3 and a=b", "Why? 2 @ 3 and a=b"),
    ],
)
def test_mail_addresses_and_query_strings_are_left_out(text, left):
    written = json.loads(line("%s", text, more=[text]))

    assert (written["message"], written["more"]) == (left, [left])


def test_wrong_placeholder_does_not_lose_the_line():
    assert json.loads(line("%d cities", "three"))["message"] == "%d cities [TypeError in its arguments]"


def test_object_without_words_does_not_lose_the_line():
    assert json.loads(line(thing=Unwritable()))["thing"] == "[RuntimeError while writing a Unwritable]"


def test_value_that_contains_itself_ends():
    endless = {}
    endless["again"] = endless

    assert json.loads(line(endless=endless))["message"] == "said"


def test_long_text_is_cut():
    assert len(json.loads(line("x" * (LONGEST + 1)))["message"]) == LONGEST


def test_request_becomes_method_and_route_without_its_address():
    request = RequestFactory().get("/reset/secret-token/?key=secret")
    written = line("Not Found", request=request)

    assert written.count("secret") == 0
    assert (json.loads(written)["method"], json.loads(written)["route"]) == ("GET", None)


@pytest.mark.parametrize("name", ["account_reset_password_from_key", "account_confirm_email", "follow-own"])
def test_address_that_is_a_key_is_logged_without_the_key(name):
    arguments = ["3", "secret"] if name == "account_reset_password_from_key" else ["secret"]
    address = reverse(name, args=arguments)
    written = json.loads(line("GET %s 302", address, referer=f"https://showcase.example{address}"))

    assert written["message"] == f"GET {address.rsplit('/', 2)[0]}/[key]/ 302"
    assert written["referer"] == f"https://showcase.example{address.rsplit('/', 2)[0]}/[key]/"
