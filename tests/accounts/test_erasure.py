"""An erased account: no place names the person, everything of the city's is there, nothing lets them in."""

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse

from accounts.erasure import erase
from accounts.holdings import counts_of, held_about, holdings, without
from accounts.models import User
from cities.affiliations import claim, decide, propose_place
from cities.models import City, Contact
from networks.models import Editor, ServicePoint
from outbox.delivery import deliver_due
from outbox.models import Mail
from outbox.post import post_text
from record.models import Entry
from showcase import drafts, workflow
from showcase.models import Submission
from tests.accounts.dumps import places_with
from tests.factories import EditorFactory, ServicePointFactory, StoredFileFactory, UserFactory

NAME, EMAIL, SECOND = "Zyxmärka Quellendorf", "zyxmarka@quell.example", "zq@elsewhere.example"
MARKS = (NAME, "Zyxm", EMAIL, "quell.example", SECOND)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def person(cast):
    """Has an account with two confirmed addresses and works for Bilbao."""
    user = UserFactory(name=NAME, email=EMAIL, language="de")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=SECOND, verified=True)
    affiliation, _is_new = claim(user, cast.city, "Officer")
    decide(affiliation, "confirm", by=cast.lead)
    return user


@pytest.fixture
def written(person, cast, draft):
    """The complete draft of Bilbao as this person's, with them as its contact."""
    draft.author = person
    draft.contact = cast.city.contacts.create(role="Officer", name=NAME, email=EMAIL)
    draft.save()
    return draft


@pytest.fixture
def busy(person, cast, written):
    """They did everything a person can do here; returns a browser in which they are signed in."""
    workflow.perform("submit", written, by=person, seen=written.saves)
    propose_place(person, name="Lesaka", country="ES", latitude=43.2, longitude=-1.7, role_title="Mayor's office")
    EditorFactory(user=person, network=cast.rival)
    other = drafts.begin(cast.author, cast.city, "quick")
    Submission.objects.filter(pk=other.pk).update(assigned_to=person)
    written.last_revision.comments.create(field="title", text="Which?", by=person, answer="This.", answered_by=person)
    cast.city.contacts.create(role="Officer", name="", email="")
    cast.city.contacts.create(role="Desk", name=NAME.upper(), email="mobility@bilbao.example")
    StoredFileFactory(original_name=f"plan by {NAME}.pdf", uploaded_by=person)
    point = ServicePointFactory(contact=SECOND.upper())
    point.history.update(history_user=person)
    told = json.dumps([{"added": {"name": "editor", "object": f"{NAME}, C40"}}])
    LogEntry.objects.create(user=cast.platform_admin, action_flag=CHANGE, object_repr=NAME, change_message=told)
    post_text("Sent", f"Hello {NAME},", key="sent", to=EMAIL.upper(), language="de")
    deliver_due()
    post_text("Waits", f"Hello {NAME},", key="waits", to=EMAIL, language="de")
    post_text("Of a colleague", f"{NAME} ({EMAIL}) asks.", key="other", to=cast.lead.email, language="en")
    browser = Client()
    browser.post(reverse("account_login"), {"login": EMAIL, "password": "wrong"})
    browser.post(reverse("account_reset_password"), {"email": EMAIL})
    assert browser.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD}).status_code == 302
    return browser


@pytest.mark.usefixtures("busy")
def test_no_place_names_an_erased_person_once_the_last_mail_is_sent(person, cast, mailoutbox):
    assert places_with(*MARKS) == [
        "account_emailaddress",
        "accounts_user",
        "cities_contact",
        "django_admin_log",
        "files_storedfile",
        "networks_historicalservicepoint",
        "networks_servicepoint",
        "outbox_mail",
        "sessions, decoded",
    ]

    erase(person, by=person)
    waiting = list(Mail.objects.filter(sent_at=None).order_by("pk").values_list("address", flat=True))
    deliver_due()

    assert waiting[-1] == EMAIL
    assert EMAIL not in waiting[:-1]
    assert (mailoutbox[-1].to, mailoutbox[-1].subject) == ([EMAIL], "Ihr Konto ist gelöscht")
    assert places_with(*MARKS) == []


