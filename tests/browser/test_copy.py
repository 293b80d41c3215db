"""The button that copies a citation, in a real browser; without script there is none and the text is there."""

from tests.factories import InitiativeFactory


def test_button_copies_the_citation_and_says_so(window, transactional_db):
    initiative = InitiativeFactory(title="Calls against solitude")
    opened = window()
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.open(initiative.get_absolute_url())
    shown = opened.page.locator("#citation").inner_text()

    opened.page.get_by_role("button", name="Copy").click()
    opened.page.get_by_text("Copied").wait_for()

    assert opened.page.evaluate("navigator.clipboard.readText()") == " ".join(shown.split())


def test_without_script_there_is_no_button_and_the_citation_stands_there(browser, live_server, transactional_db):
    initiative = InitiativeFactory(title="Calls against solitude")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + initiative.get_absolute_url())

    assert page.locator("[data-copies]").is_visible() is False
    assert "Calls against solitude" in page.locator("#citation").inner_text()
    context.close()
