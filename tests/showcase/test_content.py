"""What a frozen text holds, and what it never holds."""

import json

from files.models import StoredFile
from showcase.content import TERM, TERMS, TEXTS, files_of, freeze
from showcase.models import Practice


def stored(name="photo.jpg"):
    return StoredFile.objects.create(
        kind="picture", original_name=name, content_type="image/webp", size=1, sha256="0" * 64, state="ready"
    )


def test_every_column_of_a_practice_is_frozen_or_left_out_on_purpose():
    columns = {field.name for field in (*Practice._meta.fields, *Practice._meta.many_to_many)}
    rest = {"results", "conditions", "links", "nothing_measured", "cost", "city", "contact", "adapted_from"}

    assert columns == {*TEXTS, *TERM, *TERMS, *rest, "consent"}


def test_frozen_text_names_no_person(draft):
    frozen = json.dumps(freeze(draft))

    for secret in (draft.contact.name, draft.contact.email, draft.author.name, draft.author.email):
        assert secret not in frozen
    assert freeze(draft)["contact_role"] == "Officer"


def test_terms_are_frozen_by_code_in_their_order(draft, vocabulary):
    content = freeze(draft)

    assert (content["main_topic"], content["topics"], content["hazards"]) == ("older-people", ["older-people"], [])


def test_city_of_a_frozen_text_keeps_its_name(draft):
    assert freeze(draft)["city"] == {"slug": "bilbao-es", "name": "Bilbao", "country": "ES"}


def test_draft_without_anything_can_be_frozen(draft):
    empty = type(draft).objects.create(city=draft.city)

    content = freeze(empty)

    assert (content["title"], content["main_topic"], content["contact_role"], content["cost"]) == ("", "", "", "")


def test_pictures_and_documents_are_frozen_by_their_public_ids(draft):
    photo, report = stored(), stored("report.pdf")
    draft.pictures.create(file=photo, description="A square at night")
    draft.documents.create(file=report, title="Report")

    content = freeze(draft)

    assert content["pictures"][0]["file"] == photo.public_id
    assert content["documents"][0]["title"] == "Report"
    assert files_of(draft) == [photo, report]
