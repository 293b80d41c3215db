import pytest

from cities.maps.locator import IN_RAIL, locator_of
from cities.maps.spots import Place

LIMA = Place(1, "lima-pe", "Lima", "PE", -77.03, -12.04)


def test_city_is_shown_on_the_map_of_its_country_with_places_around():
    locator = locator_of(LIMA)

    assert (locator.frame.extent.code, locator.label.text) == ("pe", "Lima")
    assert "Lima" not in [label.text for _x, _y, label in locator.towns]
    assert (float(locator.x), float(locator.y)) == pytest.approx(locator.frame.place(-77.03, -12.04), abs=0.06)


@pytest.mark.parametrize("size", [IN_RAIL, (652, 280, 1)])
def test_dot_lies_inside_the_frame_wherever_the_city_is(size):
    for place in (
        LIMA,
        Place(2, "iquitos-pe", "Iquitos", "PE", -73.25, -3.75),
        Place(3, "ta-pe", "Tacna", "PE", -70.25, -18),
    ):
        locator = locator_of(place, size)
        assert locator.frame.shows(float(locator.x), float(locator.y))


def test_city_far_from_the_rest_of_its_country_is_shown_on_a_larger_map():
    assert locator_of(Place(4, "honolulu-us", "Honolulu", "US", -157.86, 21.31)).frame.extent.code == "world"


@pytest.mark.parametrize("place", [Place(5, "lost-pe", "Lost", "PE"), Place(6, "lost-xx", "Lost", "XX", 1.0, 1.0)])
def test_place_without_position_or_country_has_no_map(place):
    assert locator_of(place) is None
