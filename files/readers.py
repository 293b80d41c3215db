"""Who may read a file: each model that uses files says so here, in ``AppConfig.ready``.

    from files.readers import Reader, readers

    readers.append(Reader(public=is_of_a_public_report, allowed=is_of_a_report_managed_by))

Nobody may read what no model speaks for.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    public: Callable  # of a stored file: may everybody read it? Asked first, and without looking at who asks
    allowed: Callable  # of a stored file and somebody signed in: may they?


readers = []


def is_public(stored):
    return any(reader.public(stored) for reader in readers)


def may_read(stored, person):
    return person.is_authenticated and any(reader.allowed(stored, person) for reader in readers)
