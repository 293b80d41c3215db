"""The audit: what it holds, and that nobody changes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from record.middleware import request_id
from record.models import Count, Entry, OnceKey, note
from tests.factories import AffiliationFactory, UserFactory


@pytest.fixture(autouse=True)
def _database(db):
    pass


def test_note_says_who_did_what_where(cast):
    affiliation = AffiliationFactory(city=cast.city)

    entry = note(
        "confirm",
        affiliation,
        by=cast.editor,
        role="editor",
        network=cast.host,
        city=cast.city,
        was="claimed",
        became="confirmed",
        version=3,
    )

    entry.refresh_from_db()
    assert (entry.event, entry.what, entry.key) == ("confirm", "cities.affiliation", str(affiliation.pk))
    assert (entry.pseudonym, entry.role) == (cast.editor.pseudonym, "editor")
    assert (entry.network_id, entry.city_id) == (cast.host.pk, cast.city.pk)
    assert (entry.was, entry.became, entry.version) == ("claimed", "confirmed", 3)
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_note_of_the_system_names_nobody(cast):
    entry = note("sweep", cast.city)

    assert (entry.pseudonym, entry.role, entry.network_id, entry.city_id) == (None, "", None, None)


def test_note_carries_the_request_it_came_from(cast):
    token = request_id.set("abcdef0123456789")
    try:
        entry = note("confirm", cast.city)
    finally:
        request_id.reset(token)

    assert entry.request_id == "abcdef0123456789"


def test_request_and_its_audit_rows_carry_the_same_id(cast, client_of):
    answer = client_of(cast.former).post("/account/cities/claim/", {"city": "Bilbao", "role_title": "Officer"})

    assert Entry.objects.get().request_id == answer["X-Request-Id"]


def test_note_holds_neither_name_nor_address(cast):
    note("confirm", cast.author, by=cast.editor, city=cast.city)

    row = " ".join(str(value) for value in Entry.objects.values_list().get())
    assert [word for word in ("Author", "author@", "Editor", "editor@") if word in row] == []


def test_written_note_cannot_be_changed(cast):
    entry = note("confirm", cast.city, became="confirmed")
    entry.became = "refused"

    with pytest.raises(TypeError):
        entry.save()

    assert Entry.objects.get().became == "confirmed"


def test_written_note_cannot_be_deleted(cast):
    entry = note("confirm", cast.city)

    with pytest.raises(TypeError):
        entry.delete()

    assert list(Entry.objects.all()) == [entry]


def test_note_outlives_the_person_and_the_thing_it_tells_of():
    person = UserFactory()
    affiliation = AffiliationFactory()
    note("confirm", affiliation, by=person)
    pseudonym = person.pseudonym

    affiliation.delete()
    person.delete()

    assert Entry.objects.get().pseudonym == pseudonym


def test_notes_about_a_thing_come_oldest_first_and_without_those_of_its_namesakes(cast):
    first, second = note("claim", cast.city), note("confirm", cast.city)
    note("confirm", cast.other_city)
    note("confirm", AffiliationFactory(pk=cast.city.pk + 1000))

    assert list(Entry.objects.about(cast.city)) == [first, second]


@pytest.mark.parametrize(("who", "sees"), [("author", 0), ("editor", 0), ("platform_admin", 1)])
def test_audit_is_read_by_platform_admins_alone(cast, who, sees):
    note("confirm", cast.city)

    assert Entry.objects.managed_by(getattr(cast, who)).count() == sees


def test_one_time_key_is_taken_once():
    OnceKey.objects.create(key="a", expires=timezone.now())

    with pytest.raises(IntegrityError):
        OnceKey.objects.create(key="a", expires=timezone.now())


def test_one_time_keys_expire():
    now = timezone.now()
    old = OnceKey.objects.create(key="old", expires=now - timedelta(seconds=1))
    OnceKey.objects.create(key="new", expires=now + timedelta(hours=1))

    assert list(OnceKey.objects.expired()) == [old]


def test_counter_is_one_for_each_window():
    window = timezone.now()
    Count.objects.create(action="a", subject="b", window=window)
    Count.objects.create(action="a", subject="b", window=window + timedelta(days=1))

    with pytest.raises(IntegrityError):
        Count.objects.create(action="a", subject="b", window=window)
