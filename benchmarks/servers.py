"""The programs, each behind the same gunicorn, and what they weigh."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.folder import BASE

PROGRAMS = {
    "ours": ("config.wsgi:application", "benchmarks.settings"),
    "floor": ("benchmarks.floor.app:application", "benchmarks.settings"),
    "naive": ("config.wsgi:application", "benchmarks.naive.settings"),
    "kept": ("config.wsgi:application", "benchmarks.kept_settings"),
    "hello": ("config.wsgi:application", "benchmarks.hello.settings"),
}
GUNICORN = (
    "--worker-class=gthread --workers=2 --threads=4 --keep-alive=600 --timeout=900 --log-level=warning "
    "--no-control-socket"
).split()
SECONDS_TO_START = 120


@contextmanager
def served(names):
    """Starts these and yields ``{name: (port, process)}``."""
    programs = {name: start(*PROGRAMS[name]) for name in names}
    try:
        for port, process in programs.values():
            wait_for(port, process)
        yield programs
    finally:
        for _port, process in programs.values():
            process.terminate()
        for _port, process in programs.values():
            process.wait()


def start(application, settings):
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        *GUNICORN,
        "--no-control-socket",
        f"--bind=127.0.0.1:{port}",
        application,
    ]
    return port, subprocess.Popen(command, cwd=BASE, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("A program of the benchmark did not start.")


def weight(process):
    """Memory of a server and its workers in MB, what they share counted once (proportional set size)."""
    return sum(proportional(pid) for pid in family(process.pid)) / 1024


def family(pid):
    children = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [pid, *(each for child in children.split() for each in family(int(child)))]


def proportional(pid):
    return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1])