@pytest.mark.usefixtures("busy")
def test_erased_account_lets_nobody_in_and_has_no_right(person, cast, busy):
    erase(person, by=person)

    person.refresh_from_db()
    assert (person.email, person.name, person.is_active, person.is_staff, person.is_superuser) == (
        *("", ""),
        *(False, False, False),
    )
    assert not person.has_usable_password()
    assert list(person.affiliations.values_list("state", flat=True)) == ["ended", "ended"]
    assert list(Editor.objects.filter(user=person)) == []
    assert busy.get(reverse("account"))["Location"] == f"{reverse('account_login')}?next={reverse('account')}"
    again = Client().post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert again.status_code == 200


@pytest.mark.usefixtures("busy")
def test_what_is_the_citys_stays_with_the_city(person, cast, written, client_of):
    before = written.last_revision.content

    erase(person, by=person)

    written.refresh_from_db()
    assert (written.author, written.state, written.last_revision.content) == (None, "submitted", before)
    assert [review.by.pk for review in written.reviews.all()] == [person.pk]
    assert str(written.reviews.get().by) == "A former colleague"
    assert City.objects.get(name="Lesaka").proposed_by is None
    assert client_of(cast.author).get(written.get_absolute_url()).status_code == 200
    workflow.perform("publish", written, by=cast.editor, seen=written.saves)
    assert written.initiative.current_version.content["title"] == written.title


@pytest.mark.usefixtures("busy")
def test_contacts_that_are_the_same_without_the_name_become_one(person, cast, written):
    erase(person, by=person)

    written.refresh_from_db()
    officers = Contact.objects.filter(city=cast.city, role="Officer", email="")
    assert [(contact.pk, contact.name) for contact in officers] == [(written.contact_id, "")]
    desk = Contact.objects.get(city=cast.city, role="Desk")
    assert (desk.name, desk.email) == ("", "mobility@bilbao.example")


@pytest.mark.usefixtures("busy")
def test_record_keeps_its_rows_and_loses_the_way_to_the_person(person):
    pseudonym = person.pseudonym
    before = list(Entry.objects.order_by("pk").values_list("pk", "pseudonym", "event"))

    erase(person, by=person)

    person.refresh_from_db()
    after = list(Entry.objects.order_by("pk").values_list("pk", "pseudonym", "event"))
    assert after[: len(before)] == before
    assert [row[1:] for row in after[len(before) :]] == [
        (pseudonym, "erase_account"),
        (pseudonym, "end_editor"),
        (pseudonym, "leave_city"),
        (pseudonym, "leave_city"),
    ]
    assert list(Entry.objects.filter(pseudonym=person.pseudonym)) == []


def test_address_somebody_only_typed_takes_nothing_from_its_owner(person, cast):
    """An address that is not confirmed may be anybody's."""
    EmailAddress.objects.create(user=person, email=cast.lead.email, verified=False)
    contact = cast.city.contacts.create(role="Lead", name="Lead", email=cast.lead.email)
    post_text("For the lead", "Hello", key="for-the-lead", to=cast.lead.email, language="en")

    erase(person, by=person)

    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("Lead", cast.lead.email)
    assert Mail.objects.get(key="for-the-lead").address == cast.lead.email


def test_draft_that_names_no_city_goes_with_its_author(person, written):
    lone = Submission.objects.create(author=person, title="Mine alone")

    erase(person, by=person)

    assert list(Submission.objects.filter(pk__in=[lone.pk, written.pk])) == [written]


def test_erasing_twice_changes_nothing(person):
    erase(person, by=person)
    after = list(Entry.objects.values_list("pk", flat=True)), list(Mail.objects.values_list("pk", flat=True))

    erase(person, by=person)

    assert (list(Entry.objects.values_list("pk", flat=True)), list(Mail.objects.values_list("pk", flat=True))) == after


def test_second_person_can_be_erased(person, cast):
    erase(person)
    erase(cast.former)

    assert User.objects.filter(email="", name="").count() == 2


