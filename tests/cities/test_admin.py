"""Cities in the back office: editors write the words, a decision makes a proposed place public."""

import pytest
from django.urls import reverse

from cities.models import City
from record.models import Entry
from tests.factories import CityFactory, MembershipFactory

FIELDS = [field.name for field in City._meta.fields]


@pytest.fixture
def place(cast):
    """Proposed by the stranger, in both networks."""
    city = CityFactory(name="Newtown", slug="newtown-fr", state="proposed", proposed_by=cast.stranger)
    MembershipFactory(city=city, network=cast.host)
    MembershipFactory(city=city, network=cast.rival)
    return city


def page_of(city, page="change"):
    return reverse(f"admin:cities_city_{page}", args=[city.pk])


def test_editor_writes_the_words_and_nothing_else(cast, client_of):
    before = {name: getattr(cast.city, name) for name in FIELDS}
    everything = dict.fromkeys(FIELDS, "7")
    words = {"native_name": "Bilbo", "alternate_names": "Bilbao\r\nBilbo", "description": "On the Nervión."}

    answer = client_of(cast.editor).post(page_of(cast.city), {**everything, **words, "website": "https://b.example"})

    cast.city.refresh_from_db()
    changed = {name for name in FIELDS if getattr(cast.city, name) != before[name]}
    assert answer.status_code == 302
    assert changed == {"native_name", "alternate_names", "description", "website", "names_folded"}
    assert cast.city.history.first().history_user == cast.editor


def test_city_of_no_own_network_is_missing(cast, client_of):
    pages = [
        client_of(cast.rival_editor).get(page_of(cast.other_city, page)) for page in ("change", "history", "delete")
    ]

    assert [page.status_code for page in pages] == [404, 404, 404]


def test_cities_are_listed_and_found_within_the_own_networks(cast, client_of):
    editor, address = client_of(cast.rival_editor), reverse("admin:cities_city_changelist")

    found = {text: list(editor.get(address, {"q": text}).context["cl"].result_list) for text in ("", "bilb", "lim")}

    assert found == {"": [cast.city], "bilb": [cast.city], "lim": []}


def test_host_keeps_all_cities(cast, client_of):
    shown = client_of(cast.editor).get(reverse("admin:cities_city_changelist"), {"q": "lim"})

    assert list(shown.context["cl"].result_list) == [cast.other_city]


def test_editor_confirms_a_proposed_place(cast, client_of, place):
    shown = client_of(cast.rival_editor).get(page_of(place)).content.decode()
    answer = client_of(cast.rival_editor).post(page_of(place, "confirm"))

    place.refresh_from_db()
    assert "Confirm this place" in shown
    assert (place.state, answer.url) == ("confirmed", page_of(place))
    assert [entry.event for entry in Entry.objects.about(place)] == ["confirm_place"]


def test_place_is_confirmed_once(cast, client_of, place):
    browser = client_of(cast.editor)
    browser.post(page_of(place, "confirm"))

    answer = browser.post(page_of(place, "confirm"), follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["success", "warning"]
    assert Entry.objects.about(place).count() == 1


@pytest.mark.parametrize(("who", "status"), [("rival_editor", 404), ("author", 302)])
def test_place_of_others_is_not_confirmed(cast, client_of, who, status):
    place = CityFactory(state="proposed")

    answer = client_of(getattr(cast, who)).post(page_of(place, "confirm"))

    place.refresh_from_db()
    assert (answer.status_code, place.state) == (status, "proposed")


def test_nobody_confirms_the_place_they_proposed(cast, client_of, place):
    City.objects.filter(pk=place.pk).update(proposed_by=cast.editor)

    answer = client_of(cast.editor).post(page_of(place, "confirm"))

    place.refresh_from_db()
    assert (answer.status_code, place.state) == (403, "proposed")


def test_place_is_not_confirmed_by_opening_an_address(cast, client_of, place):
    assert client_of(cast.editor).get(page_of(place, "confirm")).status_code == 405


def test_platform_admin_corrects_the_place_but_not_its_address(cast, client_of):
    data = {"name": "Bilbo", "kind": "municipality", "country": "ES", "time_zone": "Europe/Madrid", "slug": "x"}

    client_of(cast.platform_admin).post(page_of(cast.city), data)

    cast.city.refresh_from_db()
    assert (cast.city.name, cast.city.slug) == ("Bilbo", "bilbao-es")


def test_no_city_is_added_or_deleted(cast, client_of):
    admin = client_of(cast.platform_admin)

    answers = [
        admin.get(reverse("admin:cities_city_add")).status_code,
        admin.get(page_of(cast.city, "delete")).status_code,
    ]

    assert answers == [403, 403]
