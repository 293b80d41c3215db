"""The state a process holds is that of the database at each answer: nothing old, nothing rolled back."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection, transaction
from pyroaring import BitMap

from catalogue.current import version_now
from catalogue.models import CatalogueChange, CatalogueVersion, touch
from showcase.indexing import InitiativeReader, initiatives
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, TermFactory

ANSWER = """
import sys, django
django.setup()
from django.db import connections
from showcase.filters import InitiativeFilter
connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = sys.argv[1]
for line in sys.stdin:
    filterset = InitiativeFilter({"topic": ["housing"]} if "housing" in line else {})
    print(len(filterset.keys), sorted(filterset.counts("theme").items()), flush=True)
"""


def shown():
    return sorted(initiatives.get().public)


@pytest.mark.django_db
def test_version_is_what_the_database_says():
    CatalogueVersion.objects.all().delete()
    assert version_now() == (0, "", None)

    touch()
    number, token, changed_at = version_now()
    held = CatalogueVersion.objects.get()
    assert (number, token) == (held.number, held.token)
    assert datetime.fromisoformat(str(changed_at)).replace(tzinfo=UTC) == held.changed_at


@pytest.mark.django_db
def test_answer_costs_one_query_while_nothing_changes(django_assert_num_queries):
    InitiativeFactory()
    initiatives.get()

    with django_assert_num_queries(1):
        initiatives.get()


@pytest.mark.django_db
def test_changed_rows_alone_are_read_anew(monkeypatch):
    first, second = InitiativeFactory(), InitiativeFactory()
    held = initiatives.get()
    asked, values = [], InitiativeReader.values
    monkeypatch.setattr(InitiativeReader, "values", lambda self, keys: asked.append(set(keys)) or values(self, keys))

    Initiative.objects.filter(pk=first.pk).update(text_language="ar")
    touch(first)

    assert initiatives.get().values["language"] == {"ar": BitMap([first.pk]), "en": BitMap([second.pk])}
    assert held.values["language"] == {"en": BitMap([first.pk, second.pk])}
    assert asked == [{first.pk}]


@pytest.mark.django_db
def test_change_of_a_city_reaches_its_initiatives():
    city = CityFactory(country="FR")
    initiative = InitiativeFactory(city=city)
    initiatives.get()

    MembershipFactory(city=city)
    city.country = "PE"
    city.save()
    touch(city)

    values = initiatives.get().values
    assert values["country"] == {"PE": BitMap([initiative.pk])}
    assert list(values["member"].values()) == [BitMap([initiative.pk])]


@pytest.mark.django_db
def test_archived_and_deleted_rows_are_gone():
    first, second, third = InitiativeFactory(), InitiativeFactory(), InitiativeFactory()
    assert shown() == [first.pk, second.pk, third.pk]

    Initiative.objects.filter(pk=second.pk).update(archived_at=second.published_at)
    touch(second)
    touch(third)
    Initiative.objects.filter(pk=third.pk).update(current_version=None)
    third.versions.all().delete()
    third.delete()

    assert shown() == [first.pk]


@pytest.mark.django_db
def test_change_that_nobody_told_row_by_row_reads_everything():
    first = InitiativeFactory()
    initiatives.get()

    Initiative.objects.filter(pk=first.pk).update(archived_at=first.published_at)
    touch()

    assert shown() == []


@pytest.mark.django_db
def test_changes_told_of_too_long_ago_read_everything():
    first = InitiativeFactory()
    initiatives.get()
    Initiative.objects.filter(pk=first.pk).update(archived_at=first.published_at)
    touch(first)
    CatalogueChange.objects.all().delete()

    assert shown() == []


@pytest.mark.django_db
def test_older_database_than_the_one_held_is_read_whole():
    first = InitiativeFactory()
    initiatives.get()
    initiatives.version = (10**6, "restored meanwhile")

    assert shown() == [first.pk]


@pytest.mark.django_db(transaction=True)
def test_change_rolled_back_never_shows():
    kept = InitiativeFactory()
    assert shown() == [kept.pk]

    with transaction.atomic():
        lost = InitiativeFactory()
        assert shown() == [kept.pk, lost.pk]  # inside: what this transaction sees, kept for nobody
        transaction.set_rollback(True)

    assert shown() == [kept.pk]
    assert InitiativeFactory().pk in shown()


def like(initiative, city, number):
    """A public row without a text of its own."""
    same = {"desk": initiative.desk, "current_version_id": initiative.current_version_id}
    return Initiative(title="x", code=f"CS-1900-{number:05}", slug=f"x-{number}", city=city, **same)


@pytest.fixture
def another_process(transactional_db):
    """Answers ``ask(line)`` from a process of its own, which holds its own state of the list."""
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWER, str(connection.settings_dict["NAME"])],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(line="all"):
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    yield ask
    process.stdin.close()
    process.wait(timeout=10)


def test_publication_archive_rename_and_a_thousand_changes_are_in_the_next_answer_of_another_process(another_process):
    living = TermFactory(scheme="theme", code="living")
    topic = TermFactory(code="housing", parent=living)
    assert another_process() == "0 []"

    first = InitiativeFactory(topics=[topic])
    assert another_process() == "1 [('living', 1)]"
    assert another_process("housing") == "1 [('living', 1)]"

    food = TermFactory(scheme="theme", code="food")
    topic.parent = food
    topic.save()
    touch(topic)
    assert another_process() == "1 [('food', 1)]"

    with transaction.atomic():
        InitiativeFactory(topics=[topic])
        transaction.set_rollback(True)
    assert another_process() == "1 [('food', 1)]"

    city = CityFactory()
    with transaction.atomic():
        touch(*Initiative.objects.bulk_create(like(first, city, n) for n in range(1100)))
    assert another_process() == "1101 [('food', 1)]"

    Initiative.objects.filter(pk=first.pk).update(archived_at=first.published_at)
    touch(first)
    assert another_process() == "1100 []"
