"""A passkey in a real browser, under the policy of the site: made, used alone and as a second step, and removed."""

import pytest

from tests.factories import EditorFactory, NetworkFactory, UserFactory

PASSWORD = "a-long-password-42"


@pytest.fixture
def editor(transactional_db):
    user = UserFactory(email="ines@network.example", name="Ines")
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    EditorFactory(user=user, network=NetworkFactory(acronym="Metropolis", is_host=True))
    return user


@pytest.fixture
def device(window, settings):
    """A browser on a device with a fingerprint reader that knows its owner, at the site's own name."""
    opened = window()
    assert opened.base.startswith("http://localhost:")  # browsers bind no passkey to a bare number
    settings.BASE_URL = opened.base
    chip = opened.page.context.new_cdp_session(opened.page)
    chip.send("WebAuthn.enable")
    made = chip.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    opened.chip, opened.authenticator = chip, made["authenticatorId"]
    return opened


def sign_in(window):
    window.open("/account/login/")
    window.fill(login="ines@network.example", password=PASSWORD)
    window.press("Sign in")


def show_again(window):
    window.fill(password=PASSWORD)
    window.press("Continue")


def add_passkey(window):
    window.follow("Add a passkey")
    show_again(window)
    window.fill(name="Work laptop")
    window.press("Make a passkey")


def sign_out(window):
    window.open("/account/logout/")
    window.press("Sign out")


def test_editor_makes_a_passkey_and_comes_in_with_it(device, editor):
    sign_in(device)
    assert device.heading() == "Second step at sign-in"
    add_passkey(device)
    assert device.heading() == "Spare codes"
    assert device.open("/admin/").status == 200

    sign_out(device)
    device.open("/account/login/?next=/admin/")
    device.press("Use a passkey")
    assert (device.page.url, device.page.title()[:11]) == (device.base + "/admin/", "Back office")

    sign_out(device)
    sign_in(device)
    assert device.heading() == "The second step"
    device.press("Use a passkey")
    assert device.open("/admin/").status == 200


def test_passkey_that_is_refused_says_so_in_words(device, editor):
    sign_in(device)
    add_passkey(device)
    sign_out(device)
    device.chip.send("WebAuthn.setUserVerified", {"authenticatorId": device.authenticator, "isUserVerified": False})
    device.open("/account/login/")

    device.page.get_by_role("button", name="Use a passkey").click()

    problem = device.page.get_by_role("alert")
    problem.wait_for()
    assert problem.inner_text() == "The passkey was not used. Try again, or choose another way."
    assert device.page.url == device.base + "/account/login/"
