"""The reference catalogue: complete, the same however often it is loaded, and never over what people wrote."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalogue.models import CatalogueChange, CatalogueVersion, LoadedRow, Term
from cities.models import City
from config.reference.known import Gazetteer
from networks.models import Membership, Network, ServicePoint
from reports.models import Edition, Report
from showcase.models import Endorsement, Initiative, Version
from showcase.search import search
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory
from tests.reference_files import DATA, add, change, rows_of, small_copy, small_load
from webinars.models import Appearance, Person, Series, Webinar

pytestmark = pytest.mark.django_db
TABLES = (Term, City, Network, Membership, ServicePoint, Initiative, Version, LoadedRow, CatalogueChange)
TABLES += (Series, Webinar, Person, Appearance, Report, Edition)
SESSIONS_LINKED = [
    "webinars.csv: linked: cities 0, offices of speakers 4",
    "webinars.csv: cities that are not known here: Amsterdam (NL), Barcelona (ES), Bogotá (CO), Milan (IT), "
    "New York City (US), Palmira (CO), Ramallah (PS), Xi'an (CN)",
    "webinars.csv: organisations that are neither a network nor a city of the session: Barcelona, Milan, Palmira, "
    "Ramallah, VNG International",
]
REPORTS_LINKED = [
    "reports.csv: linked: publishers 4, series 1, sessions 1, editions 2",
    "reports.csv: series that are not known here: c40-mayors-meetings",
    "reports.csv: sessions that are not known here: c40-mayors-27-march",
]
C40_REPORTS = {"c40-report-27-march", "c40-report-chinese-cities", "c40-report-15-april", "c40-task-force-announcement"}
STUTTGART, HAMBURG = "CS-2026-00001", "CS-2026-00002"
PLACES_MEANT = {  # the first of all places for what people write
    "munich": "munich-de",
    "München": "munich-de",
    "cologne": "cologne-de",
    "Köln": "cologne-de",
    "sao paulo": "sao-paulo-br",
    "lodz": "lodz-pl",
    "Łódź": "lodz-pl",
    "mexico": "mexico-city-mx",
    "new york": "new-york-city-us",
    "kiev": "kyiv-ua",
    "bombay": "mumbai-in",
    "lisboa": "lisbon-pt",
    "den haag": "the-hague-nl",
    "tel aviv": "tel-aviv-yafo-il",
    "brighton": "brighton-hove-gb",
    "xi an": "xi-an-cn",
    "hospitalet": "l-hospitalet-de-llobregat-es",
    "st louis": "st-louis-us",
    "winston salem": "winston-salem-us",
    "kadikoy": "kadikoy-tr",
    "москва": "moscow-ru",
    "東京": "tokyo-jp",
    "القاهرة": "cairo-eg",
    "par": "paris-fr",
}


@pytest.fixture
def data(tmp_path):
    return small_copy(tmp_path)


@pytest.fixture
def loaded(tmp_path):
    return small_load(tmp_path)


def load(data):
    said = StringIO()
    call_command("load_reference", data=data, stdout=said)
    return said.getvalue().splitlines()


def everything():
    """Every row of what the loader writes, and the public version number with its token."""
    return [list(model.objects.order_by("pk").values()) for model in (*TABLES, CatalogueVersion)]


def rows_said_by_the_data_page():
    table = re.findall(r"^\| `(\w+)\.csv` \| (\d+) \|", (DATA / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {name: int(rows) for name, rows in table}


def test_whole_catalogue_is_what_the_data_page_says_and_loads_once():
    said = rows_said_by_the_data_page()

    load(DATA)

    assert Term.objects.count() == said["vocabulary"]
    assert Network.objects.count() == said["networks"]
    assert Membership.objects.count() == said["memberships"]
    assert ServicePoint.objects.count() == said["service_points"]
    assert Initiative.objects.public().count() == said["initiatives"]
    assert sum(len(row.results) for row in Initiative.objects.all()) == said["results"]
    assert City.objects.confirmed().count() == len(rows_of(DATA / "places.csv.gz"))
    assert Membership.objects.values("city").distinct().count() == 388
    assert Initiative.objects.values("city").distinct().count() == 118
    assert Endorsement.objects.count() == 0
    assert (Series.objects.count(), Webinar.objects.public().count()) == (said["series"], said["webinars"])
    learning = Series.objects.get(slug="live-learning-experience")
    assert (learning.sessions_total, learning.webinars.count()) == (17, 14)
    assert learning.webinars.exclude(date=None).count() == 12
    assert Report.objects.count() == said["reports"]
    assert Edition.objects.exclude(address="").count() == said["reports"] + 12  # six in two more languages
    assert sorted(Counter(report.date and report.date.precision for report in Report.objects.all()).items()) == [
        *(("", 7), ("day", 32), ("month", 7), ("year", 13)),
    ]
    assert {report.slug for report in Report.objects.filter(sessions__series__lead__slug="c40")} == C40_REPORTS

    assert {text: City.objects.called(text).first().slug for text in PLACES_MEANT} == PLACES_MEANT

    before = everything()
    assert all(" 0 created, 0 updated, " in line and line.endswith(" unchanged") for line in load(DATA))
    assert everything() == before


def test_first_run_counts_what_it_created(data):
    assert load(data) == [
        "vocabulary.csv: 130 created, 0 updated, 0 unchanged",
        "places.csv.gz: 12 created, 0 updated, 0 unchanged",
        "networks.csv: 10 created, 0 updated, 0 unchanged",
        "memberships.csv: 5 created, 0 updated, 0 unchanged",
        "service_points.csv: 2 created, 0 updated, 0 unchanged",
        "initiatives.csv: 2 created, 0 updated, 0 unchanged",
        "series.csv: 3 created, 0 updated, 0 unchanged",
        "webinars.csv: 2 created, 0 updated, 0 unchanged",
        *SESSIONS_LINKED,
        "reports.csv: 2 created, 0 updated, 0 unchanged",
        *REPORTS_LINKED,
    ]
    assert CatalogueVersion.objects.get().number == 1
    named = CatalogueChange.objects.filter(kind="cities.city").values_list("key", flat=True)
    assert set(named) == set(Membership.objects.values_list("city", flat=True))


def test_initiative_carries_what_its_lines_say(loaded):
    initiative = Initiative.objects.get(code=STUTTGART)

    columns = ("title", "slug", "text_language", "start", "end", "licence", "origin", "platform", "source_kind")
    assert [getattr(initiative, name) for name in columns] == [
        "Shelter for quarantine patients",
        "stuttgart-quarantine-accommodation",
        "en",
        "2020-03-27",
        "",
        "",
        "collected",
        "eurocities",
        "network",
    ]
    assert (initiative.city.slug, initiative.desk.slug, initiative.desk.is_host) == ("stuttgart-de", "metropolis", True)
    assert (initiative.main_topic.code, initiative.phase.code, initiative.kind.code) == (
        "public-health",
        "response",
        "service",
    )
    assert initiative.results[0] == {
        "figure": "over 300 places",
        "counts": "for quarantine created across several districts",
        "source": "https://covidnews.eurocities.eu/2020/03/28/stuttgart-shelter-for-quarantine-patients/",
        "year": 2020,
    }
    lists = ("topics", "target_groups", "hazards", "sdgs")
    assert [{term.code for term in getattr(initiative, name).all()} for name in lists] == [
        {"public-health", "housing", "social-inclusion"},
        {"patients", "homeless", "migrants"},
        {"epidemic"},
        {"3", "11"},
    ]
    assert [network.slug for network in initiative.shared_through.all()] == ["eurocities"]


def test_month_stays_a_month(loaded):
    assert Initiative.objects.get(code=HAMBURG).start == "2020-03"


def test_own_service_point_filters_by_member_and_hazard_and_both_sides_cooperate(loaded):
    own, partner = ServicePoint.objects.order_by("-slug")

    assert (own.kind, own.filter) == ("own", "member=metropolis&hazard=epidemic")
    assert (partner.kind, partner.filter) == ("external", "")
    assert [list(point.cooperates_with.all()) for point in (own, partner)] == [[partner], [own]]


def test_second_run_changes_nothing(loaded):
    before = everything()

    said = load(loaded)

    assert said[5] == "initiatives.csv: 0 created, 0 updated, 2 unchanged"
    assert everything() == before


def test_changed_line_updates_the_initiative_and_writes_its_second_version(loaded):
    change(loaded / "initiatives.csv", 2, title="Rooms for people in quarantine", topics="housing")

    said = load(loaded)

    initiative = Initiative.objects.get(code=STUTTGART)
    assert said[5] == "initiatives.csv: 0 created, 1 updated, 1 unchanged"
    assert (initiative.title, [term.code for term in initiative.topics.all()]) == (
        "Rooms for people in quarantine",
        ["housing"],
    )
    assert (initiative.current_version.number, initiative.current_version.content["title"]) == (2, initiative.title)
    assert list(CatalogueChange.objects.filter(version=2).values_list("kind", "key")) == [
        ("showcase.initiative", initiative.pk)
    ]
    assert load(loaded)[5] == "initiatives.csv: 0 created, 0 updated, 2 unchanged"


def test_changed_figure_is_a_change_of_its_initiative(loaded):
    change(loaded / "results.csv", 3, figure="331 places")

    load(loaded)

    initiative = Initiative.objects.get(code=STUTTGART)
    assert initiative.current_version.number == 2
    assert [row["figure"] for row in initiative.results] == ["over 300 places", "331 places"]


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Written by the city"},
        {"archived_at": timezone.now()},
        {"taken_down_at": timezone.now()},
        {"origin": "submitted"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_initiative_that_people_changed_is_left_alone(loaded, edit):
    Initiative.objects.filter(code=STUTTGART).update(**edit)
    before = Initiative.objects.filter(code=STUTTGART).values().get()
    change(loaded / "initiatives.csv", 2, summary="Other words.")

    said = load(loaded)

    assert said[5] == (
        "initiatives.csv: 0 created, 0 updated, 1 unchanged, 1 left alone because people wrote or edited them"
    )
    assert Initiative.objects.filter(code=STUTTGART).values().get() == before
    assert CatalogueVersion.objects.get().number == 1


def test_initiative_with_other_topics_is_left_alone(loaded):
    initiative = Initiative.objects.get(code=STUTTGART)
    initiative.topics.set(Term.objects.filter(scheme="topic", code="mobility"))
    change(loaded / "initiatives.csv", 2, summary="Other words.")

    load(loaded)

    assert [term.code for term in initiative.topics.all()] == ["mobility"]


def test_edited_network_is_left_alone_and_the_next_one_updated(loaded):
    Network.objects.filter(slug="metropolis").update(texts={"en": {"description": "Our own words."}})
    change(loaded / "networks.csv", 2, website="https://new.metropolis.example")
    change(loaded / "networks.csv", 3, website="https://new.uclg.example")

    said = load(loaded)

    assert (
        said[2] == "networks.csv: 0 created, 1 updated, 8 unchanged, 1 left alone because people wrote or edited them"
    )
    assert Network.objects.get(slug="metropolis").website == "https://www.metropolis.org"
    assert Network.objects.get(slug="uclg").website == "https://new.uclg.example"


def test_what_people_add_to_columns_of_their_own_does_not_stop_an_update(loaded):
    Network.objects.filter(slug="metropolis").update(days_to_answer=14)
    change(loaded / "networks.csv", 2, website="https://new.metropolis.example")

    load(loaded)

    network = Network.objects.get(slug="metropolis")
    assert (network.website, network.days_to_answer) == ("https://new.metropolis.example", 14)


def test_changed_place_is_updated_and_an_edited_one_left_alone(loaded):
    names = [row["name"] for row in rows_of(loaded / "places.csv.gz")]
    stuttgart, hamburg = names.index("Stuttgart") + 2, names.index("Hamburg") + 2
    City.objects.filter(slug="hamburg-de").update(population=1_900_000)
    change(loaded / "places.csv.gz", stuttgart, population="1000000", alternate_names="Benztown")
    change(loaded / "places.csv.gz", hamburg, population="2000000")

    said = load(loaded)

    assert said[1].startswith("places.csv.gz: 0 created, 1 updated, 10 unchanged, 1 left alone")
    city = City.objects.get(slug="stuttgart-de")
    assert (city.population, city.size_class, city.names_folded) == (1_000_000, "1m-5m", "|stuttgart|benztown|")
    assert City.objects.get(slug="hamburg-de").population == 1_900_000
    assert list(CatalogueChange.objects.filter(version=2).values_list("kind", "key")) == [("cities.city", city.pk)]


def test_place_whose_address_somebody_proposed_before_gets_another_one(data):
    proposed = CityFactory(name="Stuttgart", slug="stuttgart-de", country="DE", state="proposed")

    load(data)

    assert City.objects.get(geonames_id=2825297).slug == "stuttgart-de-2825297"
    assert City.objects.get(slug="stuttgart-de") == proposed


def test_place_without_an_id_that_was_renamed_here_is_not_created_again(loaded):
    City.objects.filter(slug="ekurhuleni-za").update(name="City of Ekurhuleni")

    said = load(loaded)

    assert said[1] == "places.csv.gz: 0 created, 0 updated, 12 unchanged"


def test_search_finds_an_initiative_by_the_new_name_of_its_topic(loaded):
    labels = [row["en"] for row in rows_of(loaded / "vocabulary.csv")]
    change(loaded / "vocabulary.csv", labels.index("Housing and homelessness") + 2, en="Dwellings")

    load(loaded)

    assert [Initiative.objects.get(pk=key).code for key, _language in search("dwellings")] == [STUTTGART]


def test_ended_membership_stays_ended(loaded):
    ended = Membership.objects.get(network__slug="metropolis")
    Membership.objects.filter(pk=ended.pk).update(left="2024")
    change(loaded / "memberships.csv", 2, since="1990")

    said = load(loaded)

    assert said[3].endswith("4 unchanged, 1 left alone because people wrote or edited them")
    assert list(Membership.objects.filter(network=ended.network).values_list("joined", "left")) == [("", "2024")]


def test_membership_that_people_entered_first_is_left_alone(loaded):
    written = MembershipFactory(
        city=City.objects.get(slug="hamburg-de"), network=Network.objects.get(slug="metropolis"), role="Treasurer"
    )
    add(loaded / "memberships.csv", network_slug="metropolis", city="Hamburg", country_iso2="DE", geonames_id="2911298")

    said = load(loaded)

    assert said[3].endswith("0 created, 0 updated, 5 unchanged, 1 left alone because people wrote or edited them")
    assert list(Membership.objects.filter(city=written.city, network=written.network)) == [written]


def test_missing_row_is_created_again(loaded):
    Membership.objects.filter(network__slug="metropolis").delete()

    assert load(loaded)[3] == "memberships.csv: 1 created, 0 updated, 4 unchanged"


def test_another_host_keeps_the_desk(data):
    host = NetworkFactory(is_host=True)

    load(data)

    assert {initiative.desk for initiative in Initiative.objects.all()} == {host}
    assert Network.objects.get(is_host=True) == host


BAD_LINES = [
    ("initiatives.csv", 2, {"topics": "housing; dancing"}, "dancing is no topic of vocabulary.csv."),
    (
        "initiatives.csv",
        2,
        {"start_date": "2020-13"},
        "start: Write a year (2020), a month (2020-03) or a day (2020-03-27).",
    ),
    ("initiatives.csv", 2, {"source_url": "covidnews"}, "source_address: Enter a valid URL."),
    ("initiatives.csv", 2, {"shared_via": "nobody"}, "nobody is no network of networks.csv."),
    ("initiatives.csv", 2, {"city": "Atlantis", "geonames_id": ""}, "no place in DE is called Atlantis."),
    ("initiatives.csv", 2, {"title": ""}, "title is empty."),
    ("initiatives.csv", 3, {"code": STUTTGART}, "CS-2026-00001 is in line 2 already."),
    ("results.csv", 3, {"year": "about 2020"}, "year is not a whole number: about 2020."),
    ("results.csv", 3, {"initiative_slug": "gone"}, "gone is no initiative of initiatives.csv."),
    ("networks.csv", 2, {"kind": "club"}, "club is no network-kind of vocabulary.csv."),
    ("networks.csv", 2, {"members_total": "-5"}, "members_total is not a whole number: -5."),
    ("networks.csv", 2, {"members_listed": "some"}, "members_listed: Value 'some' is not a valid choice."),
    ("memberships.csv", 2, {"network_slug": "club"}, "club is no network of networks.csv."),
    ("service_points.csv", 2, {"cooperates_with": "x"}, "cooperates_with names x, which does not name it back."),
    ("places.csv.gz", 2, {"country": "XX"}, "country XX is not in countries.json."),
    ("places.csv.gz", 2, {"time_zone": "Europe/Nowhere"}, "time zone Europe/Nowhere is not known."),
    ("places.csv.gz", 2, {"latitude": "95"}, "latitude: Ensure this value is less than or equal to 90."),
    ("vocabulary.csv", 2, {"parent": "sport"}, "sport is no theme above this line."),
    ("series.csv", 2, {"lead": ""}, "lead is empty."),
    ("series.csv", 2, {"sessions_total": "many"}, "sessions_total is not a whole number: many."),
    ("reports.csv", 2, {"publisher": ""}, "publisher is empty."),
    ("reports.csv", 2, {"kind": "leaflet"}, "leaflet is no report-kind of vocabulary.csv."),
    ("reports.csv", 2, {"date": "May"}, "date: Write a year (2020), a month (2020-03) or a day (2020-03-27)."),
    ("reports.csv", 2, {"url": ""}, "url is empty."),
    ("webinars.csv", 2, {"series_slug": "gone"}, "gone is no series of series.csv."),
    ("webinars.csv", 2, {"date": "15 April"}, "Invalid isoformat string: '15 April'."),
    ("webinars.csv", 2, {"date": "", "start_time_utc": "13:00"}, "A time needs its date and its time zone."),
    ("webinars.csv", 2, {"speakers": "Ada"}, "a speaker is not name, role and organisation: Ada."),
]


@pytest.mark.parametrize(("file", "number", "cells", "reason"), BAD_LINES, ids=[reason for *_, reason in BAD_LINES])
def test_bad_line_is_named_and_nothing_changes(loaded, file, number, cells, reason):
    before = everything()
    change(loaded / "vocabulary.csv", 3, en="Getting around")
    change(loaded / file, number, **cells)

    with pytest.raises(CommandError) as error:
        load(loaded)

    assert str(error.value) == f"{file}, line {number}: {reason} Nothing was loaded."
    assert everything() == before


def test_line_with_too_few_cells_is_named(loaded):
    with open(loaded / "networks.csv", "a", encoding="utf-8") as file:
        file.write("one,two\n")

    with pytest.raises(CommandError, match=re.escape("networks.csv, line 12: has 2 cells, the header has 13")):
        load(loaded)


def test_line_after_one_with_a_line_break_is_named_by_its_own_number(loaded):
    change(loaded / "networks.csv", 2, description="Two\nlines.")
    change(loaded / "networks.csv", 3, kind="club")

    with pytest.raises(CommandError, match=re.escape("networks.csv, line 4: club is no network-kind")):
        load(loaded)


def test_file_in_another_encoding_is_named(loaded):
    with open(loaded / "networks.csv", "ab") as file:
        file.write("é".encode("latin-1"))

    with pytest.raises(CommandError, match=r"networks\.csv, line \d+: cannot be read"):
        load(loaded)


def test_taken_address_is_named(data):
    other = InitiativeFactory(slug="stuttgart-quarantine-accommodation")

    with pytest.raises(CommandError, match="line 2: the address stuttgart-quarantine-accommodation belongs to another"):
        load(data)

    assert list(Initiative.objects.all()) == [other]


def test_missing_files_are_named_together(data):
    (data / "results.csv").unlink()
    (data / "networks.csv").unlink()

    with pytest.raises(CommandError) as error:
        load(data)

    assert str(error.value) == f"Not in {data}: networks.csv, results.csv. Nothing was loaded."


@pytest.mark.parametrize(
    ("name", "country", "geonames_id", "slug"),
    [
        ("Springfield", "US", "4525353", "springfield-us-4525353"),
        ("Ekurhuleni", "ZA", "", "ekurhuleni-za"),
        ("Springfield", "US", "", "springfield-us"),
        ("Hambourg", "DE", "", "hamburg-de"),
    ],
    ids=["by its id", "by name where no place has an id", "the largest of that name", "by another name"],
)
def test_city_is_found(loaded, name, country, geonames_id, slug):
    assert Gazetteer(loaded).find(name, country, geonames_id).slug == slug


def test_city_without_an_id_is_the_one_that_another_line_gives_an_id(loaded):
    line = {"network_slug": "c40", "city": "Springfield", "country_iso2": "US"}
    add(loaded / "memberships.csv", **line, geonames_id="4250542")
    add(loaded / "memberships.csv", **line | {"network_slug": "wego"}, geonames_id="")

    load(loaded)

    springfields = Membership.objects.filter(city__name="Springfield").order_by("network__slug")
    assert list(springfields.values_list("network__slug", "city__slug")) == [
        ("c40", "springfield-us-4250542"),
        ("wego", "springfield-us-4250542"),
    ]


def test_proposed_place_is_never_taken_for_a_city(loaded):
    CityFactory(name="Atlantis", country="DE", state="proposed")

    with pytest.raises(ValueError, match="no place in DE is called Atlantis"):
        Gazetteer(loaded).find("Atlantis", "DE")
