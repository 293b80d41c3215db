"""One-time keys: the same form posted twice (double click, retry, back button) has one effect and one answer."""

import re
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from record.models import OnceKey

KEPT = timedelta(days=2)
SHAPE = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_key():
    """For a hidden field of a form, fresh at every rendering."""
    return secrets.token_urlsafe(24)


def claim(key, address):
    """True for the first POST that brings this key, however many arrive at once; ``address`` answers the others."""
    if not SHAPE.fullmatch(key):
        return True  # a form without a key of ours is simply not protected from being sent twice
    try:
        with transaction.atomic():
            OnceKey.objects.create(key=key, address=address, expires=timezone.now() + KEPT)
    except IntegrityError:
        return False
    return True


def sweep():
    """Delete the keys whose forms nobody can still have open; returns how many."""
    return OnceKey.objects.expired().delete()[0]


def answer(key):
    """The address that the first POST of this key was answered with, "" when there was none."""
    if not SHAPE.fullmatch(key):
        return ""
    return OnceKey.objects.filter(key=key).values_list("address", flat=True).first() or ""
