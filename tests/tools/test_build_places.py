"""The maintainers' tool for data/places.csv.gz, on a few rows of its own."""

import pytest

from tools import build_places
from tools.place_areas import Areas, Neighbours, kilometres
from tools.place_names import names_worth_searching, native_name, slug_of


def place(name, number, population=20_000, country="XX", point=(0.0, 0.0), code="01", area=""):
    return {
        "name": name,
        "geonames_id": number,
        "population": population,
        "country": country,
        "latitude": point[0],
        "longitude": point[1],
        "code": code,
        "admin_area": area,
        "near": "",
        "slug": slug_of(name, country),
    }


def row(name, point, admin1, admin2="", country="XX"):
    return {"lat": str(point[0]), "lon": str(point[1]), "name": name, "admin1": admin1, "admin2": admin2, "cc": country}


def slugs(places):
    return {place["geonames_id"]: place["slug"] for place in places}


def test_largest_place_gets_the_plain_slug():
    places = [place("Łódź", 1, 100), place("Lodz", 2, 300), place("Lodz", 3, 200)]

    build_places.give_slugs(places, kept={})

    assert slugs(places) == {1: "lodz-xx-1", 2: "lodz-xx", 3: "lodz-xx-3"}


def test_slugs_of_the_last_file_stay_whatever_grows_or_is_renamed():
    places = [place("Lodz", 1, 100), place("New Lodz", 2, 900), place("Lodz", 3, 800)]

    build_places.give_slugs(places, kept={"1": "lodz-xx", "2": "old-lodz-xx"})

    assert slugs(places) == {1: "lodz-xx", 2: "old-lodz-xx", 3: "lodz-xx-3"}


def test_build_is_refused_when_namesakes_cannot_be_told_apart():
    with pytest.raises(ValueError, match="nothing tells apart"):
        build_places.check([place("Lodz", 1, area="A"), place("Lodz", 2, area="A") | {"slug": "lodz-xx-2"}])


@pytest.mark.parametrize("second", [place("Lodz", 2), place("Lublin", 1)])
def test_build_is_refused_when_a_slug_or_a_place_comes_twice(second):
    with pytest.raises(ValueError, match="twice"):
        build_places.check([place("Lodz", 1), second])


def test_namesakes_that_differ_are_counted():
    places = [place("Lodz", 1, area="A"), place("Lodz", 2, area="B") | {"slug": "lodz-xx-2"}, place("Lublin", 3)]

    assert build_places.check(places) == 1


def test_same_places_give_the_same_bytes(tmp_path, monkeypatch):
    written = []
    for name in ("one.gz", "two.gz"):
        monkeypatch.setattr(build_places, "TARGET", tmp_path / name)
        build_places.write([place("Lodz", 1)])
        written.append((tmp_path / name).read_bytes())

    assert written[0] == written[1]


def test_committed_slugs_are_read_back_by_id_or_by_name_and_country(tmp_path, monkeypatch):
    monkeypatch.setattr(build_places, "TARGET", tmp_path / "places.csv.gz")
    assert build_places.committed_slugs() == {}

    build_places.write([place("Lodz", 1), place("Lublin", "")])

    assert build_places.committed_slugs() == {"1": "lodz-xx", ("Lublin", "XX"): "lublin-xx"}


def test_names_worth_searching_are_those_that_fold_differently():
    names = ["MUC", "mwnykh", "Munich", "Munchen", "München", "Muenchen", "Monaco di Baviera", "M", "Μόναχο", "loዝ"]

    assert names_worth_searching(names, {"Munich", ""}, population=1_000_000) == [
        "Monaco di Baviera",
        "Muenchen",
        "München",
        "Μόναχο",
    ]
    assert "Μόναχο" not in names_worth_searching(names, {"Munich"}, population=20_000)


@pytest.mark.parametrize(
    ("name", "country", "population", "native"),
    [("Munich", "DE", 1_500_000, "München"), ("Munich", "US", 1_500_000, ""), ("Venice", "IT", 51_000, "Venezia")],
)
def test_native_name_is_that_of_the_large_place_of_its_country(name, country, population, native):
    assert native_name(name, country, population) == native
    assert native_name(name, country, 1_000) == ""


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [((0, 0), (0, 1), 111.2), ((60, 0), (60, 1), 55.6), ((0, 179.5), (0, -179.5), 111.2), ((0, 0), (1, 0), 111.2)],
)
def test_distance_is_right_also_across_the_date_line(a, b, distance):
    assert kilometres(a, b) == pytest.approx(distance, abs=0.1)


def areas_of(gazetteer, places):
    areas = Areas(gazetteer, places)
    return [areas.of(place) for place in places]


def test_area_is_that_of_the_row_of_the_same_name_close_by():
    gazetteer = [row("Lodz", (0.1, 0), "East"), row("Other", (0, 0), "West"), row("Lodz", (5, 5), "South")]

    assert areas_of(gazetteer, [place("Łódź", 1)]) == ["East"]


def test_area_takes_its_accents_from_the_place_of_that_name():
    places = [place("São Paulo", 1), place("Campinas", 2, point=(1, 1))]
    gazetteer = [row("Sao Paulo", (0, 0), "Sao Paulo"), row("Campinas", (1, 1), "Sao Paulo")]

    assert areas_of(gazetteer, places) == ["São Paulo", "São Paulo"]


def test_area_is_left_out_where_a_country_has_redrawn_its_areas():
    """Today's area 01 lies in two former ones, so neither name is right; 02 still is what it was."""
    places = [place("A", 1), place("B", 2, point=(3, 3)), place("C", 3, point=(6, 6), code="02")]
    gazetteer = [row("A", (0, 0), "North"), row("B", (3, 3), "South"), row("C", (6, 6), "West")]

    assert areas_of(gazetteer, places) == ["", "", "West"]


def test_area_of_a_french_place_is_its_department():
    french = place("Grenoble", 1, country="FR")
    gazetteer = [row("Grenoble", (0, 0), "Rhone-Alpes", "Departement de l'Isere", "FR")]

    assert areas_of(gazetteer, [french]) == ["Isere"]


def test_near_is_the_largest_place_within_fifty_kilometres_of_the_same_country():
    small = place("Small", 1)
    places = [
        small,
        place("Large", 2, 900_000, point=(0.3, 0.3)),
        place("Larger", 3, 5_000_000, point=(0.3, 0.4)),  # 55 km away
        place("Foreign", 4, 5_000_000, point=(0.1, 0.1), country="YY"),
    ]
    neighbours = Neighbours(places)

    assert neighbours.larger(small) == "Large"
    assert neighbours.larger(places[2]) == ""


def test_places_alike_in_all_else_say_what_is_near_as_close_as_it_takes():
    """Within 50 and 25 km both have the capital; within 12.5 only one has anything, which is enough."""
    twins = [place("Twin", 1, area="A"), place("Twin", 2, area="A", point=(0.4, 0))]
    others = [place("Capital", 3, 900_000, point=(0.2, 0)), place("Village", 4, 15_000, point=(0.41, 0))]

    Neighbours([*twins, *others]).tell_apart(twins)

    assert [(twin["admin_area"], twin["near"]) for twin in twins] == [("A", ""), ("", "Village")]
