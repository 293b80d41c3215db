"""Mails that a demo writes as files instead of sending them: they name people like mails in a mailbox."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings


def files():
    """None where mails are really sent, whatever lies in the folder."""
    if not settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend"):
        return []
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"))


def older_than(time):
    return [path for path in files() if path.stat().st_mtime < time.timestamp()]


def naming(words):
    """The files in whose header or text one of the words stands. Reads all of them."""
    small = [word.lower() for word in words]
    return [path for path in files() if any(word in text_of(path) for word in small)]


def text_of(path):
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return "\n".join([*(f"{name}: {value}" for name, value in mail.items()), mail.get_content()]).lower()
