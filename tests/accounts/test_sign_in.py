"""From no account to a signed-in one, as a browser walks it, and every wrong turn on the way."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.models import Mail
from tests.factories import UserFactory

PASSWORD = "correct horse battery staple"
ANNA = {"name": "Anna Ito", "email": "anna@city.example", "password1": PASSWORD}


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.fixture
def anna():
    """Has an account with a confirmed address."""
    user = UserFactory(name="Anna Ito", email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def links_in(mail):
    return re.findall(r"\S+://\S+", mail.text)


def path_in(mail):
    [link] = links_in(mail)
    assert link.startswith(settings.BASE_URL + "/")
    return link.removeprefix(settings.BASE_URL)


def sign_in(client, email="anna@city.example", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def is_signed_in(client):
    return client.get(reverse("account")).status_code == 200


def test_sign_up_leads_through_the_mail_to_the_account(client):
    answer = client.post(reverse("account_signup"), ANNA)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert client.get(answer["Location"]).status_code == 200
    assert not is_signed_in(client)

    address = path_in(Mail.objects.get())
    assert client.get(address).status_code == 200
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("anna@city.example", False)]

    assert client.post(address)["Location"] == reverse("account_login")
    assert sign_in(client)["Location"] == reverse("account")
    assert is_signed_in(client)
    assert list(User.objects.values_list("name", "email", "is_staff")) == [("Anna Ito", "anna@city.example", False)]


def test_sign_up_keeps_the_language_of_the_page(client):
    client.post("/fr" + reverse("account_signup"), ANNA)

    mail = Mail.objects.get()
    assert (User.objects.get().language, mail.language) == ("fr", "fr")
    assert path_in(mail).startswith("/fr/account/confirm-email/")


def test_sign_up_sent_twice_makes_one_account_and_one_mail(client):
    answers = [Client().post(reverse("account_signup"), ANNA)["Location"] for _each in range(2)]

    assert answers == [reverse("account_email_verification_sent")] * 2
    assert User.objects.count() == 1
    assert Mail.objects.count() == 1


def test_sign_up_sent_twice_at_the_same_moment_makes_one_account(client, monkeypatch):
    UserFactory(email="anna@city.example")
    monkeypatch.setattr("allauth.account.internal.flows.manage_email.assess_unique_email", lambda *_, **__: True)

    answer = client.post(reverse("account_signup"), ANNA)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


def answer_of(address, data):
    """Everything a visitor can tell from an answer: page, cookies and where it leads."""
    browser = Client()
    answer = browser.post(reverse(address), data)
    page = browser.get(answer["Location"]).content if answer.status_code == 302 else answer.content
    page = re.sub(rb'(name="csrfmiddlewaretoken" value|X-Request-Id|<code>)[^>]*>?', b"", page)
    page = page.replace(data.get("email", data.get("login")).encode(), b"ADDRESS")
    return answer.status_code, answer.get("Location"), sorted(browser.cookies), page


@pytest.mark.parametrize(
    ("address", "field", "more"),
    [
        ("account_signup", "email", {"name": "Anna", "password1": "another long password"}),
        ("account_reset_password", "email", {}),
        ("account_login", "login", {"password": "wrong, whoever it is"}),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(anna, address, field, more):
    known = answer_of(address, {field: "anna@city.example", **more})
    unknown = answer_of(address, {field: "nobody@city.example", **more})

    assert known == unknown


@pytest.mark.parametrize("email", ["anna@city.example", "ANNA@City.Example"])
def test_sign_up_with_a_known_address_changes_nothing_and_tells_its_owner(client, anna, email):
    client.post(reverse("account_signup"), {**ANNA, "email": email, "name": "Mallory"})

    assert list(User.objects.values_list("name", "email")) == [("Anna Ito", "anna@city.example")]
    mail = Mail.objects.get()
    assert (mail.subject, mail.address) == ("You already have an account", "anna@city.example")
    assert path_in(mail) == reverse("account_reset_password")


def test_sign_up_with_a_known_address_does_the_work_of_a_new_one(anna, monkeypatch, client):
    hashed, saved = [], []
    monkeypatch.setattr("accounts.sign_in_views.make_password", lambda password: hashed.append(password) or "hash")
    monkeypatch.setattr(User, "save", lambda user, **kwargs: saved.append(user.password) or models.Model.save(user))

    client.post(reverse("account_signup"), ANNA)

    assert (hashed, saved) == ([PASSWORD], ["hash"])
    assert list(User.objects.all()) == [anna]


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("name", "", "Write your name."),
        ("name", "x" * 121, "Use at most 120 characters; these are 121."),
        ("email", "", "Write your e-mail address."),
        ("email", "anna", "Write an e-mail address such as name@city.org."),
        ("password1", "", "Write a password."),
        ("password1", "short", "This password is too short. It must contain at least 10 characters."),
    ],
)
def test_sign_up_says_what_is_wrong_and_keeps_the_rest(client, field, wrong, sentence):
    answer = client.post(reverse("account_signup"), {**ANNA, field: wrong})

    form = answer.context["form"]
    assert (answer.status_code, form.errors, User.objects.count()) == (200, {field: [sentence]}, 0)
    assert {name: form.data[name] for name in ANNA if name != field} == {n: v for n, v in ANNA.items() if n != field}
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize("name", ["Win at https://evil.example", "www.evil", "Buy at evil.com now", "Evil.COM"])
def test_sign_up_refuses_a_name_that_mails_would_turn_into_a_link(client, name):
    answer = client.post(reverse("account_signup"), {**ANNA, "name": name})

    assert list(answer.context["form"].errors) == ["name"]


@pytest.mark.parametrize("name", ["J. R. R. Tolkien", "Zoë O’Neill-Łuczak", "王小明", "محمد علي", "Dr. Ana Sá"])
def test_sign_up_takes_names_as_people_write_them(client, name):
    client.post(reverse("account_signup"), {**ANNA, "name": name})

    assert User.objects.get().name == name


def test_sign_up_makes_a_name_one_line(client):
    client.post(reverse("account_signup"), {**ANNA, "name": "Anna\r\n\u202eIto\u0007"})

    assert User.objects.get().name == "Anna Ito"


def test_wrong_password_says_so_and_keeps_the_address(client, anna):
    answer = sign_in(client, password="wrong")

    assert answer.context["form"].non_field_errors() == ["The e-mail address or the password is not right."]
    assert answer.context["form"]["login"].value() == "anna@city.example"
    assert not is_signed_in(client)


def test_too_many_wrong_passwords_are_refused_even_with_the_right_one(client, anna):
    for _each in range(6):
        sign_in(client, password="wrong")

    assert sign_in(client).context["form"].non_field_errors() == [
        "Too many attempts. Wait five minutes, then try again."
    ]


def test_sign_in_goes_where_the_person_was_headed(client, anna):
    assert client.get(reverse("account-settings"))["Location"] == f"{reverse('account_login')}?next=/account/settings/"
    assert sign_in(client, next="/account/settings/")["Location"] == "/account/settings/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(client, anna, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == reverse("account")


def test_sign_in_changes_the_session(client, anna):
    client.get(reverse("account_login"))
    client.post(reverse("account_signup"), {**ANNA, "email": "other@city.example"})
    before = client.session.session_key

    sign_in(client)

    assert before is not None
    assert client.session.session_key != before


def test_unconfirmed_person_is_sent_the_link_again_instead_of_in(client):
    user = UserFactory(email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()

    assert sign_in(client)["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert path_in(Mail.objects.get()).startswith("/account/confirm-email/")


def test_closed_account_cannot_sign_in(client, anna):
    User.objects.update(is_active=False)

    assert sign_in(client)["Location"] == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions_at_once(client, anna):
    sign_in(client)
    User.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_reset_leads_through_the_mail_to_a_new_password(client, anna):
    answer = client.post(reverse("account_reset_password"), {"email": "anna@city.example"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert client.get(answer["Location"]).status_code == 200

    address = path_in(Mail.objects.get())
    assert User.objects.get().check_password(PASSWORD)
    form_page = client.get(address)["Location"]
    assert client.get(form_page).status_code == 200
    assert User.objects.get().check_password(PASSWORD)

    new = {"password1": "something quite different"}
    done = client.post(form_page, new)["Location"]

    assert client.get(done).status_code == 200
    assert User.objects.get().check_password("something quite different")
    assert client.get(address).context["token_fail"]  # used links are dead


def test_reset_ends_the_sessions_elsewhere(client, anna):
    thief = Client()
    sign_in(thief)
    client.post(reverse("account_reset_password"), {"email": "anna@city.example"})
    form_page = client.get(path_in(Mail.objects.get()))["Location"]

    client.post(form_page, {"password1": "something quite different"})

    assert not is_signed_in(thief)


def test_reset_for_an_unknown_address_says_so_by_mail_only(client):
    client.post(reverse("account_reset_password"), {"email": "nobody@city.example"})

    mail = Mail.objects.get()
    assert (mail.subject, mail.address) == ("There is no account with this address", "nobody@city.example")
    assert path_in(mail) == reverse("account_signup")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
@pytest.mark.parametrize("address", ["account_signup", "account_reset_password"])
@pytest.mark.parametrize("email", ["anna@city.example", "new@city.example"])
def test_links_in_mails_never_follow_the_host_of_the_request(client, anna, host, address, email):
    client.post(reverse(address), {**ANNA, "email": email}, headers={"host": host, "x-forwarded-host": "evil.example"})

    path_in(Mail.objects.get())


def test_one_address_gets_three_mails_a_day_until_it_is_confirmed(client):
    for _each in range(5):
        client.post(reverse("account_reset_password"), {"email": "victim@city.example"})

    assert Mail.objects.count() == 3


def test_change_of_the_password_asks_for_the_old_one(client, anna):
    sign_in(client)
    new = {"password1": "something quite different"}

    refused = client.post(reverse("account_change_password"), {**new, "oldpassword": "wrong"})
    done = client.post(reverse("account_change_password"), {**new, "oldpassword": PASSWORD})

    assert list(refused.context["form"].errors) == ["oldpassword"]
    assert done["Location"] == reverse("account-settings")
    assert User.objects.get().check_password("something quite different")
    assert is_signed_in(client)


def test_changed_password_is_told_to_its_owner(client, anna):
    sign_in(client)
    new = {"password1": "something quite different", "oldpassword": PASSWORD}

    client.post(reverse("account_change_password"), new)

    mail = Mail.objects.get()
    assert (mail.subject, mail.address) == ("Your password was changed", "anna@city.example")
    assert path_in(mail) == reverse("account_reset_password")


def ask_for_address(client, email):
    """Ask for another address, and give the password that is asked for first."""
    asked = client.post(reverse("account_email"), {"action_add": "", "email": email})
    return client.post(asked["Location"], {"password": PASSWORD})


def test_address_changes_when_the_new_one_is_confirmed_and_both_hear_of_it(client, anna):
    sign_in(client)

    ask_for_address(client, "ito@city.example")
    asked = Mail.objects.get()
    before = User.objects.get().email
    client.get(path_in(asked))
    client.post(path_in(asked))

    told = Mail.objects.exclude(pk=asked.pk).order_by("address")
    assert (asked.address, before, User.objects.get().email) == (
        "ito@city.example",
        "anna@city.example",
        "ito@city.example",
    )
    assert [(mail.subject, mail.address) for mail in told] == [
        ("Your e-mail address was changed", "anna@city.example"),
        ("Your e-mail address was changed", "ito@city.example"),
    ]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("ito@city.example", True)]


def test_change_of_the_address_can_be_taken_back(client, anna):
    sign_in(client)
    ask_for_address(client, "ito@city.example")
    page = client.get(reverse("account_email")).content.decode()

    client.post(reverse("account_email"), {"action_remove": "", "email": "ito@city.example"})

    assert page.count("ito@city.example") == 2
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["anna@city.example"]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_address_of_another_account_is_confirmed_for_nobody(client, anna, is_confirmed):
    bo = UserFactory(email="bo@city.example")
    EmailAddress.objects.create(user=bo, email=bo.email, verified=is_confirmed, primary=True)
    sign_in(client)
    ask_for_address(client, "bo@city.example")

    answer = Client().post(path_in(Mail.objects.get()), follow=True)

    assert answer.status_code == 200
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == ["anna@city.example", bo.email]
    assert list(EmailAddress.objects.filter(verified=True, email=bo.email).values_list("user", flat=True)) == (
        [bo.pk] if is_confirmed else []
    )


def test_change_of_the_address_asks_for_the_password(client, anna):
    sign_in(client)

    asked = client.post(reverse("account_email"), {"action_add": "", "email": "ito@city.example"})
    wrong = client.post(asked["Location"], {"password": "wrong"})

    assert wrong.context["form"].errors == {"password": ["This is not your password."]}
    assert (Mail.objects.count(), EmailAddress.objects.count()) == (0, 1)


@pytest.mark.parametrize("email", ["ANNA@city.example", " anna@City.Example "])
def test_address_is_recognised_in_any_spelling(client, anna, email):
    assert sign_in(client, email=email)["Location"] == reverse("account")


def test_signing_out_takes_a_post(client, anna):
    sign_in(client)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == reverse("home")
    assert not is_signed_in(client)


def test_signing_out_keeps_the_language(client, anna):
    sign_in(client)

    assert client.post("/de" + reverse("account_logout"))["Location"] == "/de/"


def test_link_of_somebody_else_does_not_sign_anybody_out(client, anna):
    Client().post(reverse("account_signup"), {**ANNA, "email": "other@city.example"})
    sign_in(client)

    client.get(path_in(Mail.objects.get()))

    assert is_signed_in(client)


def test_forms_refuse_a_post_from_elsewhere(anna):
    browser = Client(enforce_csrf_checks=True)

    answers = [browser.post(reverse(name)).status_code for name in ("account_login", "account_signup")]

    assert answers == [403, 403]


PAGES = [
    "login/ logout/ inactive/ signup/ reauthenticate/ email/ confirm-email/ confirm-email/nonsense/ password/change/",
    "password/set/ password/reset/ password/reset/done/ password/reset/key/done/ password/reset/key/1-set-password/",
    "password/reset/key/zzz-nonsense/ password/reset/key/zzzzzzzzzzzzzzzzzzzzzzzzz-x/ login/code/confirm/ nonsense/",
    "login/code/ sessions/ second-step/ second-step/authenticate/ second-step/reauthenticate/",
    "second-step/totp/activate/ second-step/totp/deactivate/ second-step/recovery-codes/",
    "second-step/recovery-codes/generate/ second-step/recovery-codes/download/ second-step/webauthn/",
    "second-step/webauthn/add/ second-step/webauthn/login/ second-step/webauthn/reauthenticate/",
    "second-step/webauthn/keys/1/remove/ second-step/webauthn/keys/1/edit/",
]


@pytest.mark.parametrize("page", " ".join(PAGES).split())
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["visitor", "person"])
def test_no_page_of_the_account_fails(client, anna, page, method, who):
    if who == "person":
        client.force_login(anna)

    answer = getattr(client, method)(f"/account/{page}")

    assert answer.status_code in {200, 302, 404, 405}
