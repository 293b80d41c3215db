"""A private PostgreSQL for one command."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tools import with_postgres

TOOL = Path(with_postgres.__file__)
installed = any(with_postgres.DEBIAN.glob("*/bin/initdb")) or shutil.which("initdb")
needs_server = pytest.mark.skipif(not installed, reason="no PostgreSQL server on this machine")


def command(code):
    asked = [sys.executable, str(TOOL), sys.executable, "-c", code]
    return subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_reachable(url):
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@needs_server
def test_command_finds_a_database_and_its_exit_code_is_kept():
    code = (
        "import os, sys, psycopg; url = os.environ['DATABASE_URL']; print(url); "
        "print(psycopg.connect(url).execute('show server_encoding').fetchone()[0]); sys.exit(3)"
    )
    done = command(code)
    url, encoding = done.communicate(timeout=60)[0].split()

    assert (encoding, done.returncode) == ("UTF8", 3)
    assert not is_reachable(url)


@needs_server
def test_terminated_run_leaves_neither_server_nor_files():
    running = command("import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)")
    url = running.stdout.readline().strip()
    with psycopg.connect(url) as connection:
        data = Path(connection.execute("show data_directory").fetchone()[0])
    was_there = data.exists()
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)

    assert running.returncode == 128 + signal.SIGTERM
    assert (was_there, data.parent.exists(), is_reachable(url)) == (True, False, False)


def test_missing_server_is_said_in_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(with_postgres, "DEBIAN", tmp_path)
    monkeypatch.setattr(with_postgres.shutil, "which", lambda name: None)

    with pytest.raises(
        SystemExit, match=r"^There is no PostgreSQL server on this machine: install the package postgresql\.$"
    ):
        with_postgres.binaries()


def test_newest_server_is_taken(monkeypatch, tmp_path):
    for version in ("9.6", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch()
    monkeypatch.setattr(with_postgres, "DEBIAN", tmp_path)

    assert with_postgres.binaries() == tmp_path / "17" / "bin"


def test_nothing_to_run_is_said_in_one_sentence():
    with pytest.raises(SystemExit, match="Say which command to run"):
        with_postgres.main([])
