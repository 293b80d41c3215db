"""The field that only programs fill in: they read what everybody reads, and nothing comes of it."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.honeypot import NAME
from accounts.models import User
from outbox.models import Mail
from tests.accounts.test_sign_in import ANNA, answer_of
from tests.factories import UserFactory

FORMS = {
    "account_signup": ANNA,
    "account_reset_password": {"email": "anna@city.example"},
    "account_request_login_code": {"email": "anna@city.example"},
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("address", FORMS)
def test_filled_field_is_answered_like_an_empty_one_and_nothing_is_made(address, is_known, caplog):
    known = [UserFactory(email="anna@city.example")] if is_known else []
    caplog.set_level(logging.INFO, "accounts.honeypot")

    caught = answer_of(address, {**FORMS[address], NAME: "https://buy.example"})
    made = (list(User.objects.all()), list(Mail.objects.all()))
    logged = [(each.message, each.form) for each in caplog.records]
    free = answer_of(address, {**FORMS[address], NAME: ""})

    assert caught == free
    assert made == (known, [])
    assert len(logged) == 1
    assert logged[0][0] == "honeypot"
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("address", FORMS)
def test_field_says_to_leave_it_empty_and_is_out_of_the_way(client, address):
    page = client.get(reverse(address)).content.decode()

    assert page.count(f'<div class="field unseen"><label for="id_{NAME}">Leave this empty</label>') == 1
    assert f'<input type="text" name="{NAME}" autocomplete="off" tabindex="-1"' in page
    assert Session.objects.count() == 0


def test_field_takes_anything_without_an_error(client):
    answer = client.post(reverse("account_signup"), {**ANNA, NAME: "x" * 5000 + "\0"})

    assert answer["Location"] == reverse("account_email_verification_sent")
