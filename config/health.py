"""Whether this process lives and whether it can work, for the machines that watch it."""

import ipaddress
import logging
import shutil
import tempfile
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import Error as AnyDatabaseError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outbox.models import Mail
from record.models import OnceKey

OLDEST_UNSENT = timedelta(minutes=10)
LEAST_FREE_DISK = 0.10
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")
log = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request):
    """The process answers. No I/O: a slow database must not get a healthy process killed."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request):
    """Everything a visitor needs works; 503 names what does not, to clients on this machine only."""
    results = {name: outcome(check) for name, check in CHECKS.items()}
    failed = [name for name, result in results.items() if result != "ok"]
    if failed:
        log.error("not ready", extra={"checks": results})
    answer = {"status": "not ready" if failed else "ready"}
    if is_from_this_machine(request):
        answer["checks"] = results
    return JsonResponse(answer, status=503 if failed else 200)


def outcome(check):
    """``ok``, or in one sentence why not."""
    try:
        return check() or "ok"
    except (AnyDatabaseError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def is_from_this_machine(request):
    """True for a loopback client that no proxy speaks for."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def database():
    """Writes a row and reads it back in a transaction that is rolled back."""
    key = f"health-{uuid.uuid4().hex}"
    with transaction.atomic():
        OnceKey.objects.create(key=key, expires=timezone.now())
        found = OnceKey.objects.filter(key=key).exists()
        transaction.set_rollback(True)
    return None if found else "a row just written was not found"


def migrations():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations are not applied" if waiting else None


def shared_cache():
    """Writes a value and reads it back. Each kind of cache has errors of its own, so each is told."""
    key = f"health-{uuid.uuid4().hex}"
    try:
        cache.set(key, "written", timeout=10)
        found = cache.get(key)
        cache.delete(key)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None if found else "a value just written was not found; was createcachetable run?"


def media():
    with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"written by the health check")


def outbox():
    """Mails that no worker took for ten minutes; those that wait for another attempt are due later."""
    waiting = Mail.objects.due(timezone.now() - OLDEST_UNSENT).exists()
    return "mails have waited for more than 10 minutes; is the worker running?" if waiting else None


def disk():
    usage = shutil.disk_usage(settings.MEDIA_ROOT)
    free = usage.free / usage.total
    return None if free > LEAST_FREE_DISK else f"{free:.0%} of the disk is free"


CHECKS = {
    "database": database,
    "migrations": migrations,
    "cache": shared_cache,
    "media": media,
    "outbox": outbox,
    "disk": disk,
}
