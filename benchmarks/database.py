"""A database of its own for each size, kept while nothing it is made from changes."""

import re
import sys
from hashlib import sha256
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from benchmarks.folder import BASE, FOLDER

MADE_FROM = (
    *(f"benchmarks/{name}.py" for name in ("draws", "generate", "places", "words")),
    "*/migrations/*.py",
    *(f"data/{name}" for name in ("vocabulary.csv", "networks.csv", "places.csv.gz")),
)


def number_of(size):
    if not re.fullmatch(r"[0-9]+[kKmM]?", size):
        sys.exit("Say how many initiatives: make bench N=10k (1k, 10k, 100k, 1M).")
    return int(size.rstrip("kKmM")) * {"k": 1000, "m": 1_000_000}.get(size[-1].lower(), 1)


def prepare(size):
    """A filled database at DATABASE_URL and the static files the pages name."""
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp, made_from = FOLDER / f"{size}.{connection.vendor}", digest()
    if connection.vendor == "sqlite" and stamp.exists() and stamp.read_text() == made_from:
        return
    from benchmarks.generate import generate  # the models it imports need Django to be set up

    print(f"Generating {size} initiatives ...", flush=True)
    if connection.vendor == "sqlite":
        for path in Path(connection.settings_dict["NAME"]).parent.glob(f"{size}.sqlite3*"):
            path.unlink()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    if connection.vendor == "sqlite":
        write_without_net(connection)
    generate(number_of(size))
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")  # a server in use has done so by itself
    connections.close_all()
    stamp.write_text(made_from)


def write_without_net(connection):
    """For a file that is thrown away when anything goes wrong: no journal, and 4 GB of it in memory.

    A million initiatives in one transaction would otherwise be looked for in a journal as large as themselves.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = OFF")
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA cache_size = -4000000")


def digest():
    paths = sorted(path for pattern in MADE_FROM for path in BASE.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
