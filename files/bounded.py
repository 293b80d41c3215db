"""Runs what opens uploaded bytes: in a process of its own, with little memory and time, two at once at most."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

BEGIN = "import sys; sys.path.append(sys.argv[1]); from files.inside.child import main; main(sys.argv[2])"
SLOTS = ("first", "second")
PAUSE = 0.05


class Busy(Exception):
    """As many as may run at once already do."""


class TookTooLong(Exception):
    """It was stopped; what it had written so far is the argument."""


@contextmanager
def slot(names=SLOTS, *, patience):
    """One of two places on this machine, waited for so many seconds. Raises Busy.

    A place is a lock on a file. The process that is started inherits it, so a place is free when both have ended,
    even where the one that waited was killed.
    """
    folder = Path(settings.VAR_DIR) / "slots"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    while True:
        for name in names:
            with (folder / name).open("w") as place:
                if is_ours(place):
                    yield place
                    return
        if time.monotonic() >= until:
            raise Busy
        time.sleep(PAUSE)


def is_ours(place):
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def look_into(path, task, place, *, seconds):
    """The lines the child wrote, read from JSON. Raises TookTooLong with those of one that did not end by itself."""
    command = [sys.executable, "-I", "-c", BEGIN, str(settings.BASE_DIR), task]
    with path.open("rb") as file, tempfile.TemporaryFile() as said:
        code = run(command, file, said, place, seconds=seconds)
        said.seek(0)
        lines = [json.loads(line) for line in said if line.endswith(b"\n")]
    if code != 0:
        raise TookTooLong(lines)
    return lines


def run(command, file, said, place, *, seconds):
    """The exit code, or none for what had to be killed, with all that it had started. Never leaves a zombie."""
    process = subprocess.Popen(  # noqa: S603 -- our own program, or the one the operator named
        command,
        stdin=file,
        stdout=said,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        pass_fds=[place.fileno()],
        start_new_session=True,
    )
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        end(process)


def end(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
