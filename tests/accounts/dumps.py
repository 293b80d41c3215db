"""Everything the site keeps, as one text for each place: every table, the files, the cache, the search index."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection


def tables():
    """``{table: text}`` of each table of the database, whatever the models know of it."""
    dump = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 the database's own names
            dump[name] = "\n".join(repr(row) for row in cursor.fetchall()).lower()
    dump["sessions, decoded"] = "\n".join(json.dumps(each.get_decoded()) for each in Session.objects.all()).lower()
    return dump


def files():
    paths = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return "\n".join(f"{path} {path.read_bytes()!r}" for path in paths).lower()


def cached():
    return repr([(key, cache.get(key.split(":", 2)[2])) for key in list(cache._cache)]).lower()


def places_with(*words):
    """The names of the places in which one of the words is found."""
    kept = {**tables(), "files": files(), "cache": cached()}
    return sorted(name for name, text in kept.items() if any(word.lower() in text for word in words))
