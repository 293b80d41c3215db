"""The sessions of the reference catalogue: in their series, linked by name alone, and people's once they edit them."""

from datetime import UTC, datetime

import pytest

from tests.config.test_load_reference import load
from tests.reference_files import change, small_load
from webinars.models import Appearance, Person, Webinar

pytestmark = pytest.mark.django_db
DIGITAL, VIOLENCE = "lle-digital-technologies", "urban-violence-peace-prize"


@pytest.fixture
def loaded(tmp_path):
    return small_load(tmp_path)


def test_session_carries_what_its_line_says(loaded):
    session = Webinar.objects.get(slug=DIGITAL)

    assert (session.series.slug, session.number, str(session.date)) == ("live-learning-experience", 4, "2020-04-15")
    assert (session.state, session.lead, session.starts_at) == ("held", None, None)
    assert [term.code for term in session.topics.all()] == ["digital"]
    assert {network.slug for network in session.series.supporters.all()} == {"metropolis", "un-habitat"}
    assert list(session.partners.all()) == []


def test_time_that_a_source_gives_in_utc_has_the_zone_utc(loaded):
    session = Webinar.objects.get(slug=VIOLENCE)

    assert (session.time_zone, session.starts_at) == ("UTC", datetime(2020, 5, 14, 13, tzinfo=UTC))


def test_people_have_their_office_of_then_and_are_linked_by_the_very_name_alone(loaded):
    stage = Appearance.objects.filter(webinar__slug=DIGITAL)

    assert [(each.person.name, each.role, each.network and each.network.slug, each.city) for each in stage[3:]] == [
        ("Emilia Saiz", "Secretary General, UCLG", "uclg", None),
        ("Maimunah Mohd Sharif", "Executive Director, UN-Habitat", "un-habitat", None),
        ("Anna Lisa Boni", "Secretary General, Eurocities", "eurocities", None),
    ]
    assert [each.role for each in stage[:3]] == ["Mayor, Ramallah", "Deputy Mayor, Barcelona", "Deputy Mayor, Milan"]
    assert set(Person.objects.values_list("consent_scope", "network__slug")) == {("public-office", "uclg")}


def test_known_city_is_linked_and_an_unknown_one_named(loaded):
    change(
        loaded / "webinars.csv", 2, participating_cities="Hamburg, DE; Atlantis, DE", speakers="Ada | Mayor | Hamburg"
    )

    said = load(loaded)

    assert said[7:] == [
        "webinars.csv: 0 created, 1 updated, 1 unchanged",
        "webinars.csv: linked: cities 1, offices of speakers 1",
        "webinars.csv: cities that are not known here: Atlantis (DE)",
        "webinars.csv: organisations that are neither a network nor a city of the session: none",
        "reports.csv: 0 created, 0 updated, 2 unchanged",
    ]
    session = Webinar.objects.get(slug=DIGITAL)
    assert [city.slug for city in session.cities.all()] == ["hamburg-de"]
    assert [str(each.city) for each in session.appearances.all()] == ["Hamburg"]


def test_networks_that_are_not_those_of_the_series_stand_beside_the_session(loaded):
    change(loaded / "webinars.csv", 2, lead="c40", supporters="metropolis; eurocities")

    load(loaded)

    session = Webinar.objects.get(slug=DIGITAL)
    assert (session.lead.slug, [network.slug for network in session.partners.all()]) == ("c40", ["eurocities"])


def test_recording_is_a_link(loaded):
    change(loaded / "webinars.csv", 2, recording_url="https://video.example/1")

    load(loaded)

    assert [each.host for each in Webinar.objects.get(slug=DIGITAL).recordings.all()] == ["video.example"]


def test_speaker_of_a_takeaway_stays_when_the_line_changes(loaded):
    session = Webinar.objects.get(slug=DIGITAL)
    speaker = session.appearances.first()
    takeaway = session.takeaways.create(text="Ask early.", speaker=speaker)
    change(loaded / "webinars.csv", 2, title="Screens")

    load(loaded)

    takeaway.refresh_from_db()
    assert (Webinar.objects.get(slug=DIGITAL).title, takeaway.speaker) == ("Screens", speaker)


@pytest.mark.parametrize("edited", ["title", "stage"])
def test_session_that_people_edited_is_left_alone(loaded, edited):
    session = Webinar.objects.get(slug=DIGITAL)
    if edited == "title":
        session.title = "Ours"
        session.save()
    else:
        session.appearances.first().delete()
    change(loaded / "webinars.csv", 2, title="Screens")

    said = load(loaded)

    assert said[7].endswith("0 updated, 1 unchanged, 1 left alone because people wrote or edited them")
