"""The settings under which all programs of a benchmark run: the real ones, in a fixed environment."""

import os

from benchmarks.folder import FOLDER

os.environ.update(
    VAR_DIR=str(FOLDER),
    SECRET_KEY="only-for-benchmarks-" + "0123456789" * 4,
    BASE_URL="http://127.0.0.1",
    ALLOWED_HOSTS="127.0.0.1,localhost",
    DEBUG="false",
    LOG_LEVEL="WARNING",
    PAGE_CACHE_MB="0",  # each page is made; benchmarks/kept.py measures those that are not
)

from config.settings import *  # noqa: F403 -- the environment has to be set first; a settings module is its names
from config.settings import MIDDLEWARE

COUNTING = "benchmarks.counting.CountQueriesMiddleware"
MIDDLEWARE = [COUNTING, *MIDDLEWARE]
