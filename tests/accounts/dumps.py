"""Everything the site keeps, as one text for each place: every table, the files, the cache, the search index."""

import json
import pickle
from base64 import b64decode
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
    """What was uploaded, and the mails of a demo; names and addresses in both as they would be read."""
    folders = (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH)
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return "\n".join(f"{path} {path.read_bytes().decode(errors='replace')}" for path in paths).lower()


def cached():
    """Keys and values of the cache in use: of this process, or of the table that all of them share."""
    if hasattr(cache, "_cache"):
        rows = [(key, pickle.loads(value)) for key, value in cache._cache.items()]  # noqa: S301 our own cache
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT cache_key, value FROM {cache._table}")  # noqa: S608 the settings' own name
            rows = [(key, pickle.loads(b64decode(value))) for key, value in cursor.fetchall()]  # noqa: S301 as above
    return repr(rows).lower()


def places_with(*words):
    """The names of the places in which one of the words is found."""
    kept = {**tables(), "files": files(), "cache": cached()}
    return sorted(name for name, text in kept.items() if any(word.lower() in text for word in words))
