"""However an editor comes in, it ends at the second step; neither back office nor the city's side opens before."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.lost_step import reset_second_step
from accounts.models import User
from outbox.models import Mail
from tests.accounts.ways_in import (
    HALF_MINUTE,
    PASSWORD,
    browser,
    by_code,
    by_passkey,
    by_password,
    code_now,
    with_app,
    with_passkey,
    with_password,
)
from tests.factories import EditorFactory

NEW_PASSWORD = "something quite different"


@pytest.fixture(autouse=True)
def _settings(settings, monkeypatch):
    """Signed in by allauth right after a reset and a confirmed address: the doors a later setting could open."""
    settings.BASE_URL = "http://localhost"
    settings.ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
    settings.ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([HALF_MINUTE]))


@pytest.fixture
def pages(submitted):
    """What must stay shut: both sides, in two languages, for looking and for doing."""
    review = reverse("admin:showcase_submission_review", args=[submitted.pk])
    own = reverse("submission", args=[submitted.uuid])
    return ["/admin/", "/de/admin/networks/network/", review, "/share/", "/fr/share/new/", own, "/account/data/"]


# Ways ---------------------------------------------------------------------------------------------------------------


def in_by_password(user):
    return by_password(user)[0]


def in_by_code(user):
    return by_code(user)[0]


def in_by_the_admins_own_door(user):
    person = browser()
    person.post("/admin/login/", {"username": user.email, "password": PASSWORD, "next": "/admin/"})
    door = person.get("/admin/login/?next=/admin/")
    person.post(door["Location"], {"login": user.email, "password": PASSWORD})
    return person


def in_after_a_new_password(user):
    person = browser()
    person.post(reverse("account_reset_password"), {"email": user.email})
    link = path_in_mail(user, "/account/password/reset/key/")
    form = person.get(link)["Location"]
    person.post(form, {"password1": NEW_PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    return person


def in_after_confirming_the_address(user):
    """In the browser in which the sign-up waits for it."""
    user.emailaddress_set.update(verified=False)
    person, waits = by_password(user)
    assert waits["Location"] == reverse("account_email_verification_sent")
    person.post(path_in_mail(user, "/account/confirm-email/"))
    assert user.emailaddress_set.get().verified
    return person


def in_since_before_they_were_staff(user):
    User.objects.filter(pk=user.pk).update(is_staff=False)
    return signed_in_before(user, lambda: User.objects.filter(pk=user.pk).update(is_staff=True))


def in_by_a_remembered_session(user):
    """The browser was closed and opened again; only the cookie is left."""
    before = signed_in_before(user, lambda: None)
    later = Client()
    later.cookies = before.cookies
    return later


def in_by_a_session_whose_step_was_reset(user):
    return signed_in_before(user, lambda: reset_second_step(user))


def signed_in_before(user, change):
    """Signed in by password while there was no second step; then came what they have now, and the change."""
    kept = list(user.authenticator_set.all())
    user.authenticator_set.all().delete()
    person = in_by_password(user)
    for each in kept:
        each.save(force_insert=True)
    change()
    return person


def path_in_mail(user, pattern):
    return re.search(rf"http://localhost({pattern}\S*)", Mail.objects.filter(address=user.email).latest("pk").text)[1]


SIGN_IN, CODE, ASK_AGAIN, SET_UP = "account_login", "mfa_authenticate", "mfa_reauthenticate", "mfa_index"
WAYS = {  # how they come in: where each page leads then, without a second step and with one
    in_by_password: ({SET_UP}, {CODE}),
    in_by_code: ({SET_UP}, {CODE}),
    in_by_the_admins_own_door: ({SET_UP}, {CODE}),
    in_after_a_new_password: ({SET_UP}, {CODE}),
    in_after_confirming_the_address: ({SET_UP}, {CODE}),
    in_since_before_they_were_staff: ({SET_UP}, {ASK_AGAIN}),
    in_by_a_remembered_session: ({SET_UP}, {ASK_AGAIN}),
    in_by_a_session_whose_step_was_reset: ({SET_UP}, {SIGN_IN}),
}


def ends_of(person, pages):
    """The names of the pages at which a visit to each of these ends."""
    visits = [person.get(page, follow=True) for page in pages]
    return {visit.wsgi_request.resolver_match.view_name for visit in visits}


def opened(person, pages):
    return [page for page in pages if person.get(page).status_code == 200]


@pytest.mark.parametrize("way", WAYS)
def test_way_in_ends_at_setting_up_the_second_step(cast, pages, way):
    person = way(with_password(cast.editor))

    assert ends_of(person, pages) == WAYS[way][0]


@pytest.mark.parametrize("way", WAYS)
def test_way_in_ends_at_the_second_step_and_opens_after_it(cast, pages, way):
    person = way(with_app(with_password(cast.editor)))
    before = ends_of(person, pages)

    [page] = before
    person.post(reverse(page), {"code": code_now()})

    assert before == WAYS[way][1]
    assert opened(person, pages) == (pages if page != SIGN_IN else [])


def test_passkey_is_both_steps_when_the_device_looks_at_its_owner(cast, pages):
    editor = with_password(cast.editor)
    phone = with_passkey(editor)
    person = browser()

    asked = person.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    before = opened(person, pages)
    person.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(phone.show(asked["request_options"]))})

    assert (before, opened(person, pages)) == ([], pages)


def test_passkey_of_a_device_that_looks_at_nobody_opens_nothing(cast, pages):
    phone = with_passkey(with_password(cast.editor))
    phone.flags = 1

    person, _answer = by_passkey(phone)

    assert ends_of(person, pages) == {SIGN_IN}


@pytest.mark.parametrize("way", [in_by_password, in_by_code, in_after_a_new_password])
def test_wrong_code_opens_nothing(cast, pages, way):
    person = way(with_app(with_password(cast.editor)))

    person.post(reverse(CODE), {"code": "000000"})

    assert opened(person, pages) == []


def test_who_becomes_an_editor_meets_it_at_the_next_page(cast, pages):
    person = in_by_password(with_password(cast.author))
    share = [page for page in pages if "/admin/" not in page and "behalf" not in page]
    before = opened(person, share)

    EditorFactory(user=cast.author, network=cast.rival)

    assert (before, opened(person, pages), ends_of(person, pages)) == (share, [], {SET_UP})
