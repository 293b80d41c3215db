"""Every page of the account and of the back office in a browser: none breaks the policy or reaches another site.

What a page complains about, the fixture ``window`` collects and fails on.
"""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.test import Client
from django.urls import reverse

from tests.accounts.ways_in import by_password, with_app, with_passkey, with_password
from tests.test_access import OPEN_TO, PEOPLE, address_of, world  # noqa: F401 -- world is a fixture

PRIVATE = ("/account/", "/admin/", "/share/")
NO_PAGES = {"admin:record_entry_export", "admin:jsi18n"}  # a file and a script
ONCE_SET_UP = (
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn"),
    *("mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
)
OUTSIDE = (
    *("account_login", "account_signup", "account_request_login_code", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key_done", "account_email_verification_sent"),
    *("account_inactive", "account_confirm_email", "account_reset_password_from_key"),
)


@pytest.fixture(autouse=True)
def _browsers_keep_static_files(monkeypatch):
    """As they do with the real server; most of the time went into sending the same files again."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self, request):
        answer = serve(self, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    monkeypatch.setattr(StaticFilesHandlerMixin, "serve", kept)


@pytest.fixture
def equipped(settings):
    """``equipped(person)``: they have a password, a passkey, an app and spare codes."""
    settings.BASE_URL = "http://localhost"

    def made(user):
        with_password(user)
        with_passkey(user)
        return with_app(user)

    return made


@pytest.fixture
def signed_in(window, live_server):
    """``signed_in(person)``: a browser in which they have just shown both steps."""

    def opened(user):
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": method, "at": time.time(), "reauthenticated": True} for method in ("password", "mfa")
        ]
        session.save()
        opened = window()
        opened.page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
        return opened

    return opened


def pages_of(user, who, world):  # noqa: F811 -- the fixture, handed on
    """The addresses behind sign-in that answer 200 to this person, of those that have a second step too."""
    place = PEOPLE.index(who)
    names = [name for statuses, names in OPEN_TO.items() if statuses[place] == 200 for name in names]
    key = user.authenticator_set.get(type="webauthn").pk
    addresses = [address_of(name, world) for name in names if name not in NO_PAGES]
    more = [reverse(name, args=[key] if name.startswith(("mfa_edit", "mfa_remove")) else []) for name in ONCE_SET_UP]
    return [address for address in (*addresses, *more) if address.startswith(PRIVATE)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("who", "fewest"), [("platform_admin", 80), ("editor", 60)])
def test_no_page_behind_sign_in_breaks_the_policy(signed_in, equipped, cast, world, who, fewest):  # noqa: F811
    person = signed_in(equipped(getattr(cast, who)))
    pages = pages_of(getattr(cast, who), who, world)

    answers = {page: (person.open(page).status, person.page.url.removeprefix(person.base)) for page in pages}

    assert len(pages) > fewest
    assert answers == {page: (200, page) for page in pages}


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_door_breaks_the_policy(window, equipped, cast, live_server):
    visitor = window()
    keys = {"account_confirm_email": ["no-such-key"], "account_reset_password_from_key": ["1", "no-such-key"]}
    pages = [reverse(name, args=keys.get(name, [])) for name in OUTSIDE]

    answers = {page: visitor.open(page).status for page in pages}
    half, _answer = by_password(equipped(cast.editor))
    cookie = {"name": "sessionid", "value": half.session.session_key, "url": live_server.url}
    visitor.page.context.add_cookies([cookie])

    assert answers == dict.fromkeys(pages, 200)
    assert visitor.open(reverse("mfa_authenticate")).status == 200
    assert visitor.heading() == "The second step"


@pytest.mark.django_db(transaction=True)
def test_rarer_pages_have_no_fault_that_axe_finds(signed_in, equipped, cast):
    lost = equipped(cast.editor)
    admin = signed_in(equipped(cast.platform_admin))
    pages = {
        reverse("mfa_deactivate_totp"): "Remove the app",
        reverse("mfa_reauthenticate"): "Show that it is you",
        reverse("mfa_reauthenticate_webauthn"): "Show that it is you",
        reverse("account_reauthenticate"): "Show that it is you",
        reverse("mfa_view_recovery_codes"): "Spare codes",
        reverse("admin:accounts_user_reset_second_step", args=[lost.pk]): "Take the second step away?",
        reverse("admin:accounts_user_change", args=[lost.pk]): "Change person",
        reverse("admin:networks_network_change", args=[cast.host.pk]): "Change network",
    }

    found = {}
    for page in pages:
        admin.open(page)
        # Without its own look at style sheets, for which it writes a style into the page.
        faults = Axe().run(admin.page, options={"preload": False}).response["violations"]
        found[page] = (admin.heading(), [each["id"] for each in faults])

    assert found == {page: (heading, []) for page, heading in pages.items()}
