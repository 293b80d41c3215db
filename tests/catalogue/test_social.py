"""Pictures of shared links: what is drawn, who gets it, and what happens when it cannot be drawn."""

from io import BytesIO

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from catalogue import social
from cities.social import picture_of as picture_of_city
from networks.social import picture_of as picture_of_network
from showcase.social import picture_of as picture_of_initiative
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory

pytestmark = pytest.mark.django_db
OF_THE_SITE = "/static/img/social.png"


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path):
    store = FileBasedCache(str(tmp_path / "social"), {})
    monkeypatch.setattr(social, "KEPT", store)
    return store


@pytest.fixture
def initiative():
    return InitiativeFactory(title="Open streets", city=CityFactory(name="Lima", slug="lima-pe", country="PE"))


def test_each_thing_has_its_picture(client, initiative):
    network = NetworkFactory(name="World Association", acronym="Metropolis")
    pictures = [picture_of_initiative(initiative), picture_of_city(initiative.city), picture_of_network(network)]

    answers = [client.get(each.path) for each in pictures]

    assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [(200, "image/png")] * 3
    assert [Image.open(BytesIO(answer.content)).size for answer in answers] == [(1200, 630)] * 3
    assert [each.alt for each in pictures] == [
        "Lima, Peru. Open streets",
        "Peru. Lima",
        "World Association. Metropolis",
    ]


def test_picture_at_an_address_never_changes_and_is_the_same_in_all_languages(client, initiative):
    first = picture_of_initiative(initiative).path

    assert client.get(first).content == client.get(first).content
    initiative.title = "Closed streets"
    initiative.save()
    assert picture_of_initiative(initiative).path != first
    assert client.get(first)["Location"] == picture_of_initiative(initiative).path


@pytest.mark.parametrize("language", ["en", "de"])
def test_address_of_a_picture_does_not_depend_on_the_language(initiative, language):
    with override(language):
        assert picture_of_initiative(initiative).line == "Lima, Peru"


def test_picture_known_already_is_not_sent_again(client, initiative):
    path = picture_of_initiative(initiative).path
    etag = client.get(path)["ETag"]

    again = client.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_picture_may_be_kept_by_others_for_a_minute_and_sets_no_cookie(client, initiative):
    answer = client.get(picture_of_initiative(initiative).path)

    assert (answer["Cache-Control"], dict(answer.cookies)) == ("public, max-age=60", {})


def test_picture_is_drawn_once(client, initiative, monkeypatch):
    path = picture_of_initiative(initiative).path
    first = client.get(path).content
    monkeypatch.setattr(social.drawing, "png", None)  # would fail

    assert client.get(path).content == first


def test_what_was_taken_down_has_no_picture_any_more(client, initiative):
    path = picture_of_initiative(initiative).path
    client.get(path)
    initiative.taken_down_at = timezone.now()
    initiative.save()

    answer = client.get(path)

    assert (answer.status_code, answer["Cache-Control"], answer.content) == (410, "no-store", b"")


@pytest.mark.parametrize("path", ["initiatives/CS-2020-99999", "cities/nowhere", "networks/none"])
def test_what_has_no_page_has_no_picture(client, path):
    CityFactory(slug="nowhere")  # without an initiative and a network

    assert client.get(f"/social/{path}/0123456789abcdef.png").status_code == 404


def test_title_in_letters_we_have_not_leaves_the_city_alone(client):
    lima = CityFactory(name="Lima", country="PE")
    chinese = picture_of_initiative(InitiativeFactory(title="城市气候", city=lima))
    spare = social.Picture(chinese.name, chinese.key, "Lima", "Lima, Peru")

    assert client.get(chinese.path).content == social.drawing.png(spare.heading, spare.line)


def test_name_in_letters_we_have_not_shows_the_picture_of_the_site(client):
    city = CityFactory(name="北京")
    InitiativeFactory(city=city)

    assert client.get(picture_of_city(city).path)["Location"] == OF_THE_SITE


def test_who_asks_for_many_new_ones_gets_the_picture_of_the_site(client, monkeypatch):
    monkeypatch.setattr(social, "MOST", 2)
    monkeypatch.setattr(social.drawing, "png", lambda *_texts: b"drawn")
    paths = [picture_of_initiative(InitiativeFactory()).path for _ in range(3)]

    answers = [client.get(path) for path in (*paths, paths[0])]
    other = Client(REMOTE_ADDR="203.0.113.7").get(paths[2])

    assert [each.get("Location", each.content) for each in answers] == [b"drawn", b"drawn", OF_THE_SITE, b"drawn"]
    assert other.content == b"drawn"


def test_lost_disk_only_makes_it_slower(client, initiative, monkeypatch):
    def fail(*_arguments):
        raise OSError("no space left")

    monkeypatch.setattr(social, "KEPT", type("Lost", (), {"get": fail, "set": fail})())

    assert client.get(picture_of_initiative(initiative).path)["Content-Type"] == "image/png"
