"""Rows that many tests begin with: made by factories once in each process, copied for each test after it.

The people of the cast take 119 statements to make and a dozen to copy, and over a thousand tests begin with them.
"""

import pickle
from collections import defaultdict
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models.signals import post_save

from catalogue.models import touch


class KeptRows:
    """``make`` returns objects whose rows it saved, into tables that are empty of them when it is first called."""

    def __init__(self, make):
        self.make = make
        self.kept = None

    def __call__(self):
        """What ``make`` returns, fresh; where a test has such rows already, made as the first were."""
        if self.kept is None:
            with saved_rows() as rows:
                made = self.make()
            self.kept = pickle.dumps((made, rows))
            return made
        made, rows = pickle.loads(self.kept)  # noqa: S301 -- its own bytes
        try:
            write(rows)
        except IntegrityError:
            return self.make()
        return made


@contextmanager
def saved_rows():
    """All rows saved inside, by model, in the order in which the first of each came."""
    rows = defaultdict(list)

    def keep(sender, instance, created, **kwargs):
        if created:
            rows[sender].append(instance)

    post_save.connect(keep)
    try:
        yield rows
    finally:
        post_save.disconnect(keep)


@transaction.atomic
def write(rows):
    for model, each in rows.items():
        model._base_manager.bulk_create(each)
    touch()
