"""Which stored seeds of second steps no key reads any more, and which only an older key reads."""

from allauth.mfa.models import Authenticator

from accounts.sealing import is_readable, is_sealed_anew, seal_anew

SEEDS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def seeds():
    """Each row with its sealed seed. Reads all of them; opening one takes some ten microseconds."""
    for row in Authenticator.objects.filter(type__in=SEEDS).order_by("pk").iterator():
        yield row, row.data.get(SEEDS[row.type], "")


def lost():
    """The rows that no key reads: their owners need another way in."""
    return [row for row, sealed in seeds() if not is_readable(sealed)]


def under_an_old_key():
    return [row for row, sealed in seeds() if is_readable(sealed) and not is_sealed_anew(sealed)]


def seal_again(row):
    """Only where nobody used it meanwhile: a spare code that was just used must not come back."""
    name, before = SEEDS[row.type], row.data
    after = {**before, name: seal_anew(before[name])}
    return Authenticator.objects.filter(pk=row.pk, data=before).update(data=after)
