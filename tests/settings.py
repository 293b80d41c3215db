"""The settings of the suite: the real ones, in a fixed environment, with slow and outward parts exchanged."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("VAR_DIR", str(ROOT / "var" / "test"))
os.environ.update(
    SECRET_KEY="only-for-tests-" + "0123456789" * 4,
    BASE_URL="http://testserver",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DEBUG="false",
    DEMO="false",
    DATABASE_POOL="false",  # a pool would keep connections to the test database that is to be dropped
    CONTACT_EMAIL="contact@showcase.example",
    LOG_LEVEL="WARNING",
)
for name in ("SECRET_KEY_FALLBACKS", "MEDIA_ROOT", "BEHIND_TLS_PROXY", "CACHE_URL", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)

from config.settings import *  # noqa: E402, F403 -- the environment has to be set first; a settings module is its names
from config.settings import CACHES, STORAGES, VAR_DIR  # noqa: E402 -- as above

VAR_DIR.mkdir(parents=True, exist_ok=True)
_files = tempfile.TemporaryDirectory(prefix="showcase-tests-")  # removed when the process ends
MEDIA_ROOT = str(Path(_files.name) / "media")
STATIC_ROOT = str(Path(_files.name) / "static")
Path(MEDIA_ROOT).mkdir()
Path(STATIC_ROOT).mkdir()

# One process and many tests without a database: only tests of the shared cache itself ask for it by name.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, "shared": CACHES["default"]}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files without collectstatic
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
