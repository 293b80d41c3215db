"""Through a shared cache: what it holds after everybody came by names nobody and hides nothing from the next."""

import pytest
from django.test import Client

from accounts.models import User
from catalogue.models import CatalogueVersion
from showcase.models import Submission
from tests.reading import body_of
from tests.shared_cache import SharedCache
from tests.test_access import OPEN_TO, address_of, world  # noqa: F401 -- a fixture
from tests.test_public_pages import marked

WITH_CLOCKS = {"/", "/search/", "/networks/metropolis/"}  # hours of service points, the next session
PAGES = ["/", "/initiatives/", "/networks/metropolis/", "/cities/bilbao-es/", "/about/", "/search/?q=public"]
HTMX = {"HX_Request": "true", "HX_Target": "results"}


@pytest.fixture
def cache():
    return SharedCache()


def everywhere(world):  # noqa: F811
    """Every address there is, and some public pages in another language."""
    addresses = [address_of(name, world) for names in OPEN_TO.values() for name in names]
    return [*addresses, *PAGES, *(f"/de{page}" for page in PAGES)]


def secrets():
    """What no answer for everybody may hold."""
    User.objects.update(name="Zoraida Unlike-Anybody")
    Submission.objects.update(title="Unpublished words")
    addresses = User.objects.values_list("email", flat=True)
    token = CatalogueVersion.objects.get().token
    return [*addresses, "Zoraida", "Unlike-Anybody", "Unpublished words", token, "csrfmiddlewaretoken"]


def test_cache_holds_no_name_no_draft_no_token_and_no_cookie(cast, client_of, world, cache, settings):  # noqa: F811
    settings.SHARED_MAX_AGE = 60
    hidden, addresses = secrets(), everywhere(world)
    public = {address_of(name, world) for name in marked()}
    for browser in (client_of(cast.author), client_of(cast.platform_admin), Client()):
        browser.raise_request_exception = False
        for address in addresses:
            cache.ask(browser, address)
    for page in PAGES:
        cache.ask(browser, page, **HTMX)

    held = [(str(each.headers) + body_of(each).decode(errors="replace"), each.cookies) for each in cache.everything]

    assert public - set(cache.held) == set()
    assert [secret for secret in hidden for text, _cookies in held if secret in text] == []
    assert [cookies for text, cookies in held if cookies or "set-cookie" in text.lower()] == []


@pytest.mark.parametrize("page", PAGES)
def test_editor_then_visitor_then_another_language_then_htmx(cast, client_of, client, world, cache, settings, page):  # noqa: F811
    settings.SHARED_MAX_AGE = 60
    is_kept = page.partition("?")[0] not in WITH_CLOCKS

    editors = cache.ask(client_of(cast.editor), page)
    visitors = cache.ask(client, page)
    german = cache.ask(client, f"/de{page}")
    part = cache.ask(client, page, **HTMX)

    assert editors.content == visitors.content == part.content
    assert cache.asked == (2 if is_kept else 4)
    assert (b'<html lang="en"' in visitors.content, b'<html lang="de"' in german.content) == (True, True)


def test_packed_page_reaches_only_who_takes_it(client, world, cache, settings):  # noqa: F811
    settings.SHARED_MAX_AGE = 60

    answers = [cache.ask(client, "/initiatives/", Accept_Encoding=each) for each in ("gzip", "identity", "gzip")]

    assert [each.get("Content-Encoding") for each in answers] == ["gzip", None, "gzip"]
    assert cache.asked == 2


def test_stale_page_is_asked_about_and_not_sent_again(client, world, cache):  # noqa: F811
    first = cache.ask(client, "/initiatives/")
    cache.clock = 1

    again = cache.ask(client, "/initiatives/")

    assert (cache.asked, cache.revalidated, again.content == first.content) == (2, 1, True)


def test_what_is_taken_down_is_gone_within_a_minute(cast, client, world, cache, settings):  # noqa: F811
    from showcase.models import Initiative
    from showcase.standing import take_down

    settings.SHARED_MAX_AGE = 60
    found = Initiative.objects.get(title="Public")
    addresses = ["/initiatives/", found.get_absolute_url(), "/cities/bilbao-es/", "/search/?q=public"]
    before = [b"Public</" in cache.ask(client, each).content for each in addresses]

    take_down(found, by=cast.platform_admin, reason="Wrong.")
    cache.clock = 60
    after = [cache.ask(client, each) for each in addresses]

    assert before == [True] * 4
    assert [(each.status_code, b"Public</" in each.content) for each in after] == [
        (200, False),
        (410, False),
        (200, False),
        (200, False),
    ]
