"""The list of initiatives as files: the same rows as its page, complete, and harmless wherever they are opened."""

import csv
import io
import json
from datetime import UTC, datetime

import feedparser
import pytest
import shapely
from django.utils import timezone, translation

from catalogue import files_of_lists, open_data
from cities.models import City
from showcase.indexing import initiatives
from showcase.models import Endorsement, Initiative
from showcase.publication import write_version
from tests.factories import CityFactory, InitiativeFactory, NetworkFactory, TermFactory

pytestmark = pytest.mark.django_db
FORMS = ("csv", "json", "geojson", "atom")


def taken(client, form, query="", prefix=""):
    return client.get(f"{prefix}/initiatives.{form}{query}").getvalue().decode()


def table(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def codes_in(form, text):
    if form == "csv":
        return [row["code"] for row in table(text)]
    if form == "json":
        return [row["code"] for row in json.loads(text)["results"]]
    if form == "geojson":
        return [feature["id"] for feature in json.loads(text)["features"]]
    return [entry.id.rpartition("/")[2] for entry in feedparser.parse(text).entries]


@pytest.fixture
def full(db):
    """One initiative with everything an export tells."""
    theme = TermFactory(scheme="theme", code="health")
    topic = TermFactory(code="care", parent=theme)
    network = NetworkFactory(slug="c40", acronym="C40")
    city = CityFactory(name="Sfax", slug="sfax-tn", country="TN", latitude=34.75, longitude=10.75)
    initiative = InitiativeFactory(
        code="CS-2020-00007",
        title="التضامن مع المهاجرين",
        summary="نداء",
        text_language="ar",
        city=city,
        main_topic=topic,
        topics=[topic],
        start="2020-03",
        results=[{"figure": "300", "counts": "families", "source": "https://sfax.example", "year": 2020}],
        licence="CC BY 4.0",
        source_address="https://sfax.example/call",
        source_kind="primary",
        shared_through=[network],
        published_at=datetime(2020, 5, 1, tzinfo=UTC),
    )
    Endorsement.objects.create(initiative=initiative, network=network)
    return initiative


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 3])
def test_export_asks_the_same_queries_for_any_number(client, django_assert_num_queries, form, count):
    topic = TermFactory(parent=TermFactory(scheme="theme"))
    network = NetworkFactory()
    made = [InitiativeFactory(topics=[topic], shared_through=[network]) for _ in range(count)]

    initiatives.get()
    every_time = 2 if form == "csv" else 3  # the state of the list and the rows; the date of what stands above them
    with django_assert_num_queries(every_time + 2):  # for words and networks, once for each state of the list
        text = taken(client, form)
    with django_assert_num_queries(every_time):
        taken(client, form)

    assert codes_in(form, text) == [initiative.code for initiative in reversed(made)]


