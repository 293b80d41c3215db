"""Where bytes lie: one folder, names drawn by lot. What is still being checked lies in a folder of its own."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

INCOMING = "incoming"
ENDINGS = {"application/pdf": ".pdf", "video/mp4": ".mp4", "video/webm": ".webm", "text/vtt": ".vtt"}
KEPT_FREE = 1024**3  # of the disk


def root():
    return Path(settings.MEDIA_ROOT)


def path_of(stored):
    """Where its bytes lie, if there are any. Derived from what we chose, never from what somebody typed."""
    return root() / f"{stored.public_id}{ENDINGS.get(stored.content_type, '')}"


def incoming_file():
    """A file for bytes that are not ours yet. The sweeper takes what nobody took away."""
    folder = root() / INCOMING
    folder.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder)
    return os.fdopen(descriptor, "wb"), Path(name)


def has_room_for(size):
    return shutil.disk_usage(root()).free - size > KEPT_FREE


def keep(incoming, place):
    """The bytes are on the disk under their name before anything speaks of them."""
    incoming.chmod(0o640)  # read by its group too, for servers that send files themselves
    os.replace(incoming, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
