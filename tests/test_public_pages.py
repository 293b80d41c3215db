"""Every public page says whether it is kept; all that are kept are the same for everybody, byte by byte."""

import pytest
from django.test import Client
from django.urls import get_resolver

from config.kept_pages import pages
from tests.reading import body_of
from tests.test_access import EVERYONE, OPEN_TO, address_of, world  # noqa: F401 -- a fixture

# Open to everybody and made anew each time, and why.
NOT_KEPT = {
    "accessibility": "reads nothing but the release, so it asks nothing at all",
    "account-erased": "part of what goes on behind sign-in",
    "account_confirm_email": "django-allauth's, with session and forms",
    "account_email_verification_sent": "as above",
    "account_inactive": "as above",
    "account_reset_password": "as above",
    "account_reset_password_done": "as above",
    "account_reset_password_from_key": "as above",
    "account_reset_password_from_key_done": "as above",
    **dict.fromkeys(
        (
            *("api", "api-cities", "api-initiative", "api-initiatives", "api-networks", "api-schema", "api-terms"),
            *("api-one-series", "api-series", "api-session", "api-sessions", "api-report", "api-reports"),
        ),
        "counts who asks, and answers 304 itself",
    ),
    **dict.fromkeys(
        ("social-city", "social-initiative", "social-network", "social-report"),
        "counts who asks, and keeps the picture",
    ),
    "follow": "a form that is posted",
    "follow-asked": "part of what follows that form",
    "follow-own": "one reader's",
    "follow-stopped": "part of what follows that form",
    **dict.fromkeys(("session-register", "registration"), "a form that is posted, one person's"),
    **dict.fromkeys(("session-register-asked", "registration-cancelled"), "part of what follows that form"),
    "health-live": "says how it is now",
    "health-ready": "says how it is now",
    "privacy": "as accessibility",
    "robots": "no query, and a date of its own",
    "security-txt": "no query, and a date of its own",
}

OUTSIDE = ("sitemap", "sitemap-part")  # of the languages


def views(patterns, namespace=""):
    """Names and views of all addresses."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from views(each.url_patterns, namespace + (f"{each.namespace}:" if each.namespace else ""))
        elif each.name:
            yield namespace + each.name, each.callback


def marked():
    return {name for name, view in views(get_resolver().url_patterns) if hasattr(view, "public_page")}


def test_every_public_address_says_whether_it_is_kept():
    """Mark the view (catalogue/public.py), or say above why it is not kept."""
    assert marked() | set(NOT_KEPT) == set(OPEN_TO[EVERYONE])
    assert marked().isdisjoint(NOT_KEPT)


def test_no_mark_lets_a_browser_show_a_page_for_longer_than_a_minute():
    marks = {view.public_page for _name, view in views(get_resolver().url_patterns) if hasattr(view, "public_page")}

    assert max(mark.max_age for mark in marks) <= 60


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_marked_page_is_kept_and_the_same_for_everybody(cast, client_of, world, monkeypatch, prefix):  # noqa: F811
    monkeypatch.setattr("config.page_cache.time", lambda: 0)  # no minute ends in between
    people = {"visitor": Client(), "admin": client_of(cast.platform_admin), "author": client_of(cast.author)}
    addresses = {name: prefix + address_of(name, world) for name in sorted(marked() - set(OUTSIDE if prefix else ()))}
    differing, unkept = [], []
    for name, address in addresses.items():
        answers = []
        for browser in people.values():
            pages.forget()
            answers.append(browser.get(address))
            unkept += [] if pages.weight or answers[-1].streaming else [name]
        answers.append(people["admin"].get(address))
        if len({(each["ETag"], body_of(each)) for each in answers}) != 1:
            differing.append(name)
        assert [dict(each.cookies) for each in answers] == [{}] * 4

    assert (differing, unkept) == ([], [])
