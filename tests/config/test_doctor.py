"""What the doctor finds, damage by damage, and that it finds nothing in a house in order."""

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.utils import timezone
from pyroaring import BitMap

from accounts.models import User
from catalogue.models import CatalogueVersion
from networks.models import Editor, Network
from outbox.models import Mail
from showcase.models import Follow, Initiative, InitiativeText, Review, SlugHistory, Submission, Version
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory, StoredFileFactory
from tests.webinars.registered import announced, register


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def house(in_state):
    """One published submission, its initiative, the cast, and everything that belongs to them."""
    submission = in_state("published")
    InitiativeFactory(code="CS-2020-00777", slug="another-page")
    return submission


def doctor():
    """What it said, line by line, and the code it ended with."""
    said = StringIO()
    try:
        call_command("doctor", stdout=said)
    except SystemExit as end:
        return said.getvalue().splitlines(), end.code
    return said.getvalue().splitlines(), 0


def long_ago(path):
    """What is written at the moment may get its row yet."""
    os.utime(path, (time.time() - 3601,) * 2)


def test_house_in_order_has_no_problems(house, media):
    stored = StoredFileFactory(state="ready")
    (media / stored.public_id[:2]).mkdir()
    (media / stored.public_id[:2] / f"{stored.public_id}-320.webp").write_bytes(b"bytes")
    folder = media / StoredFileFactory(state="ready").public_id
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(b"bytes")
    StoredFileFactory(state="pending")

    assert doctor() == (["0 problems"], 0)


def test_row_without_a_file_and_file_without_a_row_are_named(house, media):
    stored = StoredFileFactory(state="ready")
    (media / "left").mkdir()
    (media / "left" / "over.pdf").write_bytes(b"bytes")
    long_ago(media / "left" / "over.pdf")
    (media / "just-arrived.pdf").write_bytes(b"bytes")

    assert doctor() == (
        [
            f"The file {Path('left/over.pdf')} belongs to no row.",
            f"The stored file {stored.public_id} has no file under MEDIA_ROOT.",
            "2 problems",
        ],
        1,
    )


def another_text():
    Initiative.objects.filter(slug="another-page").update(current_version=Version.objects.first())


def another_last_step():
    last = Review.objects.last()
    Review.objects.bulk_create(
        [Review(submission=last.submission, step="claim", became="in_review", at=last.at + timedelta(hours=1))]
    )


def editor_no_more():
    Editor.objects.filter(user__email="rival_editor@people.example").delete()
    User.objects.filter(email="rival_editor@people.example").update(is_staff=True)


def membership_twice():
    city, network = CityFactory(slug="porto-pt"), NetworkFactory(slug="ports")
    for _each in range(2):
        MembershipFactory(city=city, network=network, joined="2001", left="2010")
    MembershipFactory(city=city, network=network, joined="2015")


def one_given_up():
    fields = {"address": "a@city.example", "language": "en", "subject": "s", "text": "t"}
    Mail.objects.create(key="dead", dead_at=timezone.now(), **fields)
    Mail.objects.create(key="waits", **fields)


def seat_out_of_order():
    """Whoever confirmed second has the only seat."""
    session = announced(pk=777, capacity=1)
    for name in ("first", "second"):
        register(session, f"{name}@seats.example")
    places = session.registrations.order_by("order")
    for registration, state in zip(list(places), ("waiting", "registered"), strict=True):
        places.filter(pk=registration.pk).update(state=state)


def seed_of_another_house():
    """Stored under a key that is neither the current one nor an older one."""
    row = RecoveryCodes.activate(User.objects.get(email="rival_editor@people.example")).instance
    row.data["seed"] = Fernet(Fernet.generate_key()).encrypt(b"seed").decode()
    row.save()


DAMAGES = {
    "seats": (
        seat_out_of_order,
        "For the session 777 somebody waits who confirmed before somebody with a seat.",
    ),
    "no version": (
        lambda: Initiative.objects.filter(slug="another-page").update(current_version=None),
        "The initiative CS-2020-00777 has no current version.",
    ),
    "foreign version": (
        another_text,
        "The current version of the initiative CS-2020-00777 belongs to another one.",
    ),
    "address": (
        lambda: SlugHistory.objects.filter(slug="another-page").update(slug="yet-another"),
        "The address of the initiative CS-2020-00777 is not kept in its history.",
    ),
    "search": (
        lambda: InitiativeText.objects.filter(initiative__slug="another-page").delete(),
        "The initiative CS-2020-00777 has no words to be searched by.",
    ),
    "no step": (
        lambda: Review.objects.all().delete(),
        "The submission {uuid} is published; by its steps it should be draft.",
    ),
    "another step": (another_last_step, "The submission {uuid} is published; by its steps it should be in_review."),
    "no publication": (
        lambda: Version.objects.exclude(revision=None).update(revision=None),
        "The submission {uuid} is published, but no version was made from it.",
    ),
    "not let in": (
        lambda: User.objects.filter(email="rival_editor@people.example").update(is_staff=False),
        "The person {rival_editor} should be let into the back office and is not.",
    ),
    "let in": (editor_no_more, "The person {rival_editor} is let into the back office without a reason."),
    "seed": (
        seed_of_another_house,
        "No key reads the Recovery codes of the person {rival_editor} (a second step at sign-in).",
    ),
    "no host": (
        lambda: Network.objects.update(is_host=False),
        "Exactly one network should host the catalogue; there are 0.",
    ),
    "membership": (membership_twice, "The membership of porto-pt in ports is written down more than once."),
    "mail": (one_given_up, "Mails that were given up: 1."),
    "follower": (
        lambda: Follow.objects.create(pk=7, email="reader@elsewhere.example", told=BitMap([1, 2]).serialize()),
        "The follower 7 was told of 2 initiatives that would be told of again.",
    ),
    "follower, unreadable": (
        lambda: Follow.objects.create(pk=7, email="reader@elsewhere.example", told=b"no set"),
        "What the follower 7 was told of cannot be read.",
    ),
    "catalogue": (
        lambda: CatalogueVersion.objects.all().delete(),
        "The catalogue should have one row that says its version; there are 0.",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named_and_nothing_else(house, cast, name):
    damage, sentence = DAMAGES[name]

    damage()

    told = sentence.format(uuid=house.uuid, rival_editor=cast.rival_editor.pk)
    assert doctor() == ([told, "1 problem"], 1)


@pytest.mark.parametrize(("state", "is_open"), [("submitted", True), ("changes_requested", True), ("declined", False)])
def test_desk_that_nobody_looks_after_is_named_while_something_is_open_there(cast, in_state, state, is_open):
    in_state(state)
    CatalogueVersion.objects.get_or_create(pk=1)
    Editor.objects.filter(network=cast.host).exclude(user=cast.editor).delete()
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)

    problems = ["The desk metropolis has no active editor; submissions that are open there: 1."] if is_open else []
    assert doctor()[0][:-1] == problems


def test_draft_without_a_step_and_one_taken_back_are_in_order(cast, draft):
    CatalogueVersion.objects.get_or_create(pk=1)
    Submission.objects.create(title="Begun", author=cast.author, city=cast.city)

    assert doctor() == (["0 problems"], 0)
