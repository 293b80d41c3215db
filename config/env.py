"""Reads the environment once and says loudly what is missing or wrong."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
REQUIRED = object()


def text(name, default=REQUIRED):
    """The value of ``name``; raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return default


def boolean(name, default=False):
    """True or false; any other spelling raises instead of meaning false."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be one of true, false, 1, 0, yes, no, on, off; it is {value!r}.")


def integer(name, default):
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {value!r}.") from None


def words(name, default=REQUIRED):
    """A comma-separated list without empty entries."""
    value = text(name, default if default is REQUIRED else ",".join(default))
    return [word.strip() for word in value.split(",") if word.strip()]
