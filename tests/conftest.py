"""The cast: the same people in every test. And what keeps tests apart from each other and from the outside."""

import gc
import socket
from dataclasses import dataclass

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, client
from django.utils import translation

from accounts.models import User
from catalogue.models import Scheme
from cities.indexing import cities
from cities.models import City
from config.kept_pages import pages
from networks.models import Network
from reports.indexing import library
from showcase.indexing import initiatives
from tests.factories import (
    AffiliationFactory,
    CityFactory,
    EditorFactory,
    MembershipFactory,
    NetworkFactory,
    TermFactory,
    UserFactory,
)
from tests.kept_rows import KeptRows
from tests.submissions import draft, in_state, submitted  # noqa: F401 -- fixtures for every folder
from webinars.indexing import sessions

LONG = {
    "test_whole_catalogue_is_what_the_data_page_says_and_loads_once",
    "test_no_login_reads_a_word_that_is_not_for_it",
}
PARTS_OF_PAGES = ("components/", "django/forms/")
LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items):
    """Long tests first, so that no process is left with one while the other has nothing to do."""
    items.sort(key=lambda item: not ("browser" in item.keywords or item.originalname in LONG))


def pytest_collection_finish():
    """What was imported stays to the end: looking through it again and again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 20, 100)


@pytest.fixture(autouse=True)
def _fresh_process_state():
    """Each test begins with empty caches and in English."""
    cache.clear()
    initiatives.forget()
    cities.forget()
    pages.forget()
    sessions.forget()
    library.forget()
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _second_step_is_taken(monkeypatch):
    """``force_login`` skips all that sign-in asks for, the second step too; the tests of sign-in walk its forms."""
    sign_in = Client._login

    def signed_in_fully(self, user, backend=None):
        sign_in(self, user, backend)
        request = HttpRequest()
        request.session = self.session
        record_authentication(request, user, "mfa")
        request.session.save()

    monkeypatch.setattr(Client, "_login", signed_in_fully)


@pytest.fixture(autouse=True, scope="session")
def _parts_of_pages_are_not_kept():
    """Django's client copies the values of every template, field by field; tests look at those of pages alone."""
    keep = client.store_rendered_templates

    def keep_pages(store, signal, sender, template, context, **more):
        if (template.name or "").startswith(PARTS_OF_PAGES):
            store.setdefault("templates", []).append(template)
        else:
            keep(store, signal, sender, template, context, **more)

    client.store_rendered_templates = keep_pages
    yield
    client.store_rendered_templates = keep


@pytest.fixture(autouse=True, scope="session")
def _stay_on_this_machine():
    """A test that reaches for another machine fails."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@dataclass(frozen=True)
class Cast:
    """Bilbao is a member of Metropolis (the host) and of the rival's network, C40."""

    city: City
    other_city: City
    host: Network
    rival: Network
    author: User  # confirmed staff of the city
    lead: User  # confirmed staff of the city who may confirm colleagues
    colleague: User  # says they work for the city
    editor: User  # edits for the host
    second_editor: User  # edits for the host too
    rival_editor: User  # edits for C40
    dual: User  # works for the city and edits for the host
    stranger: User  # confirmed staff of the other city
    former: User  # worked for the city once
    platform_admin: User


@KeptRows
def the_cast():
    host = NetworkFactory(
        name="World Association of the Major Metropolises", acronym="Metropolis", slug="metropolis", is_host=True
    )
    rival = NetworkFactory(name="C40 Cities", acronym="C40", slug="c40")
    city = CityFactory(name="Bilbao", slug="bilbao-es", country="ES", time_zone="Europe/Madrid")
    other_city = CityFactory(name="Lima", slug="lima-pe", country="PE", time_zone="America/Lima")
    MembershipFactory(city=city, network=host)
    MembershipFactory(city=city, network=rival)

    def person(name, **fields):
        return UserFactory(name=name.title(), email=f"{name}@people.example", **fields)

    cast = Cast(
        city=city,
        other_city=other_city,
        host=host,
        rival=rival,
        author=person("author"),
        lead=person("lead"),
        colleague=person("colleague"),
        editor=person("editor"),
        second_editor=person("second_editor"),
        rival_editor=person("rival_editor"),
        dual=person("dual"),
        stranger=person("stranger"),
        former=person("former"),
        platform_admin=person("platform_admin", is_superuser=True),
    )
    AffiliationFactory(user=cast.author, city=city, state="confirmed")
    AffiliationFactory(user=cast.lead, city=city, state="confirmed", is_lead=True)
    AffiliationFactory(user=cast.colleague, city=city, state="claimed")
    AffiliationFactory(user=cast.dual, city=city, state="confirmed")
    AffiliationFactory(user=cast.former, city=city, state="ended")
    AffiliationFactory(user=cast.stranger, city=other_city, state="confirmed")
    for user in (cast.editor, cast.second_editor, cast.dual):
        EditorFactory(user=user, network=host)
    EditorFactory(user=cast.rival_editor, network=rival)
    for user in (cast.editor, cast.second_editor, cast.rival_editor, cast.dual, cast.platform_admin):
        user.refresh_from_db()  # the signal derived is_staff
    return cast


@pytest.fixture
def cast(db):
    return the_cast()


@pytest.fixture
def client_of(client):
    """``client_of(user)``: a browser in which this person is signed in."""

    def signed_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return signed_in


@KeptRows
def the_vocabulary():
    theme = TermFactory(scheme=Scheme.THEME, code="equality")
    terms = {"theme": theme, "topic": TermFactory(scheme=Scheme.TOPIC, code="older-people", parent=theme)}
    for scheme in ("target-group", "phase", "kind", "status", "hazard", "sdg", "scale", "cost-level"):
        terms[scheme] = TermFactory(scheme=scheme, code=f"some-{scheme}")
    return terms


@pytest.fixture
def vocabulary(db):
    """One term of each scheme a submission needs: ``vocabulary["topic"]``."""
    return the_vocabulary()
