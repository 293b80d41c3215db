"""Every address, asked by everybody in every way: the status each gets, and that nothing changes that should not.

``make prove-authz`` asks all of it on both databases; the suite a part that is drawn anew for each route.
"""

import os
import random
import re

from tests.authz.asking import METHODS, ask
from tests.authz.expected import READ, REFUSED, WRITTEN, status_of, tables_of
from tests.authz.logins import AS
from tests.authz.routes import addresses, all_routes, without_rows

FULL = os.environ.get("AUTHZ") == "full"
SAFE = ("GET", "HEAD", "OPTIONS")
PROBES = {
    "health-ready": {"record_oncekey"},  # writes a row to see whether it can, and takes it back
    # They count how often somebody asks.
    **{name: {"record_count"} for name in READ if name.startswith(("api", "social-"))},
}
VARIES = re.compile(rb'csrfmiddlewaretoken" value="\w+"')


def drawn(name):
    """``[(login, method), ...]`` for a route: all there are, or three of the one with two of the other."""
    draw = random.Random(name)  # noqa: S311 -- the same part on every run
    logins, methods = (AS, METHODS) if FULL else (draw.sample(sorted(AS), 3), draw.sample(METHODS, 2))
    return [(who, method) for who in logins for method in methods]


def test_every_route_has_a_row_and_every_row_a_route(figures):
    routes = all_routes()
    figures["unlisted"] += len((routes ^ READ.keys()) | (routes ^ WRITTEN.keys()))

    assert sorted(READ) == sorted(WRITTEN) == sorted(routes)


def test_every_cell_answers_as_its_row_says(logins, world, figures):
    wrong = {}
    for name, address in addresses(world).items():
        for who, method in drawn(name):
            answer = ask(logins[who], method, address)
            figures["cells"] += 1
            if faults := faults_of(answer, name, who, method):
                wrong[name, who, method] = faults
    figures["wrong"] += len(wrong)

    assert wrong == {}


def faults_of(answer, name, who, method):
    """What is not as it should be, in words."""
    expected, may_change = status_of(name, who, method), tables_of(name, who, method)
    faults = [f"answers {answer.status}, not {expected}"] if answer.status != expected else []
    if answer.tables != may_change:
        faults.append(f"changes {sorted(answer.tables)}, not {sorted(may_change)}")
    if method in SAFE and answer.books - {"django_session"} - PROBES.get(name, set()):
        faults.append(f"writes {sorted(answer.books)}")
    if method in ("HEAD", *METHODS[-3:]) and answer.body:
        faults.append("has a body")
    if answer.status == 405 and "GET" not in answer.allow and "POST" not in answer.allow:
        faults.append("names no method that is allowed")
    return faults


def test_what_is_not_theirs_is_what_is_not_there_byte_for_byte(logins, world, figures):
    there, gone = addresses(world), addresses(without_rows(world))
    wrong = {}
    for name in there:
        for who, method in pairs_of(name) if there[name] != gone[name] else ():
            if status_of(name, who, method) != 404:
                continue
            pages = [ask(logins[who], method, each[name]) for each in (there, gone)]
            figures["pairs"] += 1
            if bare(pages[0], there[name]) != bare(pages[1], gone[name]):
                wrong[name, who, method] = [page.status for page in pages]
    figures["wrong"] += len(wrong)

    assert wrong == {}


def pairs_of(name):
    draw = random.Random(name)  # noqa: S311 -- the same part on every run
    pairs = [(who, method) for who in AS for method in ("GET", "POST")]
    return pairs if FULL else draw.sample(pairs, 6)


def bare(answer, address):
    """A page without its reference number, its token and its own address."""
    number = answer.response.headers["X-Request-Id"].encode()
    body = answer.body.replace(number, b"").replace(address.strip("/").encode(), b"")
    return answer.status, VARIES.sub(b"", body)


def test_refused_method_says_which_ones_there_are(logins):
    answers = {method: ask(logins["editor"], method, "/account/login/") for method in REFUSED}

    assert {(answer.status, answer.allow) for answer in answers.values()} == {(405, "GET, HEAD, POST")}
