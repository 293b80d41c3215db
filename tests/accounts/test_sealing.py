"""Seeds of second steps lie sealed in the database, and older keys still open them."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.sealing import is_readable, is_sealed_anew, seal, seal_anew, unseal
from tests.accounts.dumps import places_with
from tests.factories import UserFactory

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HALF_MINUTE = 59_000_000
NEW_KEY = "a-new-key-" + "9876543210" * 4


@pytest.fixture(autouse=True)
def _time_stands_still(monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([HALF_MINUTE]))


@pytest.fixture
def person(db):
    return UserFactory()


def rotate(settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW_KEY


def code_now():
    return format_hotp_value(hotp_value(SEED, HALF_MINUTE))


def test_what_is_sealed_reads_as_before_and_never_looks_the_same():
    assert unseal(seal(SEED)) == SEED
    assert len({seal(SEED), seal(SEED), SEED}) == 3


def test_rotated_key_still_reads_until_everything_is_sealed_anew(settings):
    old = seal(SEED)
    rotate(settings)
    new = seal_anew(old)

    assert [unseal(each) for each in (old, new)] == [SEED, SEED]
    assert [is_sealed_anew(each) for each in (old, new)] == [False, True]

    settings.SECRET_KEY_FALLBACKS = []
    assert [is_readable(each) for each in (old, new)] == [False, True]
    with pytest.raises(InvalidToken):
        unseal(old)


def test_key_is_not_the_secret_itself(settings):
    """What signs cookies opens no seed, and the other way round."""
    settings.SECRET_KEY = Fernet.generate_key().decode()

    with pytest.raises(InvalidToken):
        Fernet(settings.SECRET_KEY).decrypt(seal(SEED))


def test_dump_of_the_database_holds_no_seed(person, monkeypatch, tmp_path):
    spare = "a1b2" * 20
    monkeypatch.setattr(RecoveryCodes, "generate_seed", classmethod(lambda cls: spare))
    TOTP.activate(person, SEED)
    RecoveryCodes.activate(person)
    path = tmp_path / "dump.json"

    call_command("dumpdata", "mfa", output=path)

    assert places_with(SEED, spare) == []
    kept = [row["fields"]["data"] for row in json.loads(path.read_text())]
    assert sorted(name for data in kept for name in data) == ["secret", "seed", "used_mask"]
    assert [text for text in (SEED, spare) if text in path.read_text()] == []


def test_app_and_spare_codes_work_before_and_after_a_new_key(person, settings):
    app, spare = TOTP.activate(person, SEED), RecoveryCodes.activate(person)
    codes = spare.get_unused_codes()
    rotate(settings)

    assert app.validate_code(code_now())
    assert [spare.validate_code(codes[0]) for _each in range(2)] == [True, False]
    assert spare.get_unused_codes() == codes[1:]


def test_seed_that_no_key_reads_is_a_wrong_code_and_never_an_empty_seed(person, settings):
    app = TOTP.activate(person, SEED)
    settings.SECRET_KEY = NEW_KEY

    for code in (code_now(), format_hotp_value(0)):
        with pytest.raises(ValidationError, match="This did not work"):
            app.validate_code(code)


def test_seeds_from_before_are_sealed_by_the_migration_once_and_back(person):
    migration = import_module("accounts.migrations.0002_seal_seeds_of_second_steps")
    TOTP.activate(person, SEED)
    RecoveryCodes.activate(person)
    Authenticator.objects.filter(type="totp").update(data={"secret": SEED})
    sealed_before = Authenticator.objects.get(type="recovery_codes").data

    for _each in range(2):
        migration.seal_all(apps, None)

    data = dict(Authenticator.objects.values_list("type", "data"))
    assert unseal(data["totp"]["secret"]) == SEED
    assert data["recovery_codes"] == sealed_before

    migration.unseal_all(apps, None)
    assert Authenticator.objects.get(type="totp").data == {"secret": SEED}
