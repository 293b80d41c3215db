import re

import pytest

from config.palette import colours, contrast, symbols
from tests.test_design import COMPONENTS

IDENTIFIER = re.compile(r'\bid="([^"]+)"')


@pytest.fixture
def answer(client, settings):
    """Without the django_db mark: a sample that reads the database fails here."""
    settings.DEMO = True
    return client.get("/about/components/")


def test_page_is_there_in_a_demonstration_only(client, answer, settings, db):
    settings.DEMO = False

    assert (answer.status_code, client.get("/about/components/").status_code) == (200, 404)


def test_page_shows_every_component(answer):
    shown = {template.name for template in answer.templates}

    assert {f"components/{path.name}" for path in COMPONENTS} - shown == set()


def test_page_shows_light_and_dark_side_by_side(answer):
    assert re.findall(r'<div class="look" data-theme="(\w+)">', answer.content.decode()) == ["light", "dark"]


def test_no_two_samples_share_an_id(answer):
    found = IDENTIFIER.findall(answer.content.decode())

    assert sorted(found) == sorted(set(found))


def test_every_label_and_every_description_has_its_target(answer):
    html = answer.content.decode()
    wanted = {
        each
        for value in re.findall(r'(?:\bfor|aria-describedby|aria-labelledby)="([^"]+)"', html)
        for each in value.split()
    }

    assert wanted - set(IDENTIFIER.findall(html)) == set()


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.5), ("#fff", "#fff", 1.0)]
)
def test_contrast_is_the_ratio_of_wcag(one, other, ratio):
    assert contrast(one, other) == ratio


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_symbols_stand_out_from_the_page(theme):
    assert [each for each in colours(theme) if each.contrast < 4.5] == []
    assert [each for each in symbols(theme) if each.contrast < 4.5] == []
    assert len(symbols(theme)) == 10
