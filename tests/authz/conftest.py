"""Everybody who comes to the door, one row behind each address, and the line of figures of ``make prove-authz``."""

import logging
import os
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.authz.logins import logins  # noqa: F401 -- a fixture of this folder
from tests.test_access import world  # noqa: F401 -- the same rows as there

LINE = (
    "{cells:,} cells and {pairs:,} pairs of 404, {wrong} wrong, {unlisted} routes unlisted, "
    "{forged:,} forged forms, {changes} changes"
)


@pytest.fixture(scope="package")
def figures():
    """What was asked and what was wrong with it."""
    counted = Counter()
    yield counted
    if path := os.environ.get("PROOF"):
        with Path(path).open("a") as file:
            file.write(f"authz on {connection.vendor}: {LINE.format_map(counted)}\n")


@pytest.fixture(autouse=True)
def _refusals_are_not_logged():
    """Thousands are meant to be refused."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
