"""Reads the environment once and says loudly what is missing or wrong."""

import importlib.util
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


def count(name, default):
    """A whole number that is not negative."""
    value = integer(name, default)
    if value < 0:
        raise ImproperlyConfigured(f"{name} must not be negative; it is {value}.")
    return value


def cache(name):
    """Django's settings of a cache that every process shares, so that what is counted in it is counted once.

    The database unless a Redis is named; a cache that each process has for itself is refused.
    """
    value = text(name, "database")
    if value == "database":
        # As many rows as a day of visitors brings: what is culled before its time is a limit forgotten.
        options = {"MAX_ENTRIES": 50_000}
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": options}
    if not value.startswith(("redis://", "rediss://")):
        raise ImproperlyConfigured(
            f"{name} must be 'database' or an address such as redis://cache.example:6379/0, which all processes share; "
            f"it begins with {value.partition(':')[0]!r}."
        )
    if importlib.util.find_spec("redis") is None:
        raise ImproperlyConfigured(f"{name} names a Redis, and the package redis is not installed.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}


def words(name, default=REQUIRED):
    """A comma-separated list without empty entries."""
    value = text(name, default if default is REQUIRED else ",".join(default))
    return [word.strip() for word in value.split(",") if word.strip()]
