import random
from itertools import combinations
from math import hypot

import pytest

from cities.maps.extents import extents
from cities.maps.frames import Frame
from cities.maps.spots import FURTHEST, IN_REGION, MOST, ON_WORLD, TOUCHING, Place, Spot, apart, around, spots_of

EUROPE, WORLD = Frame.whole(extents()["europe"]), Frame.whole(extents()["world"])


def place(number, longitude, latitude):
    return Place(number, f"city-{number}-fr", f"City {number}", "FR", longitude, latitude)


def many(number, seed=1, box=(-10, 36, 30, 60)):
    lots = random.Random(seed)  # noqa: S311 -- draws by lot, the same each time
    points = [(lots.uniform(box[0], box[2]), lots.uniform(box[1], box[3])) for _each in range(number)]
    counted = [(place(at, *point), lots.choice((1, 1, 1, 2, 3, 9))) for at, point in enumerate(points)]
    return sorted(counted, key=lambda pair: -pair[1])


@pytest.mark.parametrize(
    ("rule", "numbers", "radii"),
    [
        (ON_WORLD, (1, 4, 100), [3.2, 4.7, 23.5]),
        (IN_REGION, (1, 4), [10, 20]),
        (IN_REGION, (1, 4, 16), [9, 16, 32]),  # by the same factor smaller, none below its least
    ],
)
def test_area_of_a_circle_is_its_number(rule, numbers, radii):
    assert [round(rule.radius(number, max(numbers)), 1) for number in numbers] == radii


def test_every_city_inside_the_frame_is_in_one_circle_and_no_other_is():
    counted = many(600, box=(-30, 20, 60, 75))
    shown = [each for each, _number in counted if EUROPE.shows(*EUROPE.place(each.longitude, each.latitude))]

    members = [each.pk for spot in spots_of(EUROPE, counted, IN_REGION) for each, _number in spot.members]

    assert sorted(members) == sorted(each.pk for each in shown)
    assert 0 < len(members) < 600


def test_cities_have_a_circle_each_until_there_are_too_many():
    few, lots = spots_of(EUROPE, many(MOST), IN_REGION), spots_of(EUROPE, many(MOST + 1), IN_REGION)

    assert [len(each.members) for each in few] == [1] * MOST
    assert (len(lots) <= MOST, sum(len(each.members) for each in lots)) == (True, MOST + 1)


def test_circles_come_largest_first_and_say_what_they_stand_for():
    spots = spots_of(WORLD, many(2000), ON_WORLD)

    numbers = [spot.number for spot in spots]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == sum(number for _place, number in many(2000))


@pytest.mark.parametrize("seed", range(5))
def test_circle_overlaps_another_only_where_no_place_within_fourteen_pixels_is_free(seed):
    lots = random.Random(seed)  # noqa: S311
    made = [(lots.uniform(50, 350), lots.uniform(50, 350), 4 + 400 / (at + 20)) for at in range(80)]
    truth = [Spot([], *each) for each in made]
    moved = apart([Spot([], *each) for each in made])

    for at, (spot, was) in enumerate(zip(moved, truth, strict=True)):
        assert hypot(spot.x - was.x, spot.y - was.y) <= FURTHEST + 1e-6
        hidden_here = hidden(spot.x, spot.y, spot.radius, moved[:at])
        if hidden_here:
            assert min(hidden(x, y, spot.radius, moved[:at]) for x, y in around(was)) == pytest.approx(hidden_here)


def hidden(x, y, radius, others):
    overlaps = (radius + each.radius - hypot(x - each.x, y - each.y) - TOUCHING for each in others)
    return sum(each for each in overlaps if each > 0)


def test_circles_with_room_do_not_overlap():
    spots = apart([Spot([], 100 + 3 * at, 100, 6) for at in range(4)])

    overlaps = [a.radius + b.radius - hypot(a.x - b.x, a.y - b.y) for a, b in combinations(spots, 2)]
    assert max(overlaps) <= TOUCHING
