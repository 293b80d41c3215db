"""The settings under which all programs of a benchmark run: the real ones, in a fixed environment."""

import os
from pathlib import Path

VAR = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var") / "bench"
os.environ.update(
    VAR_DIR=str(VAR),
    SECRET_KEY="only-for-benchmarks-" + "0123456789" * 4,
    BASE_URL="http://127.0.0.1",
    ALLOWED_HOSTS="127.0.0.1,localhost",
    DEBUG="false",
    LOG_LEVEL="WARNING",
)

from config.settings import *  # noqa: E402, F403 -- the environment has to be set first; a settings module is its names
from config.settings import MIDDLEWARE  # noqa: E402 -- as above

COUNTING = "benchmarks.counting.CountQueriesMiddleware"
MIDDLEWARE = [COUNTING, *MIDDLEWARE]
