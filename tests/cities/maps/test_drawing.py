"""What a map says: names that hide nothing, circles as links, a legend in true sizes."""

from itertools import combinations

import pytest
from django.utils import translation

from cities.maps.drawing import compact, draw, title_of
from cities.maps.extents import extents
from cities.maps.frames import Frame
from cities.maps.labels import Room, beside, boxes_of, meet
from cities.maps.spots import Place, Spot
from tests.cities.maps.test_spots import many

BARCELONA = Place(1, "barcelona-es", "Barcelona", "ES", 2.17, 41.38)
MADRID = Place(2, "madrid-es", "Madrid", "ES", -3.70, 40.42)


def europe():
    return Frame.whole(extents()["europe"])


def test_names_stand_beside_circles_and_hide_neither_these_nor_each_other():
    drawing = draw(europe(), many(60))
    room = Room(drawing.frame, boxes_of(drawing.spots))
    for spot in drawing.spots:
        beside(room, spot, spot.place.name)
    names = room.taken[len(drawing.spots) :]

    assert 10 < len(drawing.names) <= 40
    assert [pair for pair in combinations(names, 2) if meet(*pair)] == []
    assert [pair for name in names for pair in [(name, box) for box in boxes_of(drawing.spots)] if meet(*pair)] == []


def test_name_without_room_is_left_out():
    spot = Spot([(MADRID, 1)], 100, 100, 9)

    assert beside(Room(europe(), [(0, 0, 600, 600)]), spot, "Madrid") is None


def test_countries_and_seas_are_named_in_the_language_of_the_reader():
    with translation.override("de"):
        drawing = draw(europe(), [(MADRID, 1)])

    countries, seas = {label.text for label in drawing.countries}, {label.text for label in drawing.seas}
    assert ({"Russland", "Algerien"} <= countries, "Nordsee" in seas) == (True, True)


def test_world_names_oceans_and_no_country():
    drawing = draw(Frame.whole(extents()["world"]), [(MADRID, 1)])

    assert (drawing.countries, {label.text for label in drawing.seas}) == (
        [],
        {"Atlantic", "Pacific", "Indian Ocean"},
    )


def test_circle_says_its_city_and_its_number():
    drawing = draw(europe(), [(BARCELONA, 4), (MADRID, 1)])

    circles = list(drawing.circles(lambda spot: f"?city={spot.place.slug}"))

    assert [(each.title, each.number, each.href, each.radius, each.hit) for each in circles] == [
        ("Barcelona, Spain: 4 initiatives", "4", "?city=barcelona-es", "20", "23"),
        ("Madrid, Spain: 1 initiative", "1", "?city=madrid-es", "10", "13"),
    ]


def test_circle_of_several_says_how_many():
    both = Spot([(BARCELONA, 4), (MADRID, 1)], 0, 0)

    assert title_of(both) == "Barcelona, Spain and 1 city near it: 5 initiatives"


def test_small_circle_can_be_hit_with_a_finger():
    [circle] = draw(Frame.whole(extents()["world"]), [(MADRID, 1)]).circles(str)

    assert (circle.radius, circle.hit, circle.number) == ("3.2", "12", "")


@pytest.mark.parametrize(("numbers", "sizes"), [((1,), ["1"]), ((4, 1), ["1", "3", "4"]), ((30, 1), ["1", "4", "20"])])
def test_legend_shows_round_numbers_that_occur(numbers, sizes):
    drawing = draw(europe(), [(BARCELONA, numbers[0]), *((MADRID, each) for each in numbers[1:])])

    assert [each.number for each in drawing.sizes] == sizes


def test_place_without_position_is_not_drawn():
    assert draw(europe(), [(Place(3, "lost-es", "Lost", "ES"), 2)]).spots == []


@pytest.mark.parametrize(("number", "text"), [(7, "7"), (999, "999"), (12_345, "12k")])
def test_large_number_is_cut_to_fit_its_circle(number, text):
    assert compact(number) == text
