"""Names and regions of countries."""

import pytest
from django.utils import translation

from cities import countries


def test_every_country_has_a_name_in_four_languages_and_a_region():
    incomplete = [
        code
        for code, row in countries.COUNTRIES.items()
        if set(row["names"]) != {"en", "es", "fr", "de"} or row["region"] not in countries.TABLE["regions"]
    ]
    assert incomplete == []


def test_regions_are_the_six_of_the_catalogue():
    assert [slug for slug, _ in countries.region_choices()] == [
        "africa",
        "asia",
        "europe",
        "latin-america-caribbean",
        "northern-america",
        "oceania",
    ]


@pytest.mark.parametrize(
    ("country", "region", "sub_region"),
    [
        ("KE", "africa", "Eastern Africa"),
        ("TR", "asia", "Western Asia"),
        ("CY", "asia", "Western Asia"),
        ("ES", "europe", "Southern Europe"),
        ("MX", "latin-america-caribbean", "Central America"),
        ("US", "northern-america", "Northern America"),
        ("NZ", "oceania", "Australasia"),
        ("??", "", ""),
    ],
)
def test_region_follows_the_united_nations(country, region, sub_region):
    assert (countries.region_of(country), countries.sub_region_name(country)) == (region, sub_region)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Germany"), ("es", "Alemania"), ("fr", "Allemagne"), ("de", "Deutschland")]
)
def test_name_follows_the_reader(language, name):
    with translation.override(language):
        assert countries.country_name("DE") == name
        assert str(dict(countries.country_choices())["DE"]) == name


def test_unknown_country_shows_its_code():
    assert countries.country_name("XX") == "XX"


def test_labels_of_choices_follow_a_later_change_of_language():
    label = dict(countries.region_choices())["africa"]

    with translation.override("fr"):
        assert str(label) == "Afrique"
    with translation.override("en"):
        assert str(label) == "Africa"


def test_official_languages_are_those_in_law_and_in_fact():
    known = {code: countries.languages_of(code) for code in ("PE", "US", "TW", "XX")}

    assert known == {"PE": ["es", "qu"], "US": ["en"], "TW": ["zh", "nan", "hak"], "XX": []}
