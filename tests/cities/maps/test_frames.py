import re

import pytest
from django.utils import translation

from cities.maps.extents import extents
from cities.maps.frames import EDGE, Frame, dark, named


def test_part_of_an_extent_keeps_the_point_in_its_middle_unless_the_edge_is_near():
    extent = extents()["europe"]

    frames = [Frame.around(extent, point, 200, 100) for point in ((286, 274), (5, 540))]

    assert [(frame.left, frame.top) for frame in frames] == [(186, 224), (0, 448)]


def test_city_lies_on_the_page_where_its_coast_lies():
    frame = Frame.around(extents()["es"], (200, 200), 300, 200, zoom=1.5)
    x, y = frame.extent.place(2.17, 41.38)

    assert frame.place(2.17, 41.38) == (EDGE + (x - frame.left) * 1.5, EDGE + (y - frame.top) * 1.5)
    assert frame.degrees(*frame.place(2.17, 41.38)) == pytest.approx((2.17, 41.38))


@pytest.mark.parametrize("code", ["world", "europe", "oceania", "pe"])
def test_bars_of_the_frame_end_where_the_degrees_say(code):
    frame = Frame.whole(extents()[code])

    for number, at in frame.sides["bottom"]:
        longitude, _latitude = frame.degrees(at, frame.outer[1] - EDGE)
        assert longitude == pytest.approx(number * frame.extent.step, abs=0.05 * frame.extent.step)
    for number, at in frame.sides["left"]:
        assert frame.degrees(EDGE, at)[1] == pytest.approx(-number * frame.extent.step, abs=0.05 * frame.extent.step)


def test_dark_bars_lie_between_odd_and_even_multiples_and_reach_the_corners():
    assert dark([(2, 30), (3, 70), (4, 90)], 120) == [(0, 30), (70, 90)]
    assert dark([(1, 30), (2, 70)], 120) == [(30, 70)]
    assert dark([], 120) == []


def test_bars_stay_on_the_edge_of_the_map():
    frame = Frame.whole(extents()["asia"])
    width, height = frame.outer

    starts = [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", frame.bars)]

    assert [each for each in starts if not (each[0] in (0, width - EDGE) or each[1] in (0, height - EDGE))] == []


@pytest.mark.parametrize(
    ("degrees", "letters", "words"),
    [(10, "EW", "10°E"), (-72, "EW", "72°W"), (190, "EW", "170°W"), (0, "NS", "0°"), (-12.5, "NS", "12.5°S")],
)
def test_degrees_are_written_with_their_half_of_the_world(degrees, letters, words):
    assert named(degrees, letters) == words


def test_west_is_oeste_in_spanish():
    with translation.override("es"):
        assert named(-72, "EW") == "72°O"
