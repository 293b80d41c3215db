"""The files machines look for."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404

from config import wellknown

pytestmark = pytest.mark.urls("config.operations_urls")

ROBOTS = """\
User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /share/
Disallow: /es/account/
Disallow: /es/admin/
Disallow: /es/share/
Disallow: /fr/account/
Disallow: /fr/admin/
Disallow: /fr/share/
Disallow: /de/account/
Disallow: /de/admin/
Disallow: /de/share/
Sitemap: http://testserver/sitemap.xml
"""


def test_robots_stay_out_of_what_needs_signing_in_in_every_language(client):
    answer = client.get("/robots.txt")

    assert (answer["Content-Type"], answer.content.decode()) == ("text/plain; charset=utf-8", ROBOTS)


def security_txt(client):
    """Its fields; a name that came twice would be lost, so the lines are counted too."""
    answer = client.get("/.well-known/security.txt")
    lines = answer.content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert (answer["Content-Type"], len(lines)) == ("text/plain; charset=utf-8", len(fields))
    return fields


def test_security_txt_names_the_contact_and_expires_within_a_year(client, settings):
    settings.BASE_URL, settings.HTTPS = "https://showcase.example", True

    fields = security_txt(client)

    expires = fields.pop("Expires")
    assert fields == {
        "Contact": "mailto:contact@showcase.example",
        "Preferred-Languages": "en, es, fr, de",
        "Canonical": "https://showcase.example/.well-known/security.txt",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires)
    assert timedelta(days=179) < datetime.fromisoformat(expires) - datetime.now(UTC) < timedelta(days=365)


def test_security_txt_without_https_claims_no_canonical_address(client):
    assert list(security_txt(client)) == ["Contact", "Expires", "Preferred-Languages"]


def test_security_txt_is_missing_while_nobody_is_named(rf, settings):
    settings.CONTACT_EMAIL = ""

    with pytest.raises(Http404):
        wellknown.security(rf.get("/.well-known/security.txt"))
