"""Seeds of second steps are sealed before they are stored: who reads the database makes no code from them."""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"city-showcase: seeds of second steps"  # never changes: another word would be another key


def seal(text):
    return box().encrypt(text.encode()).decode()


def unseal(sealed):
    """What was sealed under the current key or one of SECRET_KEY_FALLBACKS. Raises InvalidToken for anything else."""
    return box().decrypt(sealed).decode()


def seal_anew(sealed):
    """The same under the current key, so that an older one can be forgotten."""
    return box().rotate(sealed).decode()


def is_sealed_anew(sealed):
    """Whether the current key alone reads it."""
    return is_read_by(box_of(settings.SECRET_KEY), sealed)


def is_readable(sealed):
    return is_read_by(box(), sealed)


def is_read_by(box, sealed):
    try:
        box.decrypt(sealed)
    except (InvalidToken, TypeError):
        return False
    return True


def box():
    """Seals with the current key and reads with every one."""
    return box_of(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def box_of(*secrets):
    return MultiFernet([Fernet(key_from(secret)) for secret in secrets])


def key_from(secret):
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return urlsafe_b64encode(derived)
