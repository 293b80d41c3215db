"""Who lost their second step gets in again: through a platform admin, or through who runs the server."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.lost_step import reset_second_step
from outbox.models import Mail
from record.models import Entry
from tests.factories import UserFactory

PASSWORD = "correct horse battery staple"
REASON = "Called back at the number of the office"


def equipped(user):
    """With a password, an app, spare codes and two passkeys."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    for name in ("Phone", "Laptop"):
        Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})
    return user


@pytest.fixture
def editor(cast):
    return equipped(cast.editor)


@pytest.fixture
def admin(cast, client_of):
    """A platform admin who has a password, signed in."""
    cast.platform_admin.set_password(PASSWORD)
    cast.platform_admin.save()
    return client_of(cast.platform_admin)


def page_of(user):
    return reverse("admin:accounts_user_reset_second_step", args=[user.pk])


def confirmed(browser, address, **data):
    """Post, and show again who one is when asked."""
    asked = browser.post(address, data)
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next={address.replace('/', '%2F')}"
    return browser.post(asked["Location"], {"password": PASSWORD})


def factors():
    return sorted(Authenticator.objects.values_list("type", flat=True))


def test_page_says_what_goes_and_nothing_happens_by_looking(admin, cast, editor):
    person = reverse("admin:accounts_user_change", args=[editor.pk])

    page = admin.get(page_of(editor))

    assert page.context["factors"] == ["the app", "2 passkeys", "the spare codes"]
    assert f'href="{page_of(editor)}"' in admin.get(person).content.decode()
    assert len(factors()) == 4


def test_reset_asks_who_is_asking_before_anything_happens(admin, editor):
    asked = admin.post(page_of(editor), {"reason": REASON})

    assert asked.status_code == 302
    assert (len(factors()), Mail.objects.count()) == (4, 0)


def test_reset_takes_everything_away_ends_sessions_tells_the_person_and_is_on_record(admin, cast, editor, client_of):
    other = equipped(cast.second_editor)
    there, elsewhere = client_of(editor), client_of(other)
    UserSession.objects.create(user=editor, ip="192.0.2.1", session_key=there.session.session_key, user_agent="x")
    before = there.get(reverse("account")).status_code

    answer = confirmed(admin, page_of(editor), reason=REASON)

    assert answer["Location"] == reverse("admin:accounts_user_change", args=[editor.pk])
    assert (list(editor.authenticator_set.all()), other.authenticator_set.count()) == ([], 4)
    assert (before, there.get(reverse("account")).status_code, elsewhere.get(reverse("account")).status_code) == (
        *(200, 302),
        200,
    )
    assert list(UserSession.objects.filter(user=editor)) == []
    [entry] = Entry.objects.about(editor).filter(event="reset_second_step")
    assert (entry.pseudonym, entry.role, entry.was) == (cast.platform_admin.pseudonym, "platform", "4")
    mail = Mail.objects.get(address=editor.email)
    assert mail.subject == "Your second step at sign-in was taken away"
    assert REASON in mail.text
    assert LogEntry.objects.get().change_message == f"Second step taken away: {REASON}"


def test_person_sets_up_a_new_one_at_the_next_sign_in(admin, editor):
    confirmed(admin, page_of(editor), reason=REASON)
    browser = Client()

    browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})

    assert browser.get("/admin/")["Location"] == reverse("mfa_index")


def test_sign_in_that_waits_for_the_code_leads_nowhere_after_the_reset(editor):
    browser = Client()
    browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})

    reset_second_step(editor)
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert browser.get("/admin/").status_code == 302
    assert browser.get("/share/").status_code == 302


@pytest.mark.parametrize("reason", ["", "   ", "See https://evil.example now", "x" * 501])
def test_reset_without_a_plain_reason_does_nothing(admin, editor, reason):
    answer = confirmed(admin, page_of(editor), reason=reason)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert len(factors()) == 4


def test_nobody_resets_their_own(admin, cast, client_of):
    equipped(cast.platform_admin)
    address = page_of(cast.platform_admin)
    admin = client_of(cast.platform_admin)

    page = admin.get(reverse("admin:accounts_user_change", args=[cast.platform_admin.pk])).content.decode()

    assert address not in page
    assert [admin.get(address).status_code, admin.post(address, {"reason": REASON}).status_code] == [403, 403]
    assert len(factors()) == 4
    assert Entry.objects.filter(event="refused").count() == 1


@pytest.mark.parametrize("who", ["editor", "dual", "author"])
def test_only_platform_admins_reset(cast, client_of, who):
    victim = equipped(cast.second_editor)
    browser = client_of(getattr(cast, who))

    answers = [browser.get(page_of(victim)), browser.post(page_of(victim), {"reason": REASON})]

    assert [each.status_code for each in answers] == ([302, 302] if who == "author" else [403, 403])
    assert len(factors()) == 4


def test_there_is_nothing_to_take_away_twice(admin, editor):
    confirmed(admin, page_of(editor), reason=REASON)

    page, again = admin.get(page_of(editor)), admin.post(page_of(editor), {"reason": REASON})

    assert (page.context["factors"], again.status_code) == ([], 302)
    assert Mail.objects.filter(subject__startswith="Your second step").count() == 1
    assert Entry.objects.filter(event="reset_second_step").count() == 1


def test_account_that_does_not_exist_is_missing(admin):
    assert admin.get(reverse("admin:accounts_user_reset_second_step", args=[10**9])).status_code == 404


# The command ------------------------------------------------------------------------------------------------------


def test_command_lets_the_only_platform_admin_in_again(cast):
    equipped(cast.platform_admin)
    said = StringIO()

    call_command("reset_second_step", cast.platform_admin.email.upper(), stdout=said)

    told = "has no second step any more and is signed out. A mail tells its owner."
    assert said.getvalue() == f"Account {cast.platform_admin.pk} {told}\n"
    assert factors() == []
    assert Mail.objects.get().address == cast.platform_admin.email
    [entry] = Entry.objects.filter(event="reset_second_step")
    assert (entry.pseudonym, entry.role, entry.key) == (None, "", str(cast.platform_admin.pk))


@pytest.mark.django_db
def test_command_says_when_there_is_nobody_or_nothing():
    UserFactory(email="ana@city.example")
    UserFactory(email="", name="")

    for email, refusal in (("no@city.example", "Nobody"), ("", "Nobody"), ("ana@city.example", "has no second step")):
        with pytest.raises(CommandError, match=refusal):
            call_command("reset_second_step", email)
