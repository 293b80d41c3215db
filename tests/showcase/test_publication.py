"""What publishing writes, and that nothing frozen changes afterwards."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from catalogue.models import CatalogueChange, CatalogueVersion
from files.models import StoredFile
from showcase import workflow
from showcase.addresses import give_slug
from showcase.models import Initiative
from tests.factories import InitiativeFactory


@pytest.fixture
def photo(draft):
    file = StoredFile.objects.create(
        kind="picture", original_name="a.jpg", content_type="image/webp", size=1, sha256="0" * 64, state="ready"
    )
    draft.pictures.create(file=file, description="A square at night")
    return file


def publish(submission, cast):
    workflow.perform("submit", submission, by=cast.author, seen=submission.saves)
    workflow.perform("publish", submission, by=cast.editor, seen=submission.saves)
    return submission.initiative


def test_pictures_are_copied_as_rows_that_point_at_the_same_bytes(draft, cast, photo):
    initiative = publish(draft, cast)

    assert [picture.file for picture in initiative.pictures.all()] == [photo]
    assert StoredFile.objects.count() == 1


def test_file_of_a_frozen_text_cannot_be_deleted(draft, cast, photo):
    publish(draft, cast)

    with pytest.raises(ProtectedError):
        photo.delete()


def test_frozen_text_refuses_to_change(draft, cast):
    version = publish(draft, cast).current_version
    version.content = {}

    with pytest.raises(TypeError):
        version.save()


def test_catalogue_version_changes_once_and_names_what_changed(draft, cast):
    before = CatalogueVersion.objects.get().number

    initiative = publish(draft, cast)

    changed = set(CatalogueChange.objects.filter(version__gt=before).values_list("version", "kind", "key"))
    assert changed == {
        (before + 1, "showcase.initiative", initiative.pk),
        (before + 1, "cities.city", cast.city.pk),
    }


def test_number_counts_from_ten_thousand_in_each_year(draft, cast):
    initiative = publish(draft, cast)

    assert initiative.code == f"CS-{initiative.published_at.year}-10000"


def test_changed_title_gets_a_new_address_and_the_old_one_leads_there(client, draft, cast):
    initiative = publish(draft, cast)
    old = initiative.slug
    change = type(draft).objects.get(pk=draft.pk)
    type(draft).objects.filter(pk=draft.pk).update(state="draft", title="A new title", base_version=1)
    change.refresh_from_db()

    publish(change, cast)

    initiative.refresh_from_db()
    answer = client.get(reverse("initiative", args=[old]))
    assert initiative.slug == "bilbao-a-new-title"
    assert (answer.status_code, answer["Location"]) == (301, initiative.get_absolute_url())
    assert sorted(initiative.slugs.values_list("slug", flat=True)) == sorted([old, initiative.slug])


def test_old_address_is_never_given_to_another_page(draft, cast):
    first = publish(draft, cast)
    other = InitiativeFactory(city=cast.city, title="Something else")
    other.title = first.title

    assert give_slug(other) == "bilbao-calls-against-solitude-2"


def test_collected_record_is_published_without_an_endorsement(db):
    initiative = InitiativeFactory(title="Collected")

    assert list(Initiative.objects.public()) == [initiative]
    assert (initiative.current_version.number, initiative.endorsements.count()) == (1, 0)
