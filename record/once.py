"""One-time keys: the same form posted twice (double click, retry, back button) has one effect and one answer."""

import re
import secrets
from datetime import timedelta
from functools import wraps

from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils import timezone

from record.models import OnceKey

FIELD = "once"
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


def key_of(request):
    return request.POST.get(FIELD, "") if request.method == "POST" else ""


def is_first(request, address):
    """``claim`` of the key that came with the form; call it in the transaction of what the form makes."""
    return claim(key_of(request), address)


def answered_once(view):
    """A form that was answered is answered the same again, before anybody looks at who sends it or what it says.

    Also when it was refused because of what its twin had made a moment before. Two short queries for a POST with a key.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        if address := answer(key_of(request)):
            return redirect(address)
        response = view(request, *args, **kwargs)
        is_done = 300 <= response.status_code < 400
        address = "" if is_done else answer(key_of(request))
        return redirect(address) if address else response

    return answered
