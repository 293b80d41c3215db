"""Cities found by any of their names, and by who works there."""

import pytest

from cities.models import Affiliation, City
from tests.factories import CityFactory


def found(text):
    return [city.slug for city in City.objects.called(text)]


@pytest.fixture
def munich(db):
    return CityFactory(
        name="Munich",
        slug="munich-de",
        country="DE",
        population=1_500_000,
        alternate_names="München\nMonaco di Baviera",
    )


@pytest.mark.parametrize("text", ["munich", "MUNICH", "  Munich ", "mun", "münchen", "munchen", "baviera", "monaco di"])
def test_place_is_found_by_any_name_or_beginning_of_a_word(munich, text):
    assert found(text) == ["munich-de"]


@pytest.mark.parametrize("text", ["unich", "munich bavaria", "hen", "|", "%", "_unich", "", "  ", "-"])
def test_place_is_not_found_by_the_middle_of_a_word_or_by_signs(munich, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["saint denis", "saint-denis", "Saint Denis", "denis"])
def test_hyphens_do_not_matter(db, text):
    CityFactory(name="Saint-Denis", slug="saint-denis-fr")

    assert found(text) == ["saint-denis-fr"]


@pytest.mark.parametrize("text", ["st. petersburg", "st petersburg", "st.petersburg"])
@pytest.mark.parametrize("name", ["St. Petersburg", "St Petersburg"])
def test_points_do_not_matter(db, name, text):
    CityFactory(name=name, slug="st-petersburg-us", country="US")

    assert found(text) == ["st-petersburg-us"]


@pytest.mark.parametrize("text", ["xi'an", "xi’an", "xi an"])
def test_kind_of_apostrophe_does_not_matter(db, text):
    CityFactory(name="Xi'an", slug="xi-an-cn", country="CN")

    assert found(text) == ["xi-an-cn"]


def test_whole_names_come_first_then_names_that_begin_so_then_the_larger(db):
    CityFactory(name="Newport", slug="within-gb", population=9_000, alternate_names="Great York Port")
    CityFactory(name="Yorktown", slug="begins-us", population=1_000)
    CityFactory(name="York", slug="small-whole-gb", population=2_000)
    CityFactory(name="Eboracum", slug="large-whole-gb", population=3_000, alternate_names="York")
    CityFactory(name="York", slug="unknown-whole-us")

    assert found("york") == ["large-whole-gb", "small-whole-gb", "unknown-whole-us", "begins-us", "within-gb"]


def test_confirmed_leaves_out_proposed_places(munich):
    CityFactory(name="Munich", slug="munich-us", country="US", state="proposed")

    assert list(City.objects.confirmed()) == [munich]


@pytest.mark.parametrize(
    ("person", "of"),
    [
        ("author", ["bilbao-es"]),
        ("colleague", ["bilbao-es"]),
        ("former", []),
        ("stranger", ["lima-pe"]),
        ("editor", []),
    ],
)
def test_people_have_the_cities_they_work_for(cast, person, of):
    user = getattr(cast, person)

    assert [city.slug for city in City.objects.of(user)] == of


@pytest.mark.parametrize(
    ("person", "slugs"),
    [
        ("platform_admin", {"bilbao-es", "lima-pe"}),
        ("editor", {"bilbao-es", "lima-pe"}),
        ("rival_editor", {"bilbao-es"}),
        ("author", set()),
    ],
)
def test_editors_manage_the_cities_of_their_networks_and_the_host_all(cast, person, slugs):
    assert {city.slug for city in City.objects.managed_by(getattr(cast, person))} == slugs


def test_editor_confirms_everybody_but_themselves(cast):
    managed = Affiliation.objects.managed_by(cast.dual)

    assert {each.user for each in managed} == {cast.author, cast.lead, cast.colleague, cast.former, cast.stranger}


def test_lead_confirms_colleagues_of_the_own_city_only(cast):
    led = Affiliation.objects.led_by(cast.lead)

    assert {each.user for each in led} == {cast.author, cast.colleague, cast.dual, cast.former}


@pytest.mark.parametrize("person", ["author", "stranger", "editor"])
def test_nobody_else_leads(cast, person):
    assert list(Affiliation.objects.led_by(getattr(cast, person))) == []
