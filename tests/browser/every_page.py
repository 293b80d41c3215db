"""Every page of the account and of the back office in a browser: none breaks the policy or reaches another site.

What a page complains about, the fixture ``window`` collects and fails on. ``make prove-access`` alone runs this: the
suite opens each template once, under the same policy (test_accessible.py).
"""

import pytest
from django.urls import reverse

from tests.accounts.ways_in import by_password
from tests.test_access import OPEN_TO, PEOPLE, address_of, world  # noqa: F401 -- world is a fixture

PRIVATE = ("/account/", "/admin/", "/share/")
WHO = [("platform_admin", 80), ("editor", 60)]
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


def pages_of(user, who, world):  # noqa: F811 -- the fixture, handed on
    """The addresses behind sign-in that answer 200 to this person, of those that have a second step too."""
    place = PEOPLE.index(who)
    names = [name for statuses, names in OPEN_TO.items() if statuses[place] == 200 for name in names]
    key = user.authenticator_set.get(type="webauthn").pk
    addresses = [address_of(name, world) for name in names if name not in NO_PAGES]
    more = [reverse(name, args=[key] if name.startswith(("mfa_edit", "mfa_remove")) else []) for name in ONCE_SET_UP]
    return [address for address in (*addresses, *more) if address.startswith(PRIVATE)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("who", "fewest"), WHO)
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
