"""The choice of colours in a real browser: none without script, kept from page to page, no cookie."""

PAPER = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(20, 22, 26)", "rgb(251, 251, 248)"


def test_chosen_theme_is_kept_in_the_browser_and_holds_on_the_next_page(window, transactional_db):
    opened = window()
    opened.open("/about/data/")
    assert opened.page.get_by_label("As the system").is_checked()

    opened.page.get_by_label("Dark").check()
    assert opened.page.evaluate(PAPER) == DARK
    opened.open("/cities/")

    assert opened.page.evaluate(PAPER) == DARK
    assert opened.page.locator("meta[media=all]").get_attribute("content") == "#14161a"
    assert opened.page.context.cookies() == []
    opened.page.emulate_media(color_scheme="dark")
    opened.page.get_by_label("Light").check()
    assert opened.page.evaluate(PAPER) == LIGHT


def test_without_script_the_system_decides_and_no_control_is_shown(browser, live_server):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{live_server.url}/about/data/")

    assert page.locator(".themes").is_visible() is False
    context.close()
