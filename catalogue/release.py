"""What pages look like apart from the catalogue: the code, the templates, the words and the settings they show."""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

SHOWN = ("RELEASE", "SITE_NAME", "DEMO", "BASE_URL", "CONTACT_EMAIL", "LANGUAGES", "STATIC_URL")
SOURCES = ("templates/**/*.html", "locale/**/*.mo", "requirements.lock")


@lru_cache(maxsize=1)
def release():
    """Another one as soon as anything but the data may change a page. Reads the source once for each process.

    By content, so that all processes and servers of one release agree, and nobody has to count up a number.
    """
    digest = blake2b(digest_size=16)
    for name in SHOWN:
        digest.update(repr(getattr(settings, name)).encode())
    digest.update(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for path in sources():
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()


def sources():
    patterns = [*SOURCES, *(f"{app}/**/*.py" for app in ("config", *settings.APPS_OF_THE_HOUSE))]
    found = (path for pattern in patterns for path in Path(settings.BASE_DIR).glob(pattern))
    return sorted(found)
