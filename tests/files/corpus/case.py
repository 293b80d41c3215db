"""One upload and what has to become of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable  # of its bytes
    refused: str = ""  # the code of files/refusals.py; kept where there is none
    called: str = "plan.pdf"
    costly: bool = False  # asked by the proof alone, and by tests of its own
    tagged: bool = False
    has_text: bool = True

    def __str__(self):
        return self.name
