"""Measures our pages beside a floor and a naive program: ``make bench N=10k``. See docs/performance.md."""

import json
import os
import subprocess
import sys

import django

from benchmarks.folder import FOLDER


def main(size):
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER / size}.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    from benchmarks import agreement, report, servers
    from benchmarks.asking import Caller
    from benchmarks.database import number_of, prepare
    from benchmarks.kept import measure_kept
    from benchmarks.measure import measure

    prepare(size)
    # At a million the naive program would keep everybody waiting.
    names = ("ours", "floor", "naive") if number_of(size) <= 100_000 else ("ours", "floor")
    with servers.served(names) as programs:
        for line in agreement.check({name: Caller(port).text for name, (port, _process) in programs.items()}):
            print(line, flush=True)
        measured = measure(programs)
        memory = {name: servers.weight(process) for name, (_port, process) in programs.items()}
    with servers.served(("kept", "hello")) as programs:
        kept = measure_kept(programs)
    inside = json.loads(subprocess.check_output([sys.executable, "-m", "benchmarks.inside"]))
    report.show(size, measured, memory, inside, kept)


if __name__ == "__main__":
    main(sys.argv[1].lower() if len(sys.argv) > 1 else "10k")