def test_last_active_platform_admin_cannot_be_erased(cast):
    UserFactory(is_superuser=True, is_active=False)

    with pytest.raises(ValidationError, match="last platform admin"):
        erase(cast.platform_admin, by=cast.platform_admin)

    assert User.objects.get(pk=cast.platform_admin.pk).name == "Platform_Admin"


def test_one_of_two_platform_admins_can_be_erased(cast):
    UserFactory(is_superuser=True)

    erase(cast.platform_admin, by=cast.platform_admin)

    assert User.objects.get(pk=cast.platform_admin.pk).is_superuser is False


def test_last_mail_that_cannot_be_sent_is_forgotten_when_it_is_given_up(person, monkeypatch):
    erase(person)
    Mail.objects.exclude(key__startswith="forgotten:").delete()
    Mail.objects.update(attempts=9)

    def broken(self):
        raise OSError(f"no such mailbox: {EMAIL}")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    deliver_due()

    assert list(Mail.objects.values_list("address", "text", "last_error")) == [("", "", "OSError")]


# What is held -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("busy")
def test_everything_held_is_told_in_rows_that_json_can_hold(person, cast, written):
    held = json.loads(json.dumps(held_about(person), cls=DjangoJSONEncoder))

    assert {name: len(rows) for name, rows in held.items() if rows} == {
        "account": 1,
        "affiliations": 2,
        "answers": 1,
        "assigned": 1,
        "comments": 1,
        "contacts": 1,
        "edits": 1,
        "editorships": 1,
        "mails": 5,
        "proposed_places": 1,
        "record": 5,
        "reviews": 1,
        "service_points": 1,
        "sessions": 1,
        "sign_in": 3,
        "submissions": 1,
        "texts_sent": 1,
        "uploads": 1,
    }
    assert held["submissions"][0]["content"]["title"] == written.title
    events = ["claim_city", "submit", "propose_place", "claim_city", "sign_in"]
    assert [row["event"] for row in held["record"]] == events
    assert PASSWORD not in json.dumps(held)
    assert "/reset/key/" not in json.dumps(held)


def test_who_left_a_city_no_longer_reads_its_drafts_in_the_file(person, written):
    person.affiliations.update(state="ended")

    [row] = holdings["submissions"].export(person)

    assert row == {"uuid": written.uuid, "city": "Bilbao", "state": "draft", "begun": written.created_at}


@pytest.mark.usefixtures("busy")
def test_nothing_of_somebody_else_is_told(person, cast):
    held = json.dumps(held_about(cast.former), cls=DjangoJSONEncoder)

    assert [mark for mark in (*MARKS, cast.author.email) if mark in held] == []
    assert [count for _label, count in counts_of(cast.former)] == [1, 1]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Hello Ana Ruiz, hello.", ["Ana Ruiz"], "Hello A former colleague, hello."),
        ("ANA ruiz", ["Ana Ruiz"], "A former colleague"),
        ("Analysis of Ana", ["Ana"], "Analysis of A former colleague"),
        ('["Jos\\u00e9"]', ["José"], '["A former colleague"]'),
        ("Nobody", [], "Nobody"),
    ],
)
def test_text_loses_whole_words_only(text, words, left):
    assert without(text, words) == left


# The command ------------------------------------------------------------------------------------------------------


def test_command_erases_whom_it_is_told(person):
    said = StringIO()

    call_command("erase_person", EMAIL.upper(), stdout=said)

    assert said.getvalue() == f"Account {person.pk} is blank. A last mail tells its owner.\n"
    assert Entry.objects.get(event="erase_account").pseudonym is None
    assert User.objects.get(pk=person.pk).name == ""


@pytest.mark.django_db
def test_command_says_when_it_knows_nobody(cast):
    erase(cast.former)

    for email in ("nobody@quell.example", ""):
        with pytest.raises(CommandError, match="Nobody signs in here"):
            call_command("erase_person", email)


def test_command_keeps_the_last_platform_admin(cast):
    with pytest.raises(CommandError, match="last platform admin"):
        call_command("erase_person", cast.platform_admin.email)


def test_service_point_says_that_it_changed(person):
    point = ServicePointFactory(contact=EMAIL)

    erase(person)

    assert ServicePoint.objects.get(pk=point.pk).contact == ""
