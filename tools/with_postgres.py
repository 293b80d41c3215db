"""Runs a command with DATABASE_URL pointing at a private PostgreSQL that is gone when the command ends.

    python tools/with_postgres.py python -m pytest

The server listens on one free loopback port, keeps its data in a temporary directory and does not sync to disk.
"""

import locale
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SPEED_OVER_SAFETY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command):
    if not command:
        sys.exit("Say which command to run: python tools/with_postgres.py COMMAND ...")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, stop_on_signal)
    with private_server(binaries()) as url:
        return run(command, {**os.environ, "DATABASE_URL": url})


def stop_on_signal(number, frame):
    """Leave by way of every ``finally``; a second signal must not interrupt the cleaning up."""
    for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def run(command, environment):
    """The command's exit code; the command never outlives us."""
    child = subprocess.Popen(command, env=environment)
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def binaries():
    """The folder of the newest PostgreSQL on this machine."""
    installed = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    if not found:
        sys.exit("There is no PostgreSQL server on this machine: install the package postgresql.")
    return Path(found).resolve().parent


@contextmanager
def private_server(folder):
    """Starts the server and yields its URL. PostgreSQL refuses to run as root, so root hands it to another user."""
    home = Path(tempfile.mkdtemp(prefix="showcase-postgres-"))
    user = owner() if os.getuid() == 0 else None
    try:
        if user:
            os.chown(home, user.pw_uid, user.pw_gid)
        data, port = home / "data", free_port()
        as_user(user, folder / "initdb", "-D", data, "-U", "showcase", "-A", "trust", "-N", "-E", "UTF8", *collation())
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {SPEED_OVER_SAFETY}"
        try:
            as_user(user, folder / "pg_ctl", "-w", "-D", data, "-l", home / "log", "-o", options, "start")
            yield f"postgres://showcase@127.0.0.1:{port}/postgres"
        finally:
            if (data / "postmaster.pid").exists():
                as_user(user, folder / "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def owner():
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known.get("nobody")
    if not user or not shutil.which("setpriv"):
        sys.exit("PostgreSQL does not run as root: run this as another user, or install the package util-linux.")
    return user


def as_user(user, *command):
    """Runs one of the server's programs quietly; what it says is shown only when it fails."""
    prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    # Output goes to a file: the server inherits it, and an inherited pipe would never end.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([*prefix, *map(str, command)], cwd="/", stdout=said, stderr=subprocess.STDOUT)
        if done.returncode:
            said.seek(0)
            sys.exit(f"PostgreSQL's {Path(command[0]).name} failed:\n{said.read()}")


def collation():
    """Byte order, as SQLite sorts, yet with letters known as letters where the machine can."""
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return ["--no-locale"]
    return ["--locale=C.UTF-8"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
