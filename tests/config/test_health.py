"""The answers that tell a balancer or an alarm what state this process is in."""

from datetime import timedelta

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.dummy import DummyCache
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from config import health
from outbox.models import Mail
from record.models import OnceKey

pytestmark = pytest.mark.urls("config.operations_urls")
OUTSIDE = {"REMOTE_ADDR": "203.0.113.7"}


def mail(**fields):
    return Mail.objects.create(key="event", address="a@city.example", language="en", subject="s", text="t", **fields)


def test_live_answers_without_a_database(client):
    answer = client.get(reverse("health-live"))

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


@pytest.mark.django_db
def test_ready_tells_a_local_client_each_check(client):
    answer = client.get(reverse("health-ready"))

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": dict.fromkeys(("database", "migrations", "cache", "media", "outbox", "disk"), "ok"),
    }


@pytest.mark.django_db
def test_ready_leaves_no_row_behind(client):
    client.get(reverse("health-ready"))

    assert list(OnceKey.objects.values_list("key", flat=True)) == []


@pytest.mark.django_db
def test_ready_tells_others_no_detail():
    answer = Client(**OUTSIDE).get(reverse("health-ready"))

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize(
    ("address", "headers", "inside"),
    [
        ("127.0.0.1", {}, True),
        ("127.8.8.8", {}, True),
        ("::1", {}, True),
        ("10.0.0.5", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, False),
    ],
)
def test_only_a_loopback_client_without_a_proxy_is_inside(address, headers, inside):
    request = RequestFactory().get("/health/ready", headers=headers, REMOTE_ADDR=address)

    assert health.is_from_this_machine(request) is inside


@pytest.mark.django_db
def test_ready_fails_when_the_media_folder_is_missing(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "missing")

    answer = client.get(reverse("health-ready"))

    assert answer.status_code == 503
    failed = [name for name, result in answer.json()["checks"].items() if result != "ok"]
    assert failed == ["media", "disk"]


@pytest.mark.django_db
def test_ready_fails_for_others_with_one_word_only(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "missing")

    answer = Client(**OUTSIDE).get(reverse("health-ready"))

    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "fields", "result"),
    [
        (9, {}, "ok"),
        (11, {}, "mails have waited for more than 10 minutes; is the worker running?"),
        (11, {"sent_at": timezone.now()}, "ok"),
        (11, {"dead_at": timezone.now()}, "ok"),
    ],
)
def test_outbox_fails_on_mail_that_nobody_took_for_ten_minutes(minutes, fields, result):
    mail(not_before=timezone.now() - timedelta(minutes=minutes), **fields)

    assert health.outcome(health.outbox) == result


@pytest.mark.django_db
def test_migrations_fail_while_one_is_not_applied():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox'")

    waiting = health.outcome(health.migrations)

    assert (waiting.split(maxsplit=1)[0] != "0", waiting.split(maxsplit=1)[1]) == (True, "migrations are not applied")


def test_disk_fails_below_a_tenth_free(monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: health.shutil._ntuple_diskusage(100, 91, 9))

    assert health.outcome(health.disk) == "9% of the disk is free"


def test_database_failure_is_a_result_and_not_an_exception(monkeypatch):
    def broken(**fields):
        raise health.AnyDatabaseError("no connection")

    monkeypatch.setattr(health.transaction, "atomic", broken)

    assert health.outcome(health.database) == "Error: no connection"


@pytest.mark.parametrize("name", ["health-live", "health-ready"])
def test_health_refuses_to_be_written_to(client, name):
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["health-live", "health-ready"])
def test_health_is_never_cached_and_sets_no_cookie(client, name):
    answer = client.get(reverse(name))

    assert "no-store" in answer["Cache-Control"].split(", ")
    assert dict(answer.cookies) == {}


def test_cache_whose_table_is_missing_is_named(monkeypatch, db):
    monkeypatch.setattr(health, "cache", DatabaseCache("nobody_made_this", {}))

    with transaction.atomic():
        said = health.shared_cache()
        transaction.set_rollback(True)

    assert said.split(":")[0] in {"OperationalError", "ProgrammingError"}
    assert "nobody_made_this" in said


def test_cache_that_keeps_nothing_is_told(monkeypatch):
    monkeypatch.setattr(health, "cache", DummyCache("", {}))

    assert health.shared_cache() == "a value just written was not found; was createcachetable run?"
