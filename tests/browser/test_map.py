"""The map in a browser: a city opens beside it without a reload, by keyboard too, and by reload without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import CityFactory, InitiativeFactory


@pytest.fixture
def catalogue(transactional_db):
    for name, longitude, number in (("Lisbon", -9.1, 3), ("Madrid", -3.7, 2), ("Paris", 2.3, 1)):
        city = CityFactory(name=name, slug=name.lower(), country="ES", longitude=longitude, latitude=41)
        InitiativeFactory.create_batch(number, city=city)


def opened(page):
    return page.locator("#place h2").all_inner_texts()


def test_circle_opens_its_city_beside_the_map_and_takes_the_focus_there(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/?view=map&country=ES")
    page.evaluate("window.sameDocument = true")

    page.locator("#map a").nth(1).focus()
    page.wait_for_load_state("networkidle")  # the script comes with the focus
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"\?country=ES&view=map&city=madrid$"))
    expect(page.locator("#place h2")).to_be_focused()
    expect(page.locator("#map a[aria-current]")).to_have_count(1)
    assert (opened(page), page.evaluate("window.sameDocument")) == (["Madrid"], True)
    page.get_by_role("link", name="Paris", exact=True).click()
    expect(page.locator("#place h2")).to_have_text("Paris")
    page.go_back()
    expect(page.locator("#place h2")).to_have_text("Madrid")


def test_keyboard_comes_to_the_circles_in_the_order_of_the_table_and_can_skip_them(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/?view=map")
    page.locator(".extents a").last.focus()
    stops = []
    for _each in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.querySelector('title')?.textContent"))
    assert stops == [
        "Lisbon, Spain: 3 initiatives",
        "Madrid, Spain: 2 initiatives",
        "Paris, Spain: 1 initiative",
    ]
    assert [each.split(",")[0] for each in stops] == page.locator(".cells a").all_inner_texts()

    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Lisbon"


def test_filter_renews_the_map(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/?view=map")

    page.locator("#country-ES").check()

    expect(page).to_have_url(re.compile(r"view=map"))
    expect(page.locator("#map a")).to_have_count(3)
    expect(page.locator(".switch [aria-current]").last).to_be_visible()
    expect(page.locator("#view [aria-current]")).to_have_text("Map")


def test_map_works_without_script(browser, live_server, catalogue):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/initiatives/?view=map")

    page.get_by_role("link", name="Madrid", exact=True).click()

    assert opened(page) == ["Madrid"]
    assert page.locator("#map a").count() == 3
    context.close()
