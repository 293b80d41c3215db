"""What people do with their accounts is on record: who by pseudonym, and nothing that names them."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from outbox.models import Mail
from record.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
NEW = "something quite different"


@pytest.fixture
def anna():
    user = UserFactory(name="Anna Ito", email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, email="anna@city.example", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def path_in(mail):
    return next(word for word in mail.text.split() if "://" in word).removeprefix("http://testserver")


def recorded():
    return list(Entry.objects.order_by("pk").values_list("event", "pseudonym", "what", "key"))


def row(event, person):
    return (event, person.pseudonym, "accounts.user", "")


def test_signing_in_and_out_is_on_record(client, anna):
    sign_in(client)
    client.post(reverse("account_logout"))

    assert recorded() == [row("sign_in", anna), row("sign_out", anna)]


def test_signing_out_twice_is_on_record_once(client, anna):
    sign_in(client)
    client.post(reverse("account_logout"))
    client.post(reverse("account_logout"))

    assert [event for event, *_rest in recorded()] == ["sign_in", "sign_out"]


@pytest.mark.parametrize("email", ["anna@city.example", "ANNA@city.example"])
def test_wrong_password_names_the_account_and_not_who_tried(client, anna, email):
    sign_in(client, email, "wrong")

    assert recorded() == [("sign_in_failed", None, "accounts.user", str(anna.pk))]


def test_unknown_address_leaves_no_trace_of_itself(client, anna):
    sign_in(client, "nobody@city.example")

    assert recorded() == [("sign_in_failed", None, "accounts.user", "")]


def test_changed_password_is_on_record(client, anna):
    sign_in(client)

    client.post(reverse("account_change_password"), {"password1": NEW, "oldpassword": PASSWORD})

    assert recorded() == [row("sign_in", anna), row("change_password", anna)]


def test_reset_password_is_on_record(client, anna):
    client.post(reverse("account_reset_password"), {"email": anna.email})
    form_page = client.get(path_in(Mail.objects.get()))["Location"]

    client.post(form_page, {"password1": NEW})

    assert recorded() == [row("reset_password", anna)]


def test_changed_address_is_on_record_without_either_address(client, anna):
    sign_in(client)
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "ito@city.example"})
    client.post(asked["Location"], {"password": PASSWORD})
    client.post(path_in(Mail.objects.get()))

    assert recorded() == [row("sign_in", anna), row("change_email", anna)]
    everything = " ".join(str(value) for values in Entry.objects.values_list() for value in values)
    assert [word for word in ("@", "Anna", "Ito") if word in everything] == []
