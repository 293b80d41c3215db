"""Write a mail beside the change that causes it."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from outbox.models import Mail


def post(template, *, key, to, language, context=None, not_before=None, unsubscribe=""):
    """Queue one mail, rendered in the reader's language; the same key twice is one mail.

    The template's first line is the subject; ``unsubscribe`` is the path at which such mails are stopped. Call it
    inside the transaction of the change: both happen or neither.
    """
    with translation.override(language):
        site = {"base_url": settings.BASE_URL, "site_name": settings.SITE_NAME}
        rendered = render_to_string(f"mails/{template}.txt", site | (context or {}))
    subject, _, text = rendered.strip().partition("\n")
    named = {"key": key, "to": to, "language": language}
    return post_text(subject, text, **named, not_before=not_before, unsubscribe=unsubscribe)


def post_text(subject, text, *, key, to, language, not_before=None, unsubscribe=""):
    """Queue a mail whose words are already there. Control characters never reach the subject."""
    fields = {
        "address": to,
        "language": language,
        "subject": " ".join("".join(c if c.isprintable() else " " for c in subject).split())[:200],
        "text": text.strip() + "\n",
        "unsubscribe": settings.BASE_URL + unsubscribe if unsubscribe else "",
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
