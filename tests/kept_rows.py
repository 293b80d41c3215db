"""Rows that many tests begin with: made by factories once in each process, copied for each test after it.

The people of the cast take 119 statements to make and a dozen to copy, and over a thousand tests begin with them.
"""

import pickle
from collections import defaultdict
from contextlib import contextmanager

from django.apps import apps
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
            touch()
        except IntegrityError:
            return self.make()
        return made


class KeptTables:
    """For what is written in more ways than objects are saved: keeps all rows of tables that were empty before."""

    def __init__(self, make):
        self.make = make
        self.kept = None

    def __call__(self, *args):
        """As if ``make`` had been called with these; what it returns is not kept."""
        if self.kept is not None:
            return write({model: [model(**row) for row in rows] for model, rows in self.kept.items()})
        empty = [model for model in apps.get_models(include_auto_created=True) if not model._base_manager.exists()]
        self.make(*args)
        self.kept = {model: list(model._base_manager.values(*columns(model))) for model in empty}


def columns(model):
    return [field.attname for field in model._meta.concrete_fields]


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
