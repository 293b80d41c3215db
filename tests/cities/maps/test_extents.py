import gzip
import re

import pytest
from django.conf import settings
from django.utils import translation

from cities.maps.extents import chain, extents, ladder, tightest
from cities.maps.spots import Place

MAPS = settings.BASE_DIR / "static" / "maps"
STEP = re.compile(r"(-?\d+)[ ]?(-?\d+)")
BILBAO = Place(1, "bilbao-es", "Bilbao", "ES", -2.93, 43.26)
MADRID = Place(2, "madrid-es", "Madrid", "ES", -3.70, 40.42)
LISBON = Place(3, "lisbon-pt", "Lisbon", "PT", -9.14, 38.73)
ATHENS = Place(4, "athens-gr", "Athens", "GR", 23.73, 37.98)
OSLO = Place(5, "oslo-no", "Oslo", "NO", 10.75, 59.91)
TUNIS = Place(6, "tunis-tn", "Tunis", "TN", 10.17, 36.82)
LIMA = Place(7, "lima-pe", "Lima", "PE", -77.03, -12.04)
SUVA = Place(8, "suva-fj", "Suva", "FJ", 178.44, -18.14)
APIA = Place(9, "apia-ws", "Apia", "WS", -171.76, -13.83)
HONOLULU = Place(10, "honolulu-us", "Honolulu", "US", -157.86, 21.31)
LOST = Place(11, "lost-es", "Lost", "ES")


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ([BILBAO], "es"),
        ([BILBAO, MADRID, LOST], "es"),
        ([BILBAO, LISBON], "southern-europe"),
        ([LISBON, ATHENS], "southern-europe"),
        ([LISBON, OSLO], "europe"),
        ([BILBAO, TUNIS], "southern-europe"),
        ([BILBAO, LIMA], "world"),
        ([SUVA, APIA], "oceania"),
        ([HONOLULU], "world"),  # too far from the rest of its country for the maps of it
        ([LOST], "world"),
        ([], "world"),
    ],
)
def test_tightest_extent_that_holds_all_is_taken(places, code):
    assert tightest(places).code == code


def test_no_extent_of_those_that_some_city_belongs_to_is_tighter():
    places = [BILBAO, LISBON, ATHENS]
    found = tightest(places)

    tighter = [
        extents()[code] for place in places for code in chain(place.country) if extents()[code].scale > found.scale
    ]

    assert [each.code for each in tighter if all(each.holds(p.longitude, p.latitude) for p in places)] == []


def test_ladder_leads_up_and_to_the_smaller_ones_with_most():
    counted = [(LIMA, 9), (BILBAO, 3), (OSLO, 2), (ATHENS, 1), (TUNIS, 1)]

    rows = {code: [each.code for each in ladder(extents()[code], counted)] for code in ("world", "europe", "es")}

    assert rows == {
        "world": ["world", "africa", "europe", "latin-america-caribbean"],
        "europe": ["world", "europe", "northern-europe", "southern-europe"],
        "es": ["world", "europe", "southern-europe", "es"],
    }


def test_names_of_extents_are_in_the_language_of_the_reader():
    with translation.override("fr"):
        names = [extents()[code].label for code in ("world", "europe", "southern-europe", "de")]

    assert names == ["Monde", "Europe", "Europe du Sud", "Allemagne"]


def test_every_extent_has_its_drawing_and_every_drawing_its_extent():
    assert {path.stem for path in MAPS.glob("*.svg")} == set(extents())


def test_drawings_are_small_enough_for_the_pages_that_show_them():
    weights = {code: len(gzip.compress((MAPS / f"{code}.svg").read_bytes(), 6)) for code in extents()}

    over = {code: weight for code, weight in weights.items() if weight > (14_000 if len(code) in (2, 5) else 25_000)}

    assert over == {}


@pytest.mark.parametrize("code", ["world", "oceania", "fj", "ru", "nz"])
def test_no_coast_crosses_the_map_where_the_date_line_was_unwrapped(code):
    """A ring torn there draws a bar from one edge to the other."""
    extent = extents()[code]
    land = re.search(r'id="land"><path d="([^"]*)"', (MAPS / f"{code}.svg").read_text()).group(1)
    inside = []
    for ring in land.split("M")[1:]:
        start, steps = ring.rstrip("z").split("l")
        x, y = map(int, start.split())
        for across, down in STEP.findall(steps):
            before, (x, y) = (x, y), (x + int(across), y + int(down))
            if all(0 < px < 10 * extent.width and 0 < py < 10 * extent.height for px, py in (before, (x, y))):
                inside.append(abs(int(across)))

    assert max(inside) < 10 * extent.width / 4
