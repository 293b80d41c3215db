"""What a first and a second view weigh, with the longest real texts, served as in production; no stopwatch.

Weights are those of gzip at level 6, which whatever stands before the server applies. Fonts are compressed already.
"""

import gzip
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse

from catalogue.models import touch
from catalogue.templatetags import pieces
from networks import maps
from showcase.models import Initiative, Submission
from tests.browser.looking import prove
from tests.factories import AffiliationFactory, InitiativeFactory, UserFactory
from tests.reference_files import longest_copy

KB = 1000
BUDGETS = {  # in kB: the HTML, and everything but pictures
    "list": (12, 100),
    "initiative": (14, 118),
    "home": (22, 160),
    "map": (22, 160),
    "form": (12, 100),  # all seven sections on one page
}
MOST_REQUESTS = 12  # without maps and their lettering, which weigh but are pictures
PICTURES = (".svg", ".png", ".webp")
MAPS = re.compile(r"/static/maps/|/serif-italic-map\.")
HASHED = "config.static_files.LeanStaticFilesStorage"


@dataclass(frozen=True)
class Sent:
    kind: str
    path: str
    weight: int


@pytest.fixture
def server(settings, transactional_db):
    """Serves static files as production does: collected, under hashed names, kept for good."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    forget_static_names()
    thread = LiveServerThread("localhost", static_handler=lambda handler: handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield f"http://localhost:{thread.port}"
    thread.terminate()
    forget_static_names()


def forget_static_names():
    """What is rendered once in a process names static files as that test serves them."""
    pieces.rendered.cache_clear()
    maps.rendered.cache_clear()


@pytest.fixture
def catalogue(transactional_db, tmp_path):
    call_command("load_reference", data=longest_copy(tmp_path, 40), verbosity=0)


@pytest.fixture
def views(browser, server):
    """``views(address, *between, cookie=)``: what a new visitor's browser fetches for a page, and again after each."""

    def opened(address, *between, cookie=None):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": server}] if cookie else [])
        page, requests = context.new_page(), []
        page.on("request", lambda request: requests.append(request))
        views = [fetched(page, requests, server + address)]
        for change in between:
            change()
            views.append(fetched(page, requests, server + address))
        context.close()
        return views

    def fetched(page, requests, address):
        requests.clear()
        page.goto(address, wait_until="networkidle")
        assert [each.url for each in requests if not each.url.startswith(server)] == []
        found = [sent(each) for each in requests if each.sizes()["responseBodySize"] > 0]
        return [each for each in found if MAPS.search(each.path) or not each.path.endswith(PICTURES)]

    def sent(request):
        body = request.response().body()
        kind = request.resource_type
        weight = len(body) if kind == "font" else len(gzip.compress(body, 6))
        return Sent(kind, urlsplit(request.url).path, weight)

    return opened


def weigh(found):
    """Bytes of each kind, as they travel."""
    weights = Counter()
    for each in found:
        weights[each.kind] += each.weight
    return weights


def heaviest():
    """The page with the longest text."""
    return max(Initiative.objects.public(), key=lambda each: len(each.challenge + each.solution + each.summary))


def test_first_view_weighs_no_more_than_its_budget(views, catalogue):
    author = UserFactory()
    longest = heaviest()
    AffiliationFactory(user=author, city=longest.city, state="confirmed")
    draft = Submission.objects.create(author=author, city=longest.city, desk=longest.desk, title=longest.title)
    pages = {
        "/initiatives/": "list",
        "/de/initiatives/?theme=health&sort=city": "list",
        "/cities/": "list",
        "/networks/": "list",
        longest.get_absolute_url(): "initiative",
        "/": "home",
        "/initiatives/?view=map": "map",
        "/de/initiatives/?view=map&region=europe": "map",
    }

    found = {address: views(address)[0] for address in pages}
    form = reverse("submission-edit", args=[draft.uuid])
    found[form], pages[form] = views(form, cookie=session_of(author))[0], "form"

    over, told = [], []
    for address, kind in pages.items():
        weights, (html, total), requests = (
            weigh(found[address]),
            BUDGETS[kind],
            sum(not MAPS.search(each.path) for each in found[address]),
        )
        told.append(f"{address} {weights.total()} bytes in {requests} requests {dict(weights)}")
        if weights["document"] > html * KB or weights.total() > total * KB or requests > MOST_REQUESTS:
            over.append(f"{told[-1]} {[each.path for each in found[address]]}")
    prove(f"weight: {len(pages)} pages, {len(over)} violations", told)
    assert over == []


def test_second_view_fetches_nothing_while_nothing_changed_and_then_the_page_alone(views, monkeypatch):
    monkeypatch.setattr("config.page_cache.time", lambda: 0)  # no minute ends in between
    addresses = ["/initiatives/", InitiativeFactory().get_absolute_url(), "/"]

    found = {address: views(address, lambda: None, touch)[1:] for address in addresses}
    fetched = {address: [[each.path for each in view] for view in both] for address, both in found.items()}

    assert fetched == {address: [[], [address]] for address in addresses}


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.session.session_key
