"""What the long proofs share: threads that start together, and the line of figures that ``make prove-...`` prints."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connection, connections

IS_PROOF = "PROOF" in os.environ


def tell(line):
    """Add a line to what the proof prints; nothing in the suite."""
    if IS_PROOF:
        with Path(os.environ["PROOF"]).open("a") as file:
            file.write(line + "\n")


def report(name, figures):
    """``{what: value}`` as one line that names the database."""
    tell(f"{name} on {connection.vendor}: " + ", ".join(f"{value} {what}" for what, value in figures.items()))


def at_once(tasks):
    """The answers of tasks that start together, each in a thread of its own."""
    barrier = Barrier(len(tasks))

    def run(task):
        try:
            barrier.wait(timeout=30)
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
