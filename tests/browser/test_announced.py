"""What is said without being asked for: the count after a change, once; and what opened closes again by Escape."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import prove
from tests.factories import CityFactory, InitiativeFactory, TermFactory

# Each renewal changes the region in one go; a screen reader says it once.
LISTEN = """window.said = [];
new MutationObserver(() => said.push(document.getElementById("result-count").innerText.trim())).observe(
    document.getElementById("result-count"), {childList: true, characterData: true, subtree: true})"""
LIVE = """[...document.querySelectorAll("main [role=status], main [aria-live]")].map(each => each.id)"""


@pytest.fixture
def lists(window, transactional_db):
    topic = TermFactory(code="care", parent=TermFactory(scheme="theme", code="health"))
    for number in range(3):
        InitiativeFactory(title=f"Practice {number}", topics=[topic] if number else [], city=CityFactory())
    opened = window()
    opened.open("/initiatives/")
    opened.page.evaluate(LISTEN)
    return opened.page


def test_count_is_said_once_for_each_change_and_not_for_each_key(lists):
    there_before = lists.evaluate(LIVE)

    lists.locator("#theme-health").check()
    expect(lists.locator("#result-count")).to_contain_text("2 initiatives")
    lists.get_by_label("Search initiatives").press_sequentially("practice 2", delay=20)
    lists.wait_for_timeout(300)
    while_typing = lists.evaluate("said.length")
    lists.keyboard.press("Enter")
    expect(lists.locator("#result-count")).to_contain_text("1 initiative")
    lists.wait_for_timeout(300)

    said = lists.evaluate("said")
    violations = (there_before != ["result-count"]) + (while_typing != 1) + (len(said) != 2)
    prove(f"announcements: {len(said)} for 2 changes and 10 keys: {violations} violations")
    assert (there_before, while_typing, len(said)) == (["result-count"], 1, 2)


@pytest.mark.parametrize(("width", "menu"), [(1280, "#language-menu"), (320, ".menu")])
def test_menu_closes_by_escape_and_when_the_focus_leaves_it(window, transactional_db, width, menu):
    page = window().page
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(window().base + "/about/data/")
    summary = page.locator(f"{menu} > summary")
    opened = []

    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    opened.append(
        (page.locator(menu).get_attribute("open"), summary.evaluate("each => each === document.activeElement"))
    )
    page.keyboard.press("Escape")
    opened.append(
        (page.locator(menu).get_attribute("open"), summary.evaluate("each => each === document.activeElement"))
    )
    page.keyboard.press("Enter")
    page.locator("main a").first.focus()
    opened.append(
        (page.locator(menu).get_attribute("open"), summary.evaluate("each => each === document.activeElement"))
    )

    assert opened == [("", False), (None, True), (None, False)]
