"""What all mails have in common: plain text, one link at most, and who they are from."""

import re

import pytest
from django.conf import settings

from outbox.models import Mail

MAILS = sorted((settings.BASE_DIR / "templates" / "mails").glob("*/*.txt"))


@pytest.mark.parametrize("template", MAILS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_mail_has_one_link_at_most_and_says_who_writes(template):
    text = template.read_text(encoding="utf-8")

    assert text.count("{{ base_url }}") == (0 if template.stem == "withdrawn" else 1)
    assert re.findall(r"<[a-z]|&[a-z]+;", text) == []
    assert text.count('{% include "mails/_end.txt" %}{% endautoescape %}') == 1


def test_mail_ends_with_the_name_of_the_site(submitted):
    assert {mail.text.splitlines()[-1] for mail in Mail.objects.all()} == {settings.SITE_NAME}
