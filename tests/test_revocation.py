"""What is taken away is gone with the very next request: in a form that is open, a session, a link in a mail.

``make prove-revocation`` does so 200 times on both databases.
"""

import os
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.erasure import erase
from accounts.forms import SettingsForm
from accounts.models import User
from cities.affiliations import decide
from cities.models import Affiliation
from networks.models import Editor
from outbox.models import Mail
from showcase import workflow
from showcase.models import Submission
from tests.factories import AffiliationFactory, EditorFactory, UserFactory
from tests.proofs import tell
from tests.showcase.test_races import filled
from tests.submissions import copy_of

PASSWORD, NEW = "correct horse battery staple", "another long password"
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Round:
    """One person, a draft they write and a text that waits for them."""

    cast: object
    person: User
    writing: Submission
    waiting: Submission
    client_of: object


@pytest.fixture
def fresh(cast, draft, client_of):
    """``fresh()``: somebody new who writes for Bilbao, and a text that waits at the host's desk."""

    def made():
        person = UserFactory()
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        writing, waiting = copy_of(draft), copy_of(draft)
        Submission.objects.filter(pk=writing.pk).update(author=person)
        workflow.perform("submit", waiting, by=cast.author, seen=waiting.saves)
        return Round(cast, person, writing, waiting, client_of)

    return made


# What is open: each returns a function that sends it and answers what it did. ----------------------------------------


def browser_of(round):
    browser = round.client_of(round.person)
    browser.raise_request_exception = False
    return browser


def edit_form(round):
    """The form of a draft, opened as city staff. True when it changed the text."""
    AffiliationFactory(user=round.person, city=round.cast.city, state="confirmed")
    browser, address = browser_of(round), reverse("submission-edit", args=[round.writing.uuid])
    data = filled(browser.get(address)) | {"title": "Written afterwards"}
    del data["send"]

    def send():
        browser.post(address, data)
        return Submission.objects.get(pk=round.writing.pk).title == "Written afterwards"

    return send


def review_page(round):
    """The decision on a review page, opened as an editor. True when it was taken."""
    EditorFactory(user=round.person, network=round.cast.host)
    round.person.refresh_from_db()
    browser = browser_of(round)
    assert browser.get(reverse("admin:showcase_submission_review", args=[round.waiting.pk])).status_code == 200

    def send():
        data = {"step": "decline", "seen": round.waiting.saves, "note": "Afterwards."}
        browser.post(reverse("admin:showcase_submission_decide", args=[round.waiting.pk]), data)
        return Submission.objects.get(pk=round.waiting.pk).state != "submitted"

    return send


def send_button(round):
    """The status page of a complete draft, opened as city staff. True when it went to the desk."""
    AffiliationFactory(user=round.person, city=round.cast.city, state="confirmed")
    browser, data = browser_of(round), {"seen": round.writing.saves}
    assert browser.get(round.writing.get_absolute_url()).status_code == 200

    def send():
        browser.post(reverse("submission-submit", args=[round.writing.uuid]), data)
        return Submission.objects.get(pk=round.writing.pk).state == "submitted"

    return send


def comment_box(round):
    """A comment on a review page, opened as an editor. True when it stands there."""
    EditorFactory(user=round.person, network=round.cast.host)
    round.person.refresh_from_db()
    browser, revision = browser_of(round), round.waiting.last_revision
    assert browser.get(reverse("admin:showcase_submission_review", args=[round.waiting.pk])).status_code == 200

    def send():
        data = {"field": "title", "text": "Afterwards?", "revision": revision.number}
        browser.post(reverse("admin:showcase_submission_comment", args=[round.waiting.pk]), data)
        return revision.comments.exists()

    return send


def session(round):
    """A browser that is signed in. True when the account still opens."""
    browser = browser_of(round)
    assert browser.get(reverse("account")).status_code == 200
    return lambda: browser.get(reverse("account")).status_code == 200


def reset_link(round):
    """A link to choose a new password, not used yet. True when it set one."""
    Client().post(reverse("account_reset_password"), {"email": round.person.email})
    mail = Mail.objects.filter(address=round.person.email, key__startswith="account:").latest("pk")
    [path] = re.findall(r"http://testserver(/account/password/reset/key/\S+)", mail.text)

    def send():
        browser = Client()
        page = browser.get(path, follow=True)
        browser.post(page.request["PATH_INFO"], {"password1": NEW})
        return User.objects.get(pk=round.person.pk).check_password(NEW)

    return send


