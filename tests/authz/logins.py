"""Fifteen logins: the cast, and who else comes to the door."""

from dataclasses import dataclass, field

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import AffiliationFactory, EditorFactory, UserFactory

TOKEN = "t" * 32
# How each login relates to the nine people of tests/test_access.py, whose answers to GET stand written there.
AS = {
    "visitor": "visitor",
    "author": "author",
    "lead": "lead",
    "colleague": "colleague",
    "stranger": "stranger",
    "editor": "editor",
    "rival_editor": "rival_editor",
    "dual": "dual",
    "platform_admin": "platform_admin",
    "of_two_cities": "author",  # confirmed in Bilbao and in Lima
    "former": "stranger",  # worked for Bilbao once
    "of_two_desks": "editor",  # edits for the host and for C40
    "only_staff": "stranger",  # is_staff, and no row that says why
    "closed": "visitor",  # an editor's session from before the account was closed
    "link_holder": "visitor",  # a program, or whoever has the link of a mail: no session, a key in the address
}


@dataclass
class Login:
    """A browser: cookies as they were after signing in, headers, and what hangs on each address."""

    cookies: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)
    query: str = ""

    def browser(self):
        """A fresh one, which checks tokens and turns an exception into the page that a visitor would see."""
        browser = Client(enforce_csrf_checks=True, raise_request_exception=False, headers=self.headers)
        for name, value in self.cookies.items():
            browser.cookies[name] = value
        browser.cookies["csrftoken"] = TOKEN
        return browser


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    return Login({name: morsel.value for name, morsel in browser.cookies.items()})


class Logins(dict):
    """``logins[name]`` for each of AS, signed in when first asked for."""

    def __init__(self, people, ready):
        super().__init__(ready)
        self.people = people

    def __missing__(self, name):
        self[name] = signed_in(self.people[name])
        return self[name]


@pytest.fixture
def logins(cast):
    two_cities, two_desks, only_staff, closed = (UserFactory() for _number in range(4))
    for city in (cast.city, cast.other_city):
        AffiliationFactory(user=two_cities, city=city, state="confirmed")
    for network in (cast.host, cast.rival):
        EditorFactory(user=two_desks, network=network)
    EditorFactory(user=closed, network=cast.host)
    User.objects.filter(pk=only_staff.pk).update(is_staff=True)
    people = {"of_two_cities": two_cities, "of_two_desks": two_desks, "only_staff": only_staff, "closed": closed}
    for person in people.values():
        person.refresh_from_db()
    people |= {name: getattr(cast, name) for name in AS if hasattr(cast, name)}
    for name, person in people.items():
        if name != "stranger":  # who has one in the world of tests/test_access.py
            person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    program = Login(
        headers={"Accept": "application/json", "Authorization": "Token 0123456789"}, query="?key=0123456789"
    )
    ready = {"visitor": Login(), "link_holder": program, "closed": signed_in(closed)}
    User.objects.filter(pk=closed.pk).update(is_active=False)
    return Logins(people, ready)
