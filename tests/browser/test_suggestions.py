"""Suggestions under a search box in a real browser: keyboard, mouse, what a reader hears."""

import pytest
from django.urls import reverse

from tests.factories import CityFactory, InitiativeFactory

OPTIONS = ".searchbar [role=option]"


@pytest.fixture
def box(window, transactional_db):
    """The list of initiatives, open, with words for two suggestions in its box."""
    InitiativeFactory(title="Lima plants trees", slug="trees", city=CityFactory(name="Lima", slug="lima-pe"))
    opened = window()
    opened.open(reverse("initiatives"))
    opened.page.locator("#q").press_sequentially("lim")
    opened.page.locator(OPTIONS).first.wait_for()
    return opened.page


def test_suggestions_are_shown_and_counted_and_escape_leaves_the_words(box):
    shown = box.locator(OPTIONS).all_inner_texts(), box.locator(".searchbar [role=status]").text_content()
    box.keyboard.press("Escape")

    assert shown == (
        ["City\nLima\nFrance, 1 initiative", "Initiative\nLima plants trees\nLima, France"],
        "2 suggestions",
    )
    assert (box.locator(OPTIONS).first.is_hidden(), box.locator("#q").input_value()) == (True, "lim")


def test_arrows_walk_through_the_suggestions_and_enter_goes_there(box):
    active = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        box.keyboard.press(key)
        active.append(box.locator("#q").get_attribute("aria-activedescendant"))
    box.keyboard.press("Enter")
    box.wait_for_url("**/initiatives/trees/")

    assert active == ["q-options-0", "q-options-1", None, "q-options-1"]


def test_mouse_goes_there(box):
    box.locator(OPTIONS).first.click()

    box.wait_for_url("**/initiatives/?city=lima-pe")


def test_enter_without_a_choice_searches_for_the_words(box):
    box.keyboard.press("Enter")

    box.wait_for_url("**/initiatives/?q=lim")
