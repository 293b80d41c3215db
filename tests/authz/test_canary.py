"""Every text has a word of its own; each login asks for everything and reads no word that is not for it.

``make prove-authz`` asks everything on both databases (CANARY=full asks this alone); the suite asks a part of it, as
three logins.
"""

import logging
import os
import random
import re
from itertools import chain

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from catalogue import api
from showcase.models import Submission
from showcase.querysets import SubmissionQuerySet
from tests.authz.canary import addresses, world
from tests.authz.canary.audience import AUDIENCE, NEVER_SHOWN, foreign_to
from tests.authz.canary.columns import without_a_word
from tests.authz.canary.crawl import Crawl
from tests.authz.canary.people import LOGINS
from tests.authz.canary.words import word
from tests.proofs import tell

FULL = "full" in (os.environ.get("CANARY"), os.environ.get("AUTHZ"))
WHO = LOGINS if FULL else ("visitor", "rival_editor", "colleague")
LINKS, ANSWERS = (400, 10**6) if FULL else (32, 84)  # of each login: found on pages, and with those guessed
ASK_EVERYTHING = ("editor", "rival_editor")  # each foreign word in the search of each list
SEED = 20263
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet(caplog, monkeypatch):
    """Thousands of answers are refusals; nobody reads a line for each. And nobody is refused for asking thousands."""
    monkeypatch.setattr(api, "MOST", 10**9)
    for name in ("django.request", "django.security"):
        caplog.set_level(logging.CRITICAL, logger=name)


@pytest.fixture
def made(cast, vocabulary):
    return world.make(cast, vocabulary)


@pytest.fixture
def crawls(made, client_of):
    """One for each login; who was signed in before their account was closed still has the session."""
    browsers = {name: Client() if name == "visitor" else client_of(made.people[name]) for name in WHO}
    world.close(made)
    for browser in browsers.values():
        browser.raise_request_exception = False
    return [Crawl(name, browser, made.known) for name, browser in browsers.items()]


def guesses(crawl, made):
    """What no page names; whoever has no list in the back office is refused there alike, so fewer rows will do."""
    foreign = foreign_to(crawl.login, "/admin/")
    own, lists = made.people.get(crawl.login), list(crawl.open_lists())
    rows = list(addresses.of_rows(world.rows_of_the_house()))
    read = [model for model in lists if FULL or model is Submission]
    asked = [list(addresses.questions_of(model, own, made.known, foreign)) for model in read]
    kinds = [
        rows if lists else some(rows, 200),
        addresses.of_texts(person.pseudonym for person in made.people.values()),
        addresses.of_pages(),
        addresses.of_files(),
        addresses.of_affiliations(),
        addresses.of_helpers(),
        addresses.public_questions(some(sorted(foreign), 60 if crawl.login == "visitor" else 5)),
        *(questions if crawl.login in ASK_EVERYTHING else some(questions, 20) for questions in asked),
    ]
    return kinds if FULL else [some(list(kind), 4) for kind in kinds]


def some(asked, most):
    """A few of each kind, the same ones each time."""
    return random.Random(SEED).sample(asked, min(len(asked), most))  # noqa: S311


def report(crawls, findings):
    """One line of figures for ``make prove-authz``."""
    answers = sum(crawl.answers for crawl in crawls)
    told = f"{answers:,} answers, {len(crawls)} logins, {len(AUDIENCE)} markers, {len(findings)} foreign words"
    tell(f"canary on {connection.vendor}: {told}")


def test_no_login_reads_a_word_that_is_not_for_it(crawls, made):
    for crawl in crawls:
        crawl.walk(addresses.STARTS, LINKS)
        crawl.ask_all(chain.from_iterable(guesses(crawl, made)), ANSWERS)
    findings = [finding for crawl in crawls for finding in crawl.findings]
    report(crawls, findings)

    assert findings == []
    if FULL:  # a word that nobody met at all would prove nothing
        met = set().union(*(crawl.met for crawl in crawls))
        assert sorted(set(AUDIENCE) - met) == sorted(NEVER_SHOWN)


def test_every_column_of_text_holds_a_word(made):
    assert without_a_word() == {"Edition.what", "Entry.event", "InitiativeTranslation.source_hash"}  # ours alone


# Their own rows, counted by hand from texts.STORIES and places.
COUNTS = {
    "editor": {
        **{"cities_city": 4, "cities_affiliation": 9, "networks_network": 1, "networks_membership": 1},
        **{"networks_servicepoint": 2, "showcase_initiative": 3, "showcase_submission": 3},
        **{"webinars_series": 1, "webinars_webinar": 2, "webinars_person": 4, "reports_report": 1},
    },
    "rival_editor": {
        **{"cities_city": 2, "cities_affiliation": 7, "networks_network": 1, "networks_membership": 2},
        **{"networks_servicepoint": 1, "showcase_initiative": 2, "showcase_submission": 3},
        **{"webinars_series": 1, "webinars_webinar": 2, "webinars_person": 4, "reports_report": 1},
    },
}
TABS = {"editor": [3, 2, 3, 1, 2], "rival_editor": [3, 1, 2, 0, 0], "dual": [3, 0, 3, 1, 2], "staff": [0] * 5}
FACET = re.compile(r"<a href=\"\?[^\"]*\"[^>]*>[^<]*\((\d+)\)\s*</a>")


def test_lists_of_an_editor_count_their_own_rows_only(made, client_of):
    assert {login: counted(client_of(made.people[login]), COUNTS[login]) for login in COUNTS} == COUNTS


def counted(browser, names):
    """What the lists say there is, in all and beside each filter."""
    pages = {name: browser.get(reverse(f"admin:{name}_changelist"), {"_facets": "True"}) for name in names}
    return {name: max([page.context["cl"].result_count, *facets_of(page)]) for name, page in pages.items()}


def facets_of(page):
    return [int(number) for number in FACET.findall(page.content.decode())]


def test_tabs_of_the_queue_count_their_own_rows_only(made, client_of):
    queue = reverse("admin:showcase_submission_changelist")
    pages = {login: client_of(made.people[login]).get(queue) for login in TABS}

    assert {login: [tab["n"] for tab in page.context["tabs"]] for login, page in pages.items()} == TABS


def test_crawl_names_what_a_leak_shows_and_what_it_lets_somebody_guess(made, client_of, monkeypatch):
    monkeypatch.setattr(SubmissionQuerySet, "managed_by", lambda self, user: self)
    crawl = Crawl("rival_editor", client_of(made.people["rival_editor"]), made.known)
    queue = "/admin/showcase/submission/?tab=with-city"
    search = f"/admin/showcase/submission/?q={word('submitted')}"

    crawl.ask_all([queue, search], ANSWERS)

    assert crawl.findings == [
        ("rival_editor", queue, "asked"),
        ("rival_editor", queue, "on behalf"),
        ("rival_editor", queue, "prepared"),
        ("rival_editor", queue, "prepared, taken over"),
        ("rival_editor", search, "is another answer than to a word that nobody wrote"),
    ]
