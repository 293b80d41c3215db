"""Every page in every state, as people see it: axe, reflow, text spacing, targets, outline, languages, errors.

The suite opens each template once, theme and width alternating; ``make prove-access`` opens all states in all looks.
"""

import pytest
from django.conf import settings as django_settings
from django.test.signals import template_rendered

from tests.accounts.ways_in import by_password
from tests.browser.looking import LOOKS, Looking, prove
from tests.browser.pages import EMPTY, PAGES
from tests.browser.stage import build
from tests.proofs import IS_PROOF

TEMPLATES = django_settings.BASE_DIR / "templates"
PARTS = ("components/", "allauth/", "django/")  # of pages, and frames that pages extend
FRAMES = {"base.html", "base_account.html", "browse.html", "admin/base_site.html", "account/base_reauthenticate.html"}


@pytest.fixture
def rendered():
    """The names of the templates that were used."""
    names = set()

    def seen(template, **_more):
        names.add(template.name)

    template_rendered.connect(seen)
    yield names
    template_rendered.disconnect(seen)


@pytest.fixture
def looking(window, signed_in, equipped, cast, settings, live_server):
    """One window for each who looks, opened when first needed."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    settings.DEMO = True
    opened = {}

    def window_of(who):
        if who not in opened:
            opened[who] = {"visitor": window, "half": half}.get(who, lambda: signed_in(person(who)))()
        return opened[who]

    def person(who):
        user = result.stage.newcomer if who == "newcomer" else getattr(cast, who)
        if who == "editor":
            equipped(user)
            result.stage.passkey = user.authenticator_set.get(type="webauthn").pk
        return user

    def half():
        window_of("editor")
        client, _answer = by_password(cast.editor)
        opened = window()
        cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
        opened.page.context.add_cookies([cookie])
        return opened

    result = Looking(window_of)
    return result


def pages_of_the_house():
    names = (str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if not path.name.startswith("_"))
    return {name for name in names if not name.startswith(PARTS)} - FRAMES


@pytest.mark.django_db(transaction=True)
def test_every_page_is_accessible_and_every_template_is_looked_at(looking, cast, request, rendered):
    empty, pages = ([page for page in table if page.short or IS_PROOF] for table in (EMPTY, PAGES))
    looks = {
        page.name: LOOKS if IS_PROOF else [LOOKS[number % len(LOOKS)]] for number, page in enumerate(empty + pages)
    }

    for page in empty:
        looking.open(page, looks[page.name])
    looking.stage = build(cast, request.getfixturevalue("draft"))
    for page in pages:
        looking.open(page, looks[page.name])

    prove(looking.line(), looking.list())
    assert looking.list() == []
    assert pages_of_the_house() - rendered == set()
