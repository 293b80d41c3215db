"""The least that Django does for a request: one address, no app, no middleware but the one that counts, no database."""

from benchmarks.settings import *  # noqa: F403 -- a settings module is its names
from benchmarks.settings import COUNTING

ROOT_URLCONF = "benchmarks.hello.views"
INSTALLED_APPS = []
MIDDLEWARE = [COUNTING]
