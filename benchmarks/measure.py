"""Asks all programs for all pages in turn, round by round, so that whatever else the machine does hits all alike."""

import gzip
import itertools
import statistics
from dataclasses import dataclass, field

from benchmarks.asking import Caller, answers_a_second, times
from benchmarks.pages import LIST, addresses

ROUNDS = 3
MOST = 60  # requests of one page to one program in one round
SECONDS = 0.6  # or as many as fit into this, one at least
AT_ONCE = 8
ENOUGH = 5000  # milliseconds: who took longer for a page altogether is not asked for it again
TOO_SLOW = 500  # milliseconds: a page that takes longer is not asked eight times at once


@dataclass
class Measured:
    """One page of one program. Times in milliseconds, sizes in bytes."""

    times: list = field(default_factory=list)
    rates: list = field(default_factory=list)
    statements: str = "-"
    plain: int = 0
    zipped: int = 0

    @property
    def half(self):
        return statistics.median(self.times)

    @property
    def most(self):
        """19 of 20 are not slower."""
        return sorted(self.times)[min(len(self.times) - 1, len(self.times) * 19 // 20)]

    @property
    def rate(self):
        return statistics.median(self.rates) if self.rates else None


def measure(programs):
    """``{page: {program: Measured}}``"""
    callers = {name: Caller(port) for name, (port, _process) in programs.items()}
    paths = {page: {name: itertools.cycle(each) for name in programs} for page, each in addresses().items()}
    found = {page: {name: Measured() for name in programs} for page in paths}
    begin(programs["ours"][0])
    for page, by_program in paths.items():
        for name, each in by_program.items():
            look(found[page][name], callers[name], next(each))
    for number in range(ROUNDS):
        for page, by_program in paths.items():
            for name, each in by_program.items():
                if sum(found[page][name].times) < ENOUGH:
                    found[page][name].times += times(callers[name], each, MOST, SECONDS)
            for name, each in by_program.items():
                if found[page][name].half < TOO_SLOW:
                    found[page][name].rates.append(answers_a_second(programs[name][0], each, AT_ONCE, SECONDS))
        print(f"round {number + 1} of {ROUNDS}", flush=True)
    return found


def begin(port):
    """Each worker has read its lists, which at a million takes longer than any page may: connections go to either."""
    callers = [Caller(port) for _number in range(AT_ONCE)]
    for caller in callers:
        caller.ask(LIST)
    for caller in callers:
        while not caller.hear():
            pass


def look(measured, caller, path):
    """The first answer of each page counts only where it takes very long; another says its size and its statements."""
    (first,) = times(caller, iter([path]), 1, 0)
    if first > ENOUGH:
        measured.times.append(first)
    headers, body = caller.fetch(path) if first < ENOUGH else (caller.headers, caller.body)
    measured.statements = headers.get("x-queries", "-")
    measured.plain, measured.zipped = len(body), len(gzip.compress(body, 6))