def reset_form(round):
    """The page behind that link, open already. True when it set a password."""
    Client().post(reverse("account_reset_password"), {"email": round.person.email})
    mail = Mail.objects.filter(address=round.person.email, key__startswith="account:").latest("pk")
    [path] = re.findall(r"http://testserver(/account/password/reset/key/\S+)", mail.text)
    browser = Client()
    page = browser.get(path, follow=True)

    def send():
        browser.post(page.request["PATH_INFO"], {"password1": NEW})
        return User.objects.get(pk=round.person.pk).check_password(NEW)

    return send


# What takes it away ---------------------------------------------------------------------------------------------------


def affiliation_ends(round):
    decide(Affiliation.objects.get(user=round.person, state="confirmed"), "end", by=round.cast.lead)


def editor_leaves(round):
    Editor.objects.get(user=round.person).delete()


def account_is_closed(round):
    """By the platform admin, on the page of the person."""
    address = reverse("admin:accounts_user_change", args=[round.person.pk])
    browser = round.client_of(round.cast.platform_admin)
    shown = browser.get(address).context["adminform"].form.initial
    data = {name: shown[name] for name in ("name", "language", "time_zone", "mail_choice")}
    assert browser.post(address, data).status_code == 302
    assert not User.objects.get(pk=round.person.pk).is_active


def password_changes(round):
    """By the person, elsewhere."""
    data = {"oldpassword": PASSWORD, "password1": "yet another long one"}
    assert round.client_of(round.person).post(reverse("account_change_password"), data).status_code == 302
    assert User.objects.get(pk=round.person.pk).check_password("yet another long one")


def account_is_erased(round):
    erase(round.person)


DOORS = [edit_form, send_button, review_page, comment_box, session, reset_link, reset_form]
WAYS = [
    *((door, affiliation_ends) for door in (edit_form, send_button)),
    *((door, editor_leaves) for door in (review_page, comment_box)),
    *((door, account_is_closed) for door in DOORS),
    *((door, password_changes) for door in DOORS),
    *((door, account_is_erased) for door in DOORS),
]
REVOCATIONS = int(os.environ.get("REVOCATIONS", len(WAYS)))


@pytest.fixture(scope="module")
def figures():
    """How often each thing was taken away and how often it was late; one line of it for ``make prove-revocation``."""
    taken, late = Counter(), []
    yield taken, late
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(taken.items()))
    total = f"{taken.total()} revocations on {connection.vendor}"
    tell(f"{total} ({told}): {sum(late)} acted on later than the next request")


@pytest.mark.parametrize("door", DOORS, ids=lambda each: each.__name__)
def test_door_is_open_as_long_as_nothing_is_taken_away(fresh, door):
    assert door(fresh())() is True


@pytest.mark.parametrize(("door", "revocation"), WAYS, ids=lambda each: each.__name__)
def test_revocation_holds_from_the_next_request_on(fresh, figures, door, revocation):
    taken, late = figures
    through = 0
    for _number in range(WAYS.index((door, revocation)), REVOCATIONS, len(WAYS)):
        round = fresh()
        send = door(round)
        revocation(round)
        taken[revocation.__name__] += 1
        through += send()

    late.append(through)
    assert through == 0


def test_settings_saved_in_the_same_moment_open_no_closed_account(cast):
    person = User.objects.get(pk=cast.author.pk)
    data = {"name": "New Name", "language": "es", "time_zone": "UTC", "mail_choice": "all"}
    form = SettingsForm(data, instance=person)
    assert form.is_valid()
    User.objects.filter(pk=person.pk).update(is_active=False)

    form.save()

    person.refresh_from_db()
    assert (person.name, person.language, person.is_active) == ("New Name", "es", False)


def test_password_set_in_the_same_moment_opens_no_closed_account(cast):
    person = User.objects.get(pk=cast.author.pk)
    User.objects.filter(pk=person.pk).update(is_active=False)

    get_adapter().set_password(person, NEW)

    person.refresh_from_db()
    assert (person.check_password(NEW), person.is_active) == (True, False)
