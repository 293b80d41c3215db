"""Pages that cost nothing: one that is kept, and one that the visitor has, beside a Django that says hello."""

import itertools

from benchmarks.asking import Caller, answers_a_second, times
from benchmarks.measure import AT_ONCE, MOST, ROUNDS, SECONDS, Measured
from benchmarks.pages import LIST, detail

PACKED = "Accept-Encoding: gzip\r\n"


def asked(port):
    """``{line: (address, more of the request)}``; asking each once leaves it with the server."""
    caller = Caller(port)
    tag = caller.fetch(LIST)[0]["etag"]
    known = f"{PACKED}If-None-Match: {tag}\r\n"
    return {
        "cached page": (LIST, PACKED),
        "cached page, plain": (LIST, ""),
        "cached initiative": (detail(), PACKED),
        "304": (LIST, known),
    }


def measure_kept(programs):
    """``{line: {program: Measured}}``, asked in turn as all others are."""
    (kept, _process), (hello, _other) = programs["kept"], programs["hello"]
    found = {}
    for line, (address, more) in asked(kept).items():
        each = {"kept": (kept, address, more), "hello": (hello, "/", more)}
        measured = {name: Measured() for name in each}
        warm(each)
        for _round in range(ROUNDS):
            for name, (port, path, headers) in each.items():
                measured[name].times += times(Caller(port, headers), itertools.repeat(path), MOST, SECONDS)
            for name, (port, path, headers) in each.items():
                rate = answers_a_second(port, itertools.repeat(path), AT_ONCE, SECONDS, headers)
                measured[name].rates.append(rate)
        for name, (port, path, headers) in each.items():
            said, body = Caller(port, headers).fetch(path)
            measured[name].statements, measured[name].plain = said["x-queries"], len(body)
        found[line] = measured
    return found


def warm(each):
    """Both workers have made the page: connections go to either."""
    for port, path, headers in each.values():
        answers_a_second(port, itertools.repeat(path), AT_ONCE, SECONDS, headers)