def test_export_asks_once_for_each_five_hundred_rows(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(open_data, "AT_ONCE", 2)
    made = [InitiativeFactory() for _ in range(5)]

    taken(client, "csv")
    with django_assert_num_queries(4):  # the state of the list, and three for rows
        text = taken(client, "csv")

    assert codes_in("csv", text) == [initiative.code for initiative in reversed(made)]


@pytest.mark.parametrize("form", FORMS)
def test_export_holds_the_rows_of_the_filter_in_their_order_whatever_the_page(client, form):
    kenyan = CityFactory(name="Nairobi", country="KE")
    made = [InitiativeFactory(city=kenyan, start=year) for year in ("2019", "2021", "2020")]
    InitiativeFactory()

    found = codes_in(form, taken(client, form, "?country=KE&sort=started&page=7&nothing=1"))

    in_order = [made[2], made[1], made[0]] if form == "atom" else [made[1], made[2], made[0]]
    assert found == [initiative.code for initiative in in_order]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_public_is_in_no_form(client, form, submitted):
    shown = InitiativeFactory()
    InitiativeFactory(archived_at=timezone.now())
    InitiativeFactory(taken_down_at=timezone.now())
    draft = InitiativeFactory()
    Initiative.objects.filter(pk=draft.pk).update(current_version=None)

    text = taken(client, form)

    assert codes_in(form, text) == [shown.code]
    assert submitted.title not in text


def test_row_taken_down_while_the_file_is_written_is_left_out(client, monkeypatch):
    monkeypatch.setattr(open_data, "AT_ONCE", 1)
    old, new = InitiativeFactory(), InitiativeFactory()

    pieces = iter(client.get("/initiatives.csv").streaming_content)
    begun = [next(pieces), next(pieces)]
    Initiative.objects.filter(pk=old.pk).update(taken_down_at=timezone.now())

    assert codes_in("csv", b"".join([*begun, *pieces]).decode()) == [new.code]


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/plain; charset=utf-8"), ("json", "application/json")])
def test_wrong_parameter_is_named(client, form, kind):
    answer = client.get(f"/initiatives.{form}?region=moon&sort=size")

    assert (answer.status_code, answer["Content-Type"]) == (400, kind)
    assert (
        answer.content.decode()
        == {
            "csv": "This address asks for something that does not exist.\n"
            "region: “moon” is not in this list.\nsort: This order does not exist.\n",
            "json": '{"status": 400, "errors": [{"parameter": "region", "message": "“moon” is not in this list."}, '
            '{"parameter": "sort", "message": "This order does not exist."}]}',
        }[form]
    )


@pytest.mark.parametrize(
    ("form", "kind", "disposition"),
    [
        ("csv", "text/csv; charset=utf-8; header=present", 'attachment; filename="initiatives.csv"'),
        ("json", "application/json", 'attachment; filename="initiatives.json"'),
        ("geojson", "application/geo+json", 'attachment; filename="initiatives.geojson"'),
        ("atom", "application/atom+xml; charset=utf-8", None),
    ],
)
def test_file_has_its_type_and_name_and_sets_no_cookie(client, django_assert_num_queries, form, kind, disposition):
    asked, only_headers = client.get(f"/initiatives.{form}"), client.head(f"/initiatives.{form}")

    for answer in (asked, only_headers):
        assert (answer["Content-Type"], answer.get("Content-Disposition")) == (kind, disposition)
        assert (dict(answer.cookies), "no-store" in answer.get("Cache-Control", "")) == ({}, False)
    assert only_headers.getvalue() == b""


def test_labels_speak_the_language_of_the_address(client, full):
    row = json.loads(taken(client, "json", prefix="/es"))["results"][0]

    assert row["topics"] == [{"code": "care", "label": "care en español"}]
    assert row["city"]["country"] == {"code": "TN", "label": "Túnez"}
    assert row["address"] == "http://testserver/es/initiatives/cs-2020-00007/"


@pytest.mark.parametrize("form", FORMS)
def test_file_keeps_its_language_whatever_is_spoken_while_it_is_written(client, full, form):
    expected = taken(client, form, prefix="/de")

    answer = client.get(f"/de/initiatives.{form}")
    with translation.override("es"):
        written = answer.getvalue().decode()

    assert written == expected
    assert "Tunesien" in written


# Each form --------------------------------------------------------------------------------------------------------


def test_record_says_what_its_page_says(client, full):
    answer = json.loads(taken(client, "json"))
    [record] = answer.pop("results")

    assert (answer["publisher"], answer["source"], answer["count"]) == (
        "City Showcase",
        "http://testserver/initiatives/",
        1,
    )
    assert answer["licence"].startswith("Each initiative names its own licence.")
    assert answer["updated"][:4] == str(timezone.now().year)
    care, c40 = {"code": "care", "label": "care in English"}, {"code": "c40", "label": "C40"}
    assert {name: value for name, value in record.items() if value not in ("", None, [], False)} == {
        "code": "CS-2020-00007",
        "address": "http://testserver/initiatives/cs-2020-00007/",
        "title": "التضامن مع المهاجرين",
        "summary": "نداء",
        "text_language": "ar",
        "city": {
            "slug": "sfax-tn",
            "name": "Sfax",
            "address": "http://testserver/cities/sfax-tn/",
            "country": {"code": "TN", "label": "Tunisia"},
            "region": {"code": "africa", "label": "Africa"},
            "latitude": 34.75,
            "longitude": 10.75,
        },
        "themes": [{"code": "health", "label": "health in English"}],
        "main_topic": care,
        "topics": [care],
        "evidence": ["results"],
        "start": {"date": "2020-03", "precision": "month"},
        "results": [{"figure": "300", "counts": "families", "source": "https://sfax.example", "year": "2020"}],
        "networks": {"checked_by": [c40], "shared_through": [c40]},
        "licence": "CC BY 4.0",
        "origin": "collected",
        "source": {"address": "https://sfax.example/call", "kind": "primary", "platform": ""},
        "published": "2020-05-01T00:00:00Z",
        "version": {"number": 1, "date": f"{full.current_version.at:%Y-%m-%dT%H:%M:%SZ}"},
    }


def test_record_follows_merged_terms_and_the_names_of_today(client, full):
    topic = full.main_topic
    topic.merged_into = TermFactory(code="care-at-home", parent=topic.parent)
    topic.save()
    City.objects.filter(pk=full.city_id).update(name="Sfax the Great")
    full.refresh_from_db()
    write_version(full)

    [record] = json.loads(taken(client, "json"))["results"]

    assert [term["code"] for term in record["topics"]] == ["care-at-home"]
    assert record["city"]["name"] == "Sfax the Great"
    assert record["version"]["number"] == 2


def test_table_opens_with_its_scripts_and_its_lists(client, full):
    [row] = table(taken(client, "csv"))

    assert (row["title"], row["city"], row["latitude"]) == ("التضامن مع المهاجرين", "Sfax", "34.75")
    assert (row["topics"], row["topics_labels"], row["checked_by"]) == ("care", "care in English", "c40")
    assert row["results"] == "300 families (https://sfax.example; 2020)"
    assert (row["licence"], row["source"], row["version"]) == ("CC BY 4.0", "https://sfax.example/call", "1")


def test_table_begins_with_the_mark_by_which_spreadsheets_know_utf_8(client, full):
    assert client.get("/initiatives.csv").getvalue()[:7] == b"\xef\xbb\xbfcode"


def test_geojson_opens_and_places_each_at_its_city(client, full):
    nowhere = InitiativeFactory(city=CityFactory(latitude=None, longitude=None))

    answer = json.loads(taken(client, "geojson", "?sort=newest"))
    shapes = {each["id"]: each["geometry"] and shapely.from_geojson(json.dumps(each)) for each in answer["features"]}

    assert shapes == {full.code: shapely.Point(10.75, 34.75), nowhere.code: None}
    answer["features"].pop(0)  # RFC 7946 knows features without a place; shapely does not
    assert shapely.from_geojson(json.dumps(answer)) == shapely.GeometryCollection([shapely.Point(10.75, 34.75)])


def test_feed_is_read_without_complaint(client, full):
    found = feedparser.parse(taken(client, "atom", "?q=&theme=health", prefix="/de"))
    [entry] = found.entries

    assert (found.bozo, found.version, found.feed.language) == (False, "atom10", "de")
    assert found.feed.title == "City Showcase: Initiativen"
    assert {each.rel: each.href for each in found.feed.links} == {
        "self": "http://testserver/de/initiatives.atom?theme=health",
        "alternate": "http://testserver/de/initiatives/?theme=health",
    }
    assert found.feed.id == "http://testserver/de/initiatives.atom?theme=health"
    assert (entry.id, entry.title) == ("tag:testserver,2026:initiative/CS-2020-00007", "التضامن مع المهاجرين")
    assert entry.title_detail.language == "ar"
    assert entry.summary == '<p>Sfax, Tunesien</p><p dir="rtl" lang="ar">نداء</p>'
    assert [(each.term, each.label) for each in entry.tags] == [("care", "care auf Deutsch")]
    assert (entry.published, entry.rights) == ("2020-05-01T00:00:00Z", "CC BY 4.0")


def test_feed_without_entries_is_a_feed(client):
    found = feedparser.parse(taken(client, "atom"))

    assert (found.bozo, found.entries, bool(found.feed.updated)) == (False, [], True)


def test_feed_ends_with_the_fiftieth_newest(client, monkeypatch):
    monkeypatch.setattr(files_of_lists, "NEWEST", 2)
    made = [InitiativeFactory() for _ in range(3)]

    assert codes_in("atom", taken(client, "atom", "?sort=city")) == [made[2].code, made[1].code]


# The panel on the page ----------------------------------------------------------------------------------------------


def test_page_offers_its_filter_in_every_form(client, full):
    page = client.get("/fr/initiatives/?theme=health&sort=city&page=1").content.decode()

    for form, query in (("csv", "theme=health&amp;sort=city"), ("atom", "theme=health")):
        assert f'href="/fr/initiatives.{form}?{query}"' in page
    assert 'type="application/atom+xml" title="Initiatives" href="/fr/initiatives.atom?theme=health"' in page


def test_empty_list_offers_nothing_to_take_away(client):
    assert "take-away" not in client.get("/initiatives/?country=KE").content.decode()
