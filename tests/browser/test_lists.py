"""Lists in a browser: with script a choice renews the list in place, without it links and forms do the same."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import CityFactory, InitiativeFactory, TermFactory


@pytest.fixture
def catalogue(transactional_db):
    health = TermFactory(scheme="theme", code="health", label_en="Health and care")
    food = TermFactory(scheme="theme", code="food", label_en="Food")
    topics = [TermFactory(code="care", parent=health), TermFactory(code="markets", parent=food)]
    for number in range(24):
        InitiativeFactory(
            title=f"Practice {number}", topics=[topics[number % 2]], city=CityFactory(country=("PE", "KE")[number % 2])
        )


def count(page):
    return " ".join(page.locator("#result-count").inner_text().split())


def test_box_renews_list_counts_and_address_and_keeps_the_focus(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/")
    page.evaluate("window.sameDocument = true")
    live = page.locator("#result-count").element_handle()

    page.locator("#theme-food").focus()
    page.keyboard.press("Space")

    expect(page).to_have_url(re.compile(r"/initiatives/\?theme=food$"))
    expect(page.locator("#result-count")).to_contain_text("12 initiatives")
    expect(page.locator("#theme-food")).to_be_focused()
    expect(page.locator(".chip")).to_have_text(re.compile("Topic: Food"))
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("node => node.isConnected", live) is True  # one live region, never replaced
    assert page.locator("#language-menu a[lang=de]").get_attribute("href") == "/de/initiatives/?theme=food"


def test_chip_pager_and_order_renew_the_list_and_the_way_back_leads_back(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/?country=PE&country=KE")
    page.evaluate("window.sameDocument = true")

    page.locator(".chip").first.click()
    expect(page).to_have_url(re.compile(r"\?country=KE$"))
    expect(page.locator("#result-count")).to_be_focused()
    page.locator("#sort").focus()
    page.locator("#sort").select_option("city")
    expect(page).to_have_url(re.compile(r"sort=city"))
    expect(page.locator("#sort")).to_be_focused()
    page.goto(f"{live_server.url}/initiatives/")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    expect(page.locator(".rec")).to_have_count(4)
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    expect(page).to_have_url(re.compile(r"/initiatives/$"))
    expect(page.locator(".rec")).to_have_count(20)


def test_search_renews_the_list_without_empty_parameters(window, live_server, catalogue):
    page = window().page
    page.goto(f"{live_server.url}/initiatives/")

    page.get_by_label("Search initiatives").fill("practice 17")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"\?q=practice\+17$|\?q=practice%2017$"))
    expect(page.locator(".rec h2").first).to_have_text("Practice 17")


def test_list_that_cannot_be_loaded_says_so_and_stays(window, live_server, catalogue):
    opened = window()
    page = opened.page
    page.goto(f"{live_server.url}/initiatives/")
    page.route("**/initiatives/?*", lambda route: route.abort())

    page.locator("#theme-food").check()

    expect(page.locator("[role=alert]")).to_have_text("Could not load. Try again.")
    expect(page.locator(".rec")).to_have_count(20)
    opened.complaints.clear()


def test_everything_works_without_script(browser, live_server, catalogue):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/initiatives/")

    page.locator("#theme-food").check()
    page.get_by_role("button", name="Apply filters").click()
    assert count(page).startswith("12 initiatives")
    page.locator(".chip").click()
    assert count(page).startswith("24 initiatives")
    page.get_by_role("link", name="Next").click()
    assert page.locator(".rec").count() == 4
    context.close()
