"""Where databases and static files of the benchmarks lie."""

import os
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
# Said once and inherited by the programs that are started, for which VAR_DIR is this folder already.
FOLDER = Path(os.environ.setdefault("BENCH_DIR", str(Path(os.environ.get("VAR_DIR") or BASE / "var") / "bench")))
