"""The process that opens one file, which is its standard input, and writes what it found as lines of JSON."""

import json
import logging
import os
import resource
import signal
import sys

MEGABYTE = 1024 * 1024
# Address space, not growth: what Python and pypdf take before they open anything is in it. Text of large pages needs
# no more than a verdict, because pages are read one by one.
SPACE = 400 * MEGABYTE
MOST_WRITTEN = 32 * MEGABYTE
SECONDS = {"verdict": 3, "text": 55}  # of the processor; the parent ends it by the clock a little later


def main(task):
    bound(SECONDS[task])
    logging.disable(logging.CRITICAL)  # pypdf tells of each oddity of a file
    sys.stdin.close()
    with os.fdopen(0, "rb", closefd=False) as file:
        for found in looked_into(task, file):
            print(
                json.dumps(found, ensure_ascii=False), flush=True
            )  # line by line, so that what was read survives being stopped
    os._exit(0)  # nothing to tidy up, and a large file takes a while to be forgotten


def looked_into(task, file):
    if task == "verdict":
        from files.inside.verdict import verdict_on  # slow import

        yield verdict_on(file)
    else:
        from files.inside.text import pages_of  # slow import

        yield from pages_of(file)


def bound(seconds):
    """Nothing it meets can take more than this, and it ends by itself even when nobody waits for it any more."""
    for what, most in (
        (resource.RLIMIT_AS, SPACE),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + 5)
