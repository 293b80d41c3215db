"""My data: the page, the file and the end of an account, as a browser walks them."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from outbox.models import Mail
from showcase.models import Submission
from tests.factories import UserFactory

PASSWORD = "correct horse battery staple"


@pytest.fixture
def anna(db):
    user = UserFactory(name="Anna Ito", email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def own(anna):
    """A browser that is signed in, but not just now."""
    browser = Client()
    browser.force_login(anna)
    return browser


def show_that_it_is_me(own, asked):
    """Follow to the page that asks for the password, and give it; returns the answer to what was asked first."""
    where = asked["Location"]
    assert where.startswith(reverse("account_reauthenticate") + "?next=")
    assert own.get(where).status_code == 200
    following = where.partition("?next=")[2].replace("%2F", "/")
    return own.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": following})


def test_page_says_what_is_held_in_words_and_numbers(own):
    answer = own.get(reverse("account-data"))

    assert [(str(label), count) for label, count in answer.context["counts"]] == [
        ("Browsers in which you are signed in", 1),
        ("E-mail addresses and ways to sign in", 1),
        ("Your account: name, address, language, time zone, choices", 1),
    ]


@pytest.mark.parametrize("language", ["", "/es", "/fr", "/de"])
def test_settings_lead_to_the_page_and_the_page_to_the_end(own, language):
    settings = own.get(f"{language}/account/settings/").content.decode()
    page = own.get(f"{language}/account/data/").content.decode()

    assert settings.count(f'href="{language}/account/data/"') == 1
    assert page.count(f'href="{language}/account/erase/"') == 1


def test_file_comes_after_the_password_and_holds_everything(own, anna):
    asked = own.post(reverse("account-data-download"))
    answer = show_that_it_is_me(own, asked)

    assert answer["Content-Disposition"] == 'attachment; filename="city-showcase-my-data.json"'
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    told = json.loads(answer.content)
    assert (told["person"], told["held"]["account"][0]["name"]) == ("anna@city.example", "Anna Ito")
    assert told["held"]["account"][0]["pseudonym"] == str(anna.pseudonym)


def test_file_is_not_given_for_a_wrong_password(own):
    asked = own.post(reverse("account-data-download"))
    answer = own.post(asked["Location"], {"password": "wrong"})

    assert answer.status_code == 200
    assert answer.context["form"].errors == {"password": ["This is not your password."]}
    assert own.post(reverse("account-data-download")).status_code == 302


def test_account_is_erased_after_address_and_password(own, anna):
    other = Client()
    other.force_login(anna)

    asked = own.post(reverse("account-erase"), {"email": " Anna@City.example "})
    assert User.objects.get(pk=anna.pk).name == "Anna Ito"
    answer = show_that_it_is_me(own, asked)

    assert answer["Location"] == reverse("account-erased")
    assert own.get(answer["Location"]).templates[0].name == "account/erased.html"
    assert User.objects.get(pk=anna.pk).name == ""
    for each in (own, other):
        assert each.get(reverse("account")).status_code == 302
    assert list(Mail.objects.values_list("address", "subject")) == [("anna@city.example", "Your account is erased")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Type your e-mail address."), ("anna@other.example", "This is not the address you sign in with.")],
)
def test_another_address_erases_nothing(own, anna, typed, said):
    answer = show_that_it_is_me(own, own.post(reverse("account-erase"), {"email": typed}))

    assert answer.context["form"].errors == {"email": [said]}
    assert User.objects.get(pk=anna.pk).name == "Anna Ito"


def test_last_platform_admin_is_told_to_name_another(own, anna):
    User.objects.filter(pk=anna.pk).update(is_superuser=True, is_staff=True)

    answer = show_that_it_is_me(own, own.post(reverse("account-erase"), {"email": anna.email}))

    assert answer.context["form"].errors == {"__all__": ["You are the last platform admin. Name another one first."]}
    assert User.objects.get(pk=anna.pk).is_superuser is True


def test_opening_the_pages_changes_nothing(own, anna):
    for name in ("account-data", "account-erase"):
        assert own.get(reverse(name)).status_code == 200

    assert own.get(reverse("account-data-download")).status_code == 405
    assert User.objects.get(pk=anna.pk).name == "Anna Ito"


@pytest.mark.django_db
def test_visitors_are_asked_to_sign_in(client):
    for name in ("account-data", "account-data-download", "account-erase"):
        address = reverse(name)
        assert client.post(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_everybody_sees_only_their_own_numbers(cast, client_of):
    held = {
        who: dict(client_of(getattr(cast, who)).get(reverse("account-data")).context["counts"])
        for who in ("author", "editor", "former")
    }

    assert {who: len(counts) for who, counts in held.items()} == {"author": 3, "editor": 3, "former": 3}


def test_page_asks_the_same_queries_however_much_is_held(own, anna, cast):
    asked = {}
    for count in (1, 3):
        while anna.submissions.count() < count:
            Submission.objects.create(author=anna, city=cast.city, title="Draft")
        with CaptureQueriesContext(connection) as captured:
            answer = own.get(reverse("account-data"))
        asked[count] = len(captured)
        assert dict(answer.context["counts"])["Submissions you wrote"] == count

    assert asked[3] == asked[1]
