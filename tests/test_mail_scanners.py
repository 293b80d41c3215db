"""Programs that read mails before people do open every link. Nothing comes of it, and the person's own press works."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.erasure import erase
from accounts.lost_step import reset_second_step
from accounts.models import User
from catalogue.models import touch
from cities import affiliations
from cities.models import Affiliation
from networks.models import Editor
from outbox.models import Mail
from showcase import following, workflow
from showcase.models import Follow, Submission
from showcase.untouched import UNTOUCHED, first_warnings, warn
from tests.accounts.dumps import tables
from tests.factories import InitiativeFactory, ReportFactory, WebinarFactory
from tests.submissions import copy_of
from tests.webinars.registered import announced, ask, move, register
from webinars.models import Registration
from webinars.preparing import prepare
from webinars.registering import cancel
from webinars.reminding import attend_to_registered

PASSWORD, NEW = "correct horse battery staple", "another long password"
VISITS = {"django_session", "sessions, decoded"}  # who looks at a form may get a session, and nobody is signed in by it
PLACE = {"name": "Lesaka", "country": "ES", "latitude": 43.2, "longitude": -1.7, "role_title": "Mayor's office"}
pytestmark = pytest.mark.django_db


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def signed_in(user):
    browser = Client()
    assert browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}).status_code == 302
    return browser


@pytest.fixture
def author(cast):
    """With every mail in the outbox that an account can cause."""
    author = with_password(cast.author)
    for email in ("new@city.example", author.email):
        Client().post(reverse("account_signup"), {"name": "Ben", "email": email, "password1": PASSWORD})
    browser = signed_in(author)
    asked = browser.post(reverse("account_email"), {"action_add": "", "email": "moved@city.example"})
    browser.post(asked["Location"], {"password": PASSWORD})
    for email in ("nobody@city.example", author.email):  # last: a sign-in ends the links of before
        Client().post(reverse("account_reset_password"), {"email": email})
    return author


@pytest.fixture
def templates(monkeypatch):
    """The names of the mails that were written."""
    names = set()

    def noted(name, context):
        names.add(name)
        return render_to_string(name, context)

    monkeypatch.setattr("outbox.post.render_to_string", noted)
    return names


@pytest.fixture
def every_mail(templates, cast, author, draft):
    """Each mail of the house once at least, and the rows that its link is about."""
    step = workflow.perform
    kept, declined, passed, asked, forgotten = (copy_of(draft) for _ in range(5))
    for each in (draft, kept, declined, passed, asked):
        step("submit", each, by=author, seen=each.saves)
    step("assign", draft, by=cast.editor, seen=draft.saves, to=cast.second_editor)
    cast.host.four_eyes = True
    cast.host.save()
    draft.refresh_from_db()
    step("recommend", draft, by=cast.editor, seen=draft.saves)
    step("publish", draft, by=cast.second_editor, seen=draft.saves)
    step("withdraw", kept, by=author, seen=kept.saves)
    step("decline", declined, by=cast.editor, seen=declined.saves, note="No.")
    step("request_changes", asked, by=cast.editor, seen=asked.saves, note="Why?")
    step("pass_on", passed, by=cast.editor, seen=passed.saves, note="Yours.", to=cast.rival)
    Editor.objects.get(user=cast.rival_editor).delete()
    colleague = Affiliation.objects.get(user=cast.colleague)
    for verdict in ("confirm", "appoint", "end"):
        affiliations.decide(colleague, verdict, by=cast.lead)
    affiliations.decide(affiliations.claim(cast.former, cast.city, "Planner")[0], "refuse", by=cast.lead)
    affiliations.claim(cast.rival_editor, cast.city, "Planner")
    place = affiliations.propose_place(cast.stranger, **PLACE).city
    affiliations.confirm_place(place, by=cast.editor)
    erase(cast.dual, by=cast.dual)
    Authenticator.objects.create(user=cast.second_editor, type="recovery_codes", data={})
    reset_second_step(cast.second_editor, by=cast.platform_admin, reason="The phone is lost.")
    Submission.objects.filter(pk=forgotten.pk).update(edited_at=timezone.now() - UNTOUCHED)
    for each in first_warnings(timezone.now()):
        warn(each, timezone.now())
    follow_by_mail(cast)
    register_by_mail()
    prepare(WebinarFactory(state="held", cities=[cast.city]), by=cast.editor)
    assert templates == {
        str(path.relative_to(settings.BASE_DIR / "templates"))
        for path in Path(settings.BASE_DIR / "templates/mails").rglob("[!_]*.txt")
    }
    return list(Mail.objects.all())


def follow_by_mail(cast):
    """One mail of each kind about filters that somebody follows."""
    for query in ("", f"city={cast.other_city.slug}", "about=sessions"):
        following.ask("reader@elsewhere.example", "en", following.filterset_of(query))
    following.ask("another@elsewhere.example", "en", following.filterset_of("about=library"))
    for follow in Follow.objects.all():
        following.confirm(follow)
    cast.other_city.state = "proposed"
    cast.other_city.save()
    touch(cast.other_city, InitiativeFactory(city=cast.city))
    WebinarFactory(state="documented")
    ReportFactory()
    assert following.tell_all() == 4


def register_by_mail():
    """One mail of each kind about sessions, to who has a seat, who waits, and who did not confirm."""
    session, off, done, back = announced(capacity=1), announced(), announced(), announced()
    people = [register(session, f"{name}@seats.example") for name in ("seated", "moved-up", "waits")]
    ask(session, "asked@seats.example")
    register(off, "off@seats.example")
    register(done, "done@seats.example")
    register(back, "back@seats.example")
    done.state = "documented"
    done.save()
    cancel(people[0])
    move(session, timezone.now() + timedelta(hours=2))
    for each in (off, back):
        each.state = "cancelled"
        each.save()
    attend_to_registered()
    back.state = "announced"
    back.save()
    Registration.objects.living().update(told_at=timezone.now() - timedelta(days=2))
    attend_to_registered()


def links_in(mails):
    """The paths of all links, each once."""
    links = {link for mail in mails for link in re.findall(r"\S+://\S+", mail.text)}
    assert all(link.startswith(settings.BASE_URL + "/") for link in links)
    return sorted(link.removeprefix(settings.BASE_URL) for link in links)


def people_signed_in():
    return sorted(each.get_decoded().get("_auth_user_id", "") for each in Session.objects.all())


def scan(links, *browsers):
    """Open each link twice by GET and HEAD and go wherever it leads; the kinds of answer."""
    return {
        ask(link, follow=True).status_code
        for browser in browsers
        for link in links
        for ask in (browser.get, browser.head) * 2
    }


def test_every_link_of_every_mail_can_be_opened_by_anybody_and_nothing_comes_of_it(every_mail, cast, client_of):
    links = links_in(every_mail)
    visitor, stranger, lead = Client(), client_of(cast.stranger), client_of(cast.lead)
    before, people = tables(), [each for each in people_signed_in() if each]

    codes = scan(links, visitor, stranger, lead)

    after = tables()
    assert {name for name in before if before[name] != after[name]} <= VISITS
    assert [each for each in people_signed_in() if each] == people
    assert codes <= {200, 403, 404, 409}
    assert visitor.get(reverse("account")).status_code == 302
    assert stranger.get(reverse("account")).context["user"] == cast.stranger
    assert len(links) > 15


def link_to(address, subject_of):
    [mail] = [each for each in Mail.objects.filter(address=address) if subject_of in each.text]
    [link] = links_in([mail])
    return link


@pytest.fixture
def scanned(author, cast, client_of):
    """The mails about accounts, after programs were there."""
    scan(links_in(Mail.objects.all()), Client(), client_of(cast.stranger))


def test_new_account_is_confirmed_by_its_own_press_afterwards(scanned):
    link = link_to("new@city.example", "/confirm-email/")
    before = EmailAddress.objects.get(email="new@city.example").verified

    Client().post(link)

    assert (before, EmailAddress.objects.get(email="new@city.example").verified) == (False, True)


def test_password_is_reset_by_its_owner_afterwards(scanned, author):
    browser = Client()
    form = browser.get(link_to(author.email, "/reset/key/"))

    browser.post(form["Location"], {"password1": NEW})

    assert User.objects.get(pk=author.pk).check_password(NEW)


def test_new_address_is_confirmed_by_its_own_press_afterwards(scanned, author):
    link = link_to("moved@city.example", "/confirm-email/")
    before = User.objects.get(pk=author.pk).email

    Client().post(link)

    assert (before, User.objects.get(pk=author.pk).email) == (author.email, "moved@city.example")


def test_mailed_code_still_signs_in_the_browser_that_asked(author, cast, client_of):
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": author.email})
    scan([reverse("account_confirm_login_code")], Client(), client_of(cast.stranger))

    code = re.search(r"\d{4}-\d{4}", Mail.objects.latest("pk").text)[0]
    browser.post(reverse("account_confirm_login_code"), {"code": code})

    assert browser.get(reverse("account")).context["user"] == author


def test_claim_is_confirmed_by_the_lead_afterwards(cast, client_of):
    affiliation, _is_new = affiliations.claim(cast.former, cast.city, "Planner")
    scan(links_in(Mail.objects.all()), Client(), client_of(cast.stranger), client_of(cast.lead))
    before = Affiliation.objects.get(pk=affiliation.pk).state

    client_of(cast.lead).post(reverse("affiliation-decide", args=[affiliation.pk, "confirm"]))

    assert (before, Affiliation.objects.get(pk=affiliation.pk).state) == ("claimed", "confirmed")


def test_seat_is_taken_and_given_back_by_its_own_press_afterwards(cast, client_of):
    session = announced(capacity=1)
    ask(session)
    scan(links_in(Mail.objects.all()), Client(), client_of(cast.stranger))
    states = [session.registrations.get().state]
    for act in ("confirm", "cancel"):
        found = session.registrations.get()
        scan([found.get_absolute_url()], Client(), client_of(cast.stranger))
        Client().post(found.get_absolute_url(), {"act": act})
        states.append(session.registrations.get().state)

    assert states == ["unconfirmed", "registered", "cancelled"]
