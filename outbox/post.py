"""Write a mail beside the change that causes it."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from outbox.models import Mail


def post(template, *, key, to, language, context=None, not_before=None):
    """Queue one mail, rendered in the reader's language; the same key twice is one mail.

    The template's first line is the subject. Call it inside the transaction of the change: both happen or neither.
    """
    with translation.override(language):
        site = {"base_url": settings.BASE_URL, "site_name": settings.SITE_NAME}
        rendered = render_to_string(f"mails/{template}.txt", site | (context or {}))
    subject, _, text = rendered.strip().partition("\n")
    return post_text(subject, text, key=key, to=to, language=language, not_before=not_before)


def post_text(subject, text, *, key, to, language, not_before=None):
    """Queue a mail whose words are already there. Control characters never reach the subject."""
    fields = {
        "address": to,
        "language": language,
        "subject": " ".join("".join(c if c.isprintable() else " " for c in subject).split())[:200],
        "text": text.strip() + "\n",
        "message_id": message_id(key),
    }
    if not_before is not None:
        fields["not_before"] = not_before
    # One statement on both databases, safe inside an open transaction: a repeated key is ignored, never an error.
    Mail.objects.bulk_create([Mail(key=key, **fields)], ignore_conflicts=True)
    return Mail.objects.get(key=key)


def message_id(key):
    """The same for every attempt, so that a repeat after a crash is recognisable."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname}>"
