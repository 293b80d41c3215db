"""What the settings of this site promise as a whole."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command

from tests.config.test_env import GOOD, run_settings

SAY = """
from config import settings as s
print(s.CACHES["default"]["BACKEND"], s.TRUSTED_PROXIES, s.ALLAUTH_TRUSTED_PROXY_COUNT)
"""


def test_cache_is_shared_and_no_proxy_is_trusted_unless_somebody_says_so():
    assert run_settings(SAY).stdout.split() == ["django.core.cache.backends.db.DatabaseCache", "0", "0"]
    assert run_settings(SAY, TRUSTED_PROXIES="2").stdout.split()[1:] == ["2", "2"]


def test_pages_are_kept_in_memory_and_not_for_longer_than_a_minute_elsewhere():
    say = "from config import settings as s; print(s.PAGE_CACHE_BYTES, s.SHARED_MAX_AGE)"

    assert run_settings(say).stdout.split() == ["33554432", "0"]
    assert run_settings(say, PAGE_CACHE_MB="0", SHARED_MAX_AGE="60").stdout.split() == ["0", "60"]
    assert "SHARED_MAX_AGE must be 60 at most" in run_settings(say, SHARED_MAX_AGE="61").stderr


def test_shipped_settings_pass_the_check_for_deployment():
    said = run_settings(
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')",
        SECRET_KEY=GOOD["SECRET_KEY"] + "-and-more",
        CONTACT_EMAIL="contact@showcase.example",
    )

    assert (said.returncode, said.stdout) == (0, "System check identified no issues (1 silenced).\n")


@pytest.mark.django_db
def test_table_of_the_cache_is_made_once_and_keeps_what_it_holds():
    shared = caches["shared"]
    shared.set("door", "open")

    call_command("createcachetable", verbosity=0)

    assert shared.get("door") == "open"
    assert settings.CACHES["shared"]["LOCATION"] == "cache"
