"""The tool that prepares maps: what it reads, cuts and writes."""

from django.conf import settings

from tools.map_extents import groups, together
from tools.map_shapes import clipped, clipped_lines, path_of, simplified
from tools.topology import Topology, shifts, unwrapped

FRAME = (100, 100)
# Two squares that share an edge, the right one across the date line.
SQUARES = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[178, 0], [0, 2]],
        [[178, 2], [-4, 0], [0, -2], [4, 0]],
        [[178, 2], [-357, 0], [0, -2], [357, 0]],
    ],
    "objects": {
        "land": {"type": "MultiPolygon", "arcs": [[[1, 0]], [[-1, -3]]]},
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "242", "arcs": [[1, 0]]},
                {"type": "Polygon", "id": "554", "arcs": [[-1, -3]]},
            ]
        },
    },
}


def test_ring_across_the_date_line_goes_on_counting():
    assert unwrapped([(178, 0), (-179, 1), (179, 2)]) == [(178, 0), (181, 1), (179, 2)]


def test_countries_are_read_with_the_border_they_share():
    topology = Topology(SQUARES)

    assert set(topology.countries) == {"FJ", "NZ"}
    assert topology.shared == [0]
    assert max(x for x, _y in topology.country("NZ")[0]) - min(x for x, _y in topology.country("NZ")[0]) == 3


def test_shape_is_moved_to_where_the_map_shows_it():
    assert shifts((170, 0, 190, 5), (-200, -10, -150, 10)) == [-360]
    assert shifts((170, 0, 190, 5), (-200, 10, -150, 20)) == []


def test_ring_is_cut_at_the_frame():
    assert sorted(clipped([(50, 50), (150, 50), (150, 80), (50, 80)], FRAME, 0)) == [
        (50, 50),
        (50, 80),
        (100, 50),
        (100, 80),
    ]
    assert clipped([(150, 50), (160, 50), (160, 60)], FRAME, 0) == []


def test_line_that_leaves_the_frame_and_comes_back_becomes_two():
    pieces = clipped_lines([[(50, 50), (150, 50), (150, 60), (50, 60)]], FRAME, 0)

    assert [list(piece) for piece in pieces] == [[(50, 50), (100, 50)], [(100, 60), (50, 60)]]


def test_points_that_say_nothing_are_left_out_and_the_others_kept():
    assert simplified([(0, 0), (5, 0.1), (10, 0), (10, 10)], 0.5) == [(0, 0), (10, 0), (10, 10)]
    assert simplified([(0, 0), (10, 0), (5, 5), (0, 0)], 0.5) == [(0, 0), (10, 0), (5, 5), (0, 0)]


def test_path_is_in_tenths_of_pixels_and_relative():
    assert path_of([[(1, 2), (3.04, 2), (3, 1)]]) == "M10 20l20 0 0-10z"


def test_places_over_the_sea_far_from_the_others_are_a_group_of_their_own():
    mainland, island = [(-100, 40, 5), (-96, 41, 5)], [(-157, 21, 1)]

    assert sorted(map(sorted, groups(mainland + island, []))) == sorted(map(sorted, [mainland, island]))


def test_places_on_both_sides_of_the_date_line_are_put_on_one():
    assert together([(179, 0, 1), (-179, 0, 1)]) == [(179, 0, 1), (181, 0, 1)]


def test_licence_of_the_data_is_beside_the_drawings():
    text = (settings.BASE_DIR / "static" / "maps" / "world-atlas-LICENSE.txt").read_text()

    assert text.startswith("Copyright 2013-2019 Michael Bostock\n")
