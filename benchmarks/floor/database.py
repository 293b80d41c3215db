"""The database without an ORM: one connection for each thread."""

import os
import sqlite3
import threading

import psycopg

URL = os.environ.get("DATABASE_URL", "")
OF_THREAD = threading.local()


def connected():
    if URL.startswith("sqlite"):
        return sqlite3.connect(f"file:{URL.removeprefix('sqlite:///')}?mode=ro", uri=True, isolation_level=None)
    return psycopg.connect(URL, autocommit=True, prepare_threshold=2)


def is_sqlite():
    return URL.startswith("sqlite")


def ask(statement, *parameters):
    """All rows. Statements are written with ``?``."""
    if not hasattr(OF_THREAD, "connection"):
        OF_THREAD.connection = connected()
    if not is_sqlite():
        statement = statement.replace("?", "%s")
    return OF_THREAD.connection.execute(statement, parameters).fetchall()


def marks(keys):
    return ",".join("?" * len(keys))
