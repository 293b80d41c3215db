import re

import pytest
from django.urls import reverse

from config import retention
from showcase import untouched


def body(client, name, prefix=""):
    response = client.get(prefix + reverse(name))
    assert (response.status_code, dict(response.cookies), response.headers.get("Vary", "")) == (200, {}, "")
    return " ".join(response.content.decode().split())


def test_privacy_page_says_how_long_the_rules_keep_things(client, monkeypatch, settings):
    settings.SESSION_COOKIE_AGE = 3 * 24 * 3600
    for name, days in (
        ("TEXTS_OF_MAILS", 11),
        ("UNCONFIRMED", 1),
        ("LONGEST_WINDOW", 5),
        ("AUDIT", 4 * 365 + 1),
        ("BROKEN", 9),
        ("REGISTRATIONS", 21),
        ("ACCESS_NEEDS", 1),
    ):
        monkeypatch.setattr(retention, name, retention.timedelta(days=days))
    monkeypatch.setattr(untouched, "UNTOUCHED", retention.timedelta(days=61))

    times = re.findall(r"<dd>([^<]+)</dd>", body(client, "privacy"))

    assert times[1:] == [
        "1 day",
        "until you stop",
        "1 day",
        "9 days after we told you",
        "21 days after the session",
        "1 day after the session",
        "1 day",
        "until you sign out, at most 3 days",
        "2 months; we write to you before",
        "11 days",
        "5 days",
        "4 years",
    ]


def test_accessibility_statement_has_a_date_gaps_and_somebody_to_write_to(client, settings):
    page = body(client, "accessibility")
    settings.CONTACT_EMAIL = ""
    without = body(client, "accessibility").partition("<main")[2].partition("</main>")[0]

    assert re.findall(r"last gone through on ([^<]+)\.<", page) == ["23 November 2026"]
    assert re.findall(r'href="(mailto:[^"]+)">contact', page) == ["mailto:contact@showcase.example"]
    assert ("do not claim full conformance" in page, "mailto:" in without) == (True, False)


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_statement_needs_no_database(client, name):
    assert body(client, name, "/fr").count("<h1>") == 1


def test_footer_leads_to_both_statements_and_help_stays_last(client):
    footer = body(client, "privacy").partition("<footer")[2]

    links = re.findall(r'<a href="([^"]+)"', footer)
    assert links == [
        "/about/",
        "/about/accessibility/",
        "/about/privacy/",
        "/about/data/",
        *(f"/about/open-data/#{part}" for part in ("files", "api", "feeds")),
        "/service-points/",
        "mailto:contact@showcase.example",
    ]
