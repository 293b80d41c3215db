"""Against values computed by hand or printed in the literature, and against what "equal area" means."""

from math import cos, pi, radians, sqrt

import pytest

from cities.maps.extents import extents
from cities.maps.projections import Albers, EqualEarth

SMALL = 0.001  # degrees
PLACES = [(11, 0), (-77.03, -12.04), (2.17, 41.38), (151.2, -33.87), (-135, 60.7)]


def test_equal_earth_puts_the_ends_of_the_world_where_its_authors_do():
    world = EqualEarth(centre=0)

    ends = [*world.forward(180, 0), *world.forward(0, 90)]

    assert [round(each, 6) for each in ends] == [round(2 * sqrt(3) * pi / 3 / 1.340264, 6), 0, 0, -1.317363]


def test_albers_agrees_with_the_example_that_snyder_printed():
    """Map Projections, a Working Manual, page 291: from the origin at 23° N, 96° W to 35° N, 75° W."""
    conic = Albers(centre=-96, south=29.5, north=45.5)
    origin, found = conic.forward(-96, 23), conic.forward(-75, 35)

    assert (round(conic.n, 7), round(found[0], 7), round(origin[1] - found[1], 7)) == (0.6028370, 0.2952720, 0.2416774)


@pytest.mark.parametrize(
    "projection",
    [EqualEarth(centre=11), Albers(centre=10, south=40, north=60), Albers(centre=-60, south=-40, north=-10)],
)
@pytest.mark.parametrize(("longitude", "latitude"), PLACES)
def test_areas_are_true_everywhere(projection, longitude, latitude):
    x, y = projection.forward(longitude, latitude)
    (right, over), (up, top) = (
        projection.forward(longitude + SMALL, latitude),
        projection.forward(longitude, latitude + SMALL),
    )

    area = abs((right - x) * (top - y) - (up - x) * (over - y)) / radians(SMALL) ** 2

    assert area == pytest.approx(cos(radians(latitude)), rel=1e-3)


@pytest.mark.parametrize("code", ["world", "africa", "oceania", "northern-europe", "pe", "fj"])
def test_place_on_the_page_leads_back_to_its_degrees(code):
    extent = extents()[code]
    west, south, east, north = extent.bounds

    for longitude, latitude in ((west + 1, south + 1), ((west + east) / 2, (south + north) / 2), (east - 1, north - 1)):
        back = extent.projection.inverse(*extent.projection.forward(longitude, max(-80, min(80, latitude))))
        assert back == pytest.approx((longitude, max(-80, min(80, latitude))), abs=1e-6)
