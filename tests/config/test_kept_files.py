"""Files whose name carries their content are kept for good; all others are asked for again after a minute."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from config import settings as real

FOR_GOOD = "max-age=315360000, public, immutable"


@pytest.fixture
def served(settings, tmp_path):
    """``served(name)`` as production does: collected, from the manifest."""
    (tmp_path / "source" / "css").mkdir(parents=True)
    (tmp_path / "source" / "css" / "page.css").write_text("body { color: black }")
    settings.STORAGES = real.STORAGES
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    site = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))

    def ask(url, **headers):
        return site(RequestFactory().get(url, headers=headers))

    return ask


def test_hashed_name_is_kept_for_good(served):
    url = staticfiles_storage.url("css/page.css")

    answer = served(url)

    assert url != "/static/css/page.css"
    assert (answer.status_code, answer["Cache-Control"]) == (200, FOR_GOOD)


def test_plain_name_is_not(served):
    assert served("/static/css/page.css")["Cache-Control"] == "max-age=60, public"


def test_who_has_the_file_is_told_so(served):
    url = staticfiles_storage.url("css/page.css")

    answer = served(url, **{"If-None-Match": served(url)["ETag"]})

    assert (answer.status_code, answer["Cache-Control"]) == (304, FOR_GOOD)


def test_name_with_another_hash_is_no_file(served):
    assert served("/static/css/page.000000000000.css").status_code == 404
