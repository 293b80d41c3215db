"""Forms that make something carry a one-time key: sent twice, also at the same moment, they make one thing."""

import re
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cities.models import Affiliation, City
from networks.models import ServicePoint
from outbox.models import Mail
from record import once
from showcase.models import Comment
from tests.factories import AffiliationFactory
from tests.networks.test_admin import new_point
from tests.proofs import at_once
from tests.showcase.test_races import browser_of
from tests.webinars.registered import EMAIL, announced, form_of

PASSWORD = "correct horse battery staple"
PLACE = {"name": "Lesaka", "country": "ES", "latitude": "43.2", "longitude": "-1.7", "role_title": "Mayor's office"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(cast, client_of):
    """``signed_in("author")``: has just shown the password, so that nothing asks for it again."""

    def opened(who):
        user = getattr(cast, who)
        user.set_password(PASSWORD)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        browser = client_of(user)
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return browser

    return opened


def key_in(browser, address, position=0):
    """The key of a form on the page."""
    return keys_in(browser, address)[position]


def keys_in(browser, address):
    return re.findall(r'<input type="hidden" name="once" value="([^"]+)">', browser.get(address).content.decode())


def claim(cast, signed_in, submitted):
    address = reverse("affiliation-claim")
    return signed_in("former"), address, address, {"city": cast.other_city.name, "role_title": "Planner"}


def place(cast, signed_in, submitted):
    address = reverse("place-propose")
    return signed_in("former"), address, address, PLACE


def new_address(cast, signed_in, submitted):
    address = reverse("account_email")
    return signed_in("former"), address, address, {"action_add": "", "email": "new@city.example"}


def erasing(cast, signed_in, submitted):
    address = reverse("account-erase")
    return signed_in("former"), address, address, {"email": cast.former.email}


def comment(cast, signed_in, submitted):
    page = reverse("admin:showcase_submission_review", args=[submitted.pk])
    data = {"revision": submitted.last_revision.number, "field": "title", "text": "Why?"}
    return signed_in("editor"), page, reverse("admin:showcase_submission_comment", args=[submitted.pk]), data


def seat(cast, signed_in, submitted):
    address = form_of(announced())
    return Client(), address, address, {"name": "Ben", "email": EMAIL, "language": "en", "consent": "on"}


FORMS = {  # name: (what it takes, where it leads, what it makes)
    "claim": (claim, "account", lambda: Affiliation.objects.filter(role_title="Planner").count()),
    "place": (place, "account", lambda: City.objects.filter(name="Lesaka").count()),
    "address": (new_address, "account_email", lambda: Mail.objects.filter(address="new@city.example").count()),
    "erasing": (erasing, "account-erased", lambda: User.objects.filter(name="", email="").count()),
    "seat": (seat, None, lambda: Mail.objects.filter(address=EMAIL).count()),
    "comment": (comment, None, lambda: Comment.objects.filter(text="Why?").count()),
}


@pytest.mark.parametrize("name", FORMS)
def test_form_sent_twice_makes_one_thing_and_leads_to_the_same_page(name, cast, signed_in, submitted):
    made_by, leads_to, made = FORMS[name]
    browser, page, address, data = made_by(cast, signed_in, submitted)
    data["once"] = key_in(browser, page)

    answers = [browser.post(address, data) for _each in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert leads_to is None or answers[1]["Location"] == reverse(leads_to)
    assert made() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FORMS)
def test_form_sent_four_times_at_once_makes_one_thing(name, cast, signed_in, submitted):
    made_by, _leads_to, made = FORMS[name]
    browser, page, address, data = made_by(cast, signed_in, submitted)
    data["once"] = key_in(browser, page)

    answers = at_once([partial(browser_of(browser).post, address, data)] * 4)

    assert {answer.status_code for answer in answers} == {302}
    assert made() == 1


def test_claim_sent_again_after_it_was_taken_back_stays_taken_back(cast, signed_in, submitted):
    browser, page, address, data = claim(cast, signed_in, submitted)
    data["once"] = key_in(browser, page)
    browser.post(address, data)
    browser.post(reverse("affiliation-end", args=[Affiliation.objects.get(role_title="Planner").pk]))

    browser.post(address, data)

    assert list(Affiliation.objects.filter(role_title="Planner").values_list("state", flat=True)) == ["ended"]


def test_refused_form_leaves_its_key_for_the_next_try(cast, signed_in, submitted):
    browser, page, address, data = claim(cast, signed_in, submitted)
    data["once"] = key_in(browser, page)

    refused = browser.post(address, {**data, "role_title": ""})
    sent = browser.post(address, data)

    assert (refused.status_code, sent["Location"]) == (200, reverse("account"))
    assert Affiliation.objects.filter(role_title="Planner").count() == 1


def test_six_claims_too_many_leave_no_key(cast, signed_in, submitted):
    """What is undone takes its key along."""
    for _each in range(5):
        AffiliationFactory(user=cast.former, state="refused")
    browser, page, address, data = claim(cast, signed_in, submitted)
    data["once"] = key_in(browser, page)

    refused = browser.post(address, data)

    assert (refused.status_code, once.answer(data["once"])) == (200, "")


def test_row_added_twice_in_the_back_office_is_one(cast, signed_in):
    browser, address = signed_in("platform_admin"), reverse("admin:networks_servicepoint_add")
    data = new_point(host_network=cast.host.pk, once=key_in(browser, address))

    answers = [browser.post(address, data) for _each in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ServicePoint.objects.count() == 1


def test_forms_of_one_page_have_keys_of_their_own(cast, signed_in, submitted):
    browser, page, _address, _data = comment(cast, signed_in, submitted)

    keys = keys_in(browser, page)

    assert len(keys) > 1
    assert len(keys) == len(set(keys))
