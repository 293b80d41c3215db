"""The environment is read once and what is wrong in it stops the start."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import env

GOOD = {
    "SECRET_KEY": "0123456789" * 5,
    "BASE_URL": "https://showcase.example",
    "ALLOWED_HOSTS": "showcase.example",
}
NOT_SHARED = (
    "CACHE_URL must be 'database' or an address such as redis://cache.example:6379/0, which all processes share;"
)
PRINT = "from config import settings as s; print(s.DEBUG, s.HTTPS, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"


def start(**variables):
    return run_settings(PRINT, **variables)


def run_settings(program, **variables):
    """What the program says of the real settings in a process that has nothing but these variables."""
    given = {name: value for name, value in {**GOOD, **variables}.items() if value is not None}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.BASE_DIR), **given}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


def test_text_that_is_missing_names_the_variable(monkeypatch):
    monkeypatch.delenv("NOBODY_SET_THIS", raising=False)

    with pytest.raises(ImproperlyConfigured, match=r"^Set the environment variable NOBODY_SET_THIS\.$"):
        env.text("NOBODY_SET_THIS")


@pytest.mark.parametrize("written", ["", "   "])
def test_empty_text_counts_as_missing(monkeypatch, written):
    monkeypatch.setenv("WORD", written)

    assert env.text("WORD", "default") == "default"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("YES", True),
        ("1", True),
        ("on", True),
        ("false", False),
        ("0", False),
        ("No", False),
        ("", True),
    ],
)
def test_boolean_reads_every_usual_spelling(monkeypatch, written, meant):
    monkeypatch.setenv("SWITCH", written)

    assert env.boolean("SWITCH", default=True) is meant


@pytest.mark.parametrize("written", ["flase", "2", "truee"])
def test_misspelt_boolean_is_refused(monkeypatch, written):
    monkeypatch.setenv("SWITCH", written)

    with pytest.raises(ImproperlyConfigured, match=f"SWITCH must be one of .* it is '{written}'"):
        env.boolean("SWITCH")


def test_number_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("PORT_NUMBER", "80a")

    with pytest.raises(ImproperlyConfigured, match="PORT_NUMBER must be a whole number; it is '80a'"):
        env.integer("PORT_NUMBER", 80)


def test_words_drop_spaces_and_empty_entries(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example, ,b.example,")

    assert env.words("HOSTS") == ["a.example", "b.example"]


def test_production_settings_are_strict_by_default():
    assert start().stdout.split() == ["False", "True", "__Host-sessionid", "31536000"]


def test_settings_without_https_promise_none():
    assert start(BASE_URL="http://localhost:8000").stdout.split() == ["False", "False", "sessionid", "0"]


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": None}, "Set the environment variable SECRET_KEY."),
        ({"BASE_URL": None}, "Set the environment variable BASE_URL."),
        ({"ALLOWED_HOSTS": None}, "Set the environment variable ALLOWED_HOSTS."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 40 characters."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name its hosts; '*' would let anybody choose the host of a page."),
        (
            {"SECRET_KEY": "django-insecure-" + "0123456789" * 4},
            "SECRET_KEY is the one of an example, which others know; make a random one.",
        ),
        ({"SECRET_KEY": "k" * 50}, "SECRET_KEY repeats the same few characters; make a random one."),
        ({"DEBUG": "true"}, "DEBUG shows code and settings to everybody; it is refused where BASE_URL is https."),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES must not be negative; it is -1."),
        ({"CACHE_URL": "locmem://"}, f"{NOT_SHARED} it begins with 'locmem'."),
        ({"CACHE_URL": "dummy"}, f"{NOT_SHARED} it begins with 'dummy'."),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT must be a whole number; it is 'smtp'."),
    ],
)
def test_settings_refuse_to_start(variables, sentence):
    said = start(**variables)

    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"


def test_cache_is_the_database_unless_a_redis_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    monkeypatch.delenv("CACHE_URL", raising=False)
    unsaid = env.cache("CACHE_URL")
    monkeypatch.setenv("CACHE_URL", "rediss://cache.example:6379/0")
    named = env.cache("CACHE_URL")

    assert (unsaid["BACKEND"], unsaid["LOCATION"]) == ("django.core.cache.backends.db.DatabaseCache", "cache")
    assert named == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "rediss://cache.example:6379/0",
    }


def test_redis_without_its_package_is_refused(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("CACHE_URL", "redis://cache.example:6379/0")

    with pytest.raises(ImproperlyConfigured, match=r"^CACHE_URL names a Redis, and the package redis is not install"):
        env.cache("CACHE_URL")
