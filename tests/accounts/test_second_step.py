"""Staff take a second step whatever way they come in, and what else guards an account that can publish."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.models import Mail
from tests.accounts.ways_in import (
    HALF_MINUTE,
    PASSWORD,
    SECRET,
    browser,
    by_code,
    by_passkey,
    by_password,
    code_in_mail,
    code_now,
    show_again,
    with_app,
    with_passkey,
    with_password,
)

OFFICE = "/admin/"


@pytest.fixture(autouse=True)
def _named_host(settings):
    """Passkeys are bound to a name that browsers trust."""
    settings.BASE_URL = "http://localhost"


@pytest.fixture(autouse=True)
def _time_stands_still(monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([HALF_MINUTE]))


@pytest.fixture
def editor(cast):
    """Edits for the host, with a password and a confirmed address, and without a second step."""
    return with_password(cast.editor)


@pytest.fixture
def author(cast):
    return with_password(cast.author)


def opens_office(person):
    return person.get(OFFICE).status_code == 200


@pytest.mark.parametrize("come_in", [by_password, by_code])
def test_staff_without_a_second_step_are_sent_to_set_it_up(editor, come_in):
    person, answer = come_in(editor)

    assert answer["Location"] == reverse("account")
    assert person.get(answer["Location"])["Location"] == reverse("mfa_index")
    assert person.get(OFFICE)["Location"] == reverse("mfa_index")
    assert person.post("/admin/logout/")["Location"] == reverse("mfa_index")
    assert person.get(reverse("mfa_index")).status_code == 200
    assert person.get("/").status_code == 200
    assert person.get("/de/admin/")["Location"] == "/de/account/second-step/"


@pytest.mark.parametrize("come_in", [by_password, by_code])
def test_staff_with_an_app_are_in_only_after_its_code(editor, come_in):
    person, answer = come_in(with_app(editor))
    before = person.get(OFFICE)["Location"]

    wrong = person.post(answer["Location"], {"code": "000 000"})
    right = person.post(answer["Location"], {"code": " ".join(code_now())})

    assert (answer["Location"], before) == (reverse("mfa_authenticate"), "/admin/login/?next=/admin/")
    assert list(wrong.context["form"].errors) == ["code"]
    assert right["Location"] == reverse("account")
    assert opens_office(person)


def test_passkey_alone_signs_staff_in_because_the_device_looks_at_its_owner(editor):
    person, answer = by_passkey(with_passkey(editor))

    assert answer["Location"] == reverse("account")
    assert opens_office(person)


def test_passkey_of_a_device_that_looks_at_nobody_does_not_sign_in(editor):
    phone = with_passkey(editor)
    phone.flags = 1

    person, answer = by_passkey(phone)

    assert answer["Location"] == reverse("account_login")
    assert not opens_office(person)


def test_passkey_of_another_site_does_not_sign_in(editor):
    phone = with_passkey(editor)
    phone.origin = "http://evil.example"

    person, answer = by_passkey(phone)

    assert answer["Location"] == reverse("account_login")
    assert not opens_office(person)


def test_passkey_is_the_second_step_after_a_password(editor):
    phone = with_passkey(editor)
    person, answer = by_password(editor)
    page = person.get(answer["Location"])

    credential = json.dumps(phone.show(page.context["js_data"]["request_options"]))
    person.post(answer["Location"], {"credential": credential})

    assert answer["Location"] == reverse("mfa_authenticate")
    assert opens_office(person)


def test_passkey_is_bound_to_the_name_of_the_site_whatever_the_host_of_the_request(editor):
    asked = (
        Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json", "host": "127.0.0.1"}).json()
    )

    assert asked["request_options"]["publicKey"]["rpId"] == "localhost"


def test_session_from_before_the_second_step_is_asked_for_it(editor):
    before, _answer = by_password(editor)
    with_app(editor)

    asked = before.get(OFFICE)
    before.post(asked["Location"], {"code": code_now(), "next": OFFICE})

    assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2F"
    assert opens_office(before)


def test_who_becomes_staff_is_asked_at_the_next_page(author):
    person, _answer = by_password(author)
    before = person.get(reverse("account")).status_code
    User.objects.filter(pk=author.pk).update(is_staff=True)

    assert (before, person.get(reverse("account"))["Location"]) == (200, reverse("mfa_index"))


def test_city_staff_need_no_second_step(author):
    person, answer = by_password(author)

    assert person.get(answer["Location"]).status_code == 200


def test_only_the_accounts_of_the_demo_need_none_and_only_in_a_demo(settings, editor):
    settings.DEMO = True
    person, _answer = by_password(editor)
    another = person.get(OFFICE)["Location"]
    User.objects.filter(pk=editor.pk).update(email="metropolis@demo.example")
    in_demo = opens_office(person)
    settings.DEMO = False

    assert (another, in_demo, opens_office(person)) == (reverse("mfa_index"), True, False)


def test_app_is_set_up_with_a_square_drawn_inline_and_spare_codes_follow(editor, django_capture_on_commit_callbacks):
    person, _answer = by_password(editor)
    page = show_again(person, reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = code_now(secret)

    with django_capture_on_commit_callbacks(execute=True):
        answer = person.post(reverse("mfa_activate_totp"), {"code": code[:3] + " " + code[3:]})

    html = page.content.decode()
    assert len(re.findall(r'<svg class="qr" viewBox="0 0 \d+ \d+" role="img"', html)) == 1
    assert re.findall(r"style=|data:image", html) == []
    assert secret in html
    codes = person.get(answer["Location"]).content.decode()
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert Mail.objects.latest("pk").subject == "An app was added to your sign-in"


def test_code_of_the_app_works_once(editor):
    first, answer = by_password(with_app(editor))
    first.post(answer["Location"], {"code": code_now()})
    second, answer = by_password(editor)

    again = second.post(answer["Location"], {"code": code_now()})

    assert (opens_office(first), list(again.context["form"].errors)) == (True, ["code"])


def test_spare_code_works_once(editor):
    with_app(editor)
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    first, answer = by_password(editor)
    first.post(answer["Location"], {"code": spare[:4] + " " + spare[4:]})
    second, answer = by_password(editor)

    again = second.post(answer["Location"], {"code": spare})

    assert (opens_office(first), list(again.context["form"].errors)) == (True, ["code"])


def test_staff_cannot_remove_their_last_way(editor):
    person, _answer = by_passkey(with_passkey(editor))
    key = Authenticator.objects.get(type="webauthn")
    address = reverse("mfa_remove_webauthn", args=[key.pk])

    page = show_again(person, address)
    refused = person.post(address)

    assert page.context["form"].non_field_errors() == ["The back office needs a second step. Add another one first."]
    assert refused.status_code == 200
    assert Authenticator.objects.filter(pk=key.pk).exists()

    TOTP.activate(editor, SECRET)
    assert person.post(address)["Location"] == reverse("mfa_list_webauthn")
    assert list(editor.authenticator_set.filter(type="webauthn")) == []


def test_app_of_staff_stays_while_it_is_the_last_way(editor):
    person, answer = by_password(with_app(editor))
    person.post(answer["Location"], {"code": code_now()})

    page = show_again(person, reverse("mfa_deactivate_totp"))
    person.post(reverse("mfa_deactivate_totp"))

    assert page.context["form"].non_field_errors() == ["The back office needs a second step. Add another one first."]
    assert editor.authenticator_set.filter(type="totp").count() == 1


def test_removing_the_last_way_ends_the_other_sessions(author):
    other, _answer = by_password(author)
    person, _answer = by_passkey(with_passkey(author))
    address = reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    show_again(person, address)

    person.post(address)
    User.objects.filter(pk=author.pk).update(is_staff=True)

    assert person.get(reverse("account"))["Location"] == reverse("mfa_index")
    assert other.get(reverse("account"))["Location"] == "/account/login/?next=/account/"


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
)
def test_dangerous_pages_ask_once_more_who_it_is(author, name):
    person, _answer = by_password(author)
    if name == "mfa_deactivate_totp":
        with_app(author)

    asked = person.get(reverse(name))

    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next={reverse(name).replace('/', '%2F')}"


def test_code_is_taken_in_any_spelling(author):
    person = browser()
    person.post(reverse("account_request_login_code"), {"email": author.email})
    code = code_in_mail(author.email).replace("-", "")

    answer = person.post(reverse("account_confirm_login_code"), {"code": f"  {code[:3]} {code[3:]} "})

    assert answer["Location"] == reverse("account")
    assert person.get(reverse("account")).status_code == 200


def test_code_is_dead_after_three_wrong_ones(author):
    person = browser()
    person.post(reverse("account_request_login_code"), {"email": author.email})

    for _each in range(3):
        person.post(reverse("account_confirm_login_code"), {"code": "00000000"})
    answer = person.post(reverse("account_confirm_login_code"), {"code": code_in_mail(author.email)})

    assert answer["Location"] == reverse("account_request_login_code")
    assert person.get(reverse("account")).status_code == 302


def test_code_works_in_the_browser_that_asked_for_it_and_nowhere_else(author):
    browser().post(reverse("account_request_login_code"), {"email": author.email})

    answer = browser().post(reverse("account_confirm_login_code"), {"code": code_in_mail(author.email)})

    assert answer["Location"] == reverse("account_request_login_code")


def seen_by_somebody(address):
    """Everything a page says about an address, its one-time parts blanked."""
    person = browser()
    asked = person.post(reverse("account_request_login_code"), {"email": address})
    page = person.get(asked["Location"])
    wrong = person.post(asked["Location"], {"code": "0000 0000"})
    again = person.post(asked["Location"], {"action": "resend"})
    answers = [asked, page, wrong, again]
    return [
        (each.status_code, each.headers.get("Location"), sorted(each.cookies), blank(each, address)) for each in answers
    ]


def blank(answer, address):
    text = answer.content.decode().replace(address, "ADDRESS")
    return re.sub(r'value="\w{64}"|reference: \S+|[0-9a-f]{32}', "ONCE", text)


def test_answer_is_the_same_for_an_unknown_and_for_a_closed_account(author, cast):
    closed = with_password(cast.stranger)
    User.objects.filter(pk=closed.pk).update(is_active=False)

    known, unknown, shut = map(seen_by_somebody, [author.email, "nobody@city.example", closed.email])

    assert known == unknown
    assert known == shut
    assert Mail.objects.get(address="nobody@city.example").subject == "There is no account with this address"


def test_sessions_are_listed_and_ended_from_one_of_them(author):
    elsewhere, _answer = by_password(author)
    here, _answer = by_password(author)
    page = here.get(reverse("usersessions_list")).content.decode()

    answer = here.post(reverse("usersessions_list"), follow=True)

    assert (page.count("Some browser"), page.count("This browser")) == (2, 1)
    assert [str(message) for message in answer.context["messages"]] == ["You are signed out everywhere else."]
    assert here.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302
    assert UserSession.objects.count() == 1


def test_nobody_sees_the_sessions_of_others(author, editor):
    by_password(editor)
    person, _answer = by_password(author)

    assert [each.user for each in person.get(reverse("usersessions_list")).context["sessions"]] == [author]


def test_new_password_ends_the_other_sessions(author):
    elsewhere, _answer = by_password(author)
    here, _answer = by_password(author)

    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "something quite different"})

    assert here.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302
    assert len(here.get(reverse("usersessions_list")).context["sessions"]) == 1


def test_person_with_a_second_step_can_still_change_the_address(author):
    person, answer = by_password(with_app(author))
    person.post(answer["Location"], {"code": code_now()})

    asked = person.post(reverse("account_email"), {"action_add": "", "email": "new@city.example"})
    person.post(asked["Location"], {"password": PASSWORD})

    assert Mail.objects.get().address == "new@city.example"


@pytest.mark.parametrize("name", ["mfa_authenticator", "usersessions_usersession"])
def test_back_office_shows_neither_secrets_nor_sessions(cast, client_of, name):
    model = name.replace("_", "/")

    assert client_of(cast.platform_admin).get(f"/admin/{model}/").status_code == 404
