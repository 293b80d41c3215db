"""The files machines look for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404
from django.urls import reverse

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
"""


def test_robots_stay_out_of_what_needs_signing_in_in_every_language(client):
    answer = client.get("/robots.txt")

    assert (answer["Content-Type"], answer.content.decode()) == ("text/plain; charset=utf-8", ROBOTS)


def test_security_txt_names_the_contact_and_expires_within_a_year(client):
    lines = dict(line.split(": ", 1) for line in client.get(reverse("security-txt")).content.decode().splitlines())
    expires = datetime.fromisoformat(lines.pop("Expires"))

    assert lines == {
        "Contact": "mailto:contact@showcase.example",
        "Preferred-Languages": "en, es, fr, de",
        "Canonical": "http://testserver/.well-known/security.txt",
    }
    assert timedelta(days=179) < expires - datetime.now(UTC) < timedelta(days=365)


def test_security_txt_is_missing_while_nobody_is_named(rf, settings):
    settings.CONTACT_EMAIL = ""

    with pytest.raises(Http404):
        wellknown.security(rf.get("/.well-known/security.txt"))
