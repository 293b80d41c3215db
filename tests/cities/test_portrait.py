import re
from collections import Counter

import pytest

from cities.portrait import grouped, themes_of, years_of
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db


def public():
    return Initiative.objects.public()


def test_themes_count_each_initiative_once_and_the_longest_bar_is_full():
    food, health = (TermFactory(scheme="theme", code=code) for code in ("food", "health"))
    markets, meals, care = (TermFactory(parent=theme) for theme in (food, food, health))
    old = TermFactory(merged_into=care)
    InitiativeFactory(topics=[markets, meals])
    InitiativeFactory(topics=[markets, care])
    InitiativeFactory(topics=[meals, old])
    InitiativeFactory(topics=[markets, TermFactory()])

    assert [(bar.term.code, bar.count, bar.share) for bar in themes_of(public())] == [
        ("food", 4, 100),
        ("health", 2, 50),
    ]


def test_years_stand_without_gaps_however_exactly_they_are_known():
    for start in ("2017", "2020-03", "2020-03-27", ""):
        InitiativeFactory(start=start)

    columns = years_of(public())

    assert [(each.label, each.count, each.height) for each in columns] == [
        ("2017", 1, 50),
        ("2018", 0, 0),
        ("2019", 0, 0),
        ("2020", 2, 100),
    ]


def test_one_year_is_no_histogram():
    InitiativeFactory.create_batch(2, start="2020")

    assert years_of(public()) == []


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ({2011: 1, 2020: 1}, [str(year) for year in range(2011, 2021)]),
        ({2011: 1, 2021: 1}, ["2010–11", "2012–13", "2014–15", "2016–17", "2018–19", "2020–21"]),
        ({1988: 1, 2021: 1}, ["1985–89", "1990–94", "1995–99", "2000–04", "2005–09", "2010–14", "2015–19", "2020–24"]),
        ({1800: 1, 2100: 1}, ["1800–49", "1850–99", "1900–49", "1950–99", "2000–49", "2050–99", "2100–49"]),
    ],
)
def test_many_years_share_their_columns(years, labels):
    found = grouped(Counter(years))

    assert ([label for label, _count in found], sum(count for _label, count in found)) == (labels, 2)


def test_city_page_draws_both_with_their_numbers(client):
    city = CityFactory(slug="lima-pe")
    theme = TermFactory(scheme="theme", code="food", label_en="Food", symbol="bowl")
    topic = TermFactory(parent=theme)
    for start in ("2019", "2020"):
        InitiativeFactory(city=city, start=start, topics=[topic], main_topic=topic)

    page = " ".join(client.get(f"/fr{city.get_absolute_url()}").content.decode().split())

    assert re.findall(r'href="([^"]*theme=food)"', page) == ["/fr/initiatives/?city=lima-pe&amp;theme=food"]
    assert re.findall(r"<li>(\d+: \d+)</li>", page) == ["2019: 1", "2020: 1"]
    assert re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', page) == [("2.0", "18.0"), ("162.0", "18.0")]
