"""The city chooser in a real browser: keyboard, mouse, what a reader hears, and the same form without script."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import CityFactory, UserFactory

STATUS = ".city-chooser .status"
OPTIONS = ".city-chooser [role=option]"


@pytest.fixture
def places(transactional_db):
    CityFactory(name="Paris", slug="paris-fr", population=2_138_551)
    CityFactory(name="Paris", slug="paris-us", country="US", admin_area="Texas", population=24_782)
    CityFactory(name="Łódź", slug="lodz-pl", country="PL", alternate_names="Lodz")


def signed_in(page, base):
    """The cookie of a new person's session, in this browser."""
    client = Client()
    client.force_login(UserFactory())
    page.context.add_cookies(
        [{"name": name, "value": each.value, "url": base} for name, each in client.cookies.items()]
    )


@pytest.fixture
def claim(window, places):
    """The page on which people name their city, open."""
    opened = window()
    signed_in(opened.page, opened.base)
    opened.open(reverse("affiliation-claim"))
    return opened.page


def typed(page, text):
    page.locator("#id_city").press_sequentially(text)
    page.locator(OPTIONS).first.wait_for()


def chosen(page):
    values = [page.locator(f"[name={name}]").input_value() for name in ("city", "city_slug")]
    return (*values, page.locator(".city-chooser .chosen").inner_text())


def test_places_are_offered_and_counted_while_typing(claim):
    typed(claim, "par")

    assert claim.locator(OPTIONS).all_inner_texts() == [
        "Paris\nFrance, 2,138,551 inhabitants",
        "Paris\nTexas, United States, 24,782 inhabitants",
    ]
    assert claim.locator(STATUS).text_content() == "2 places to choose from"
    assert claim.locator("#id_city").get_attribute("aria-expanded") == "true"


def test_arrows_walk_through_the_places_and_enter_chooses_without_sending(claim):
    typed(claim, "paris")
    active = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        claim.keyboard.press(key)
        active.append(claim.locator("#id_city").get_attribute("aria-activedescendant"))
    claim.keyboard.press("Enter")

    assert active == ["id_city-options-0", "id_city-options-1", None, "id_city-options-1"]
    assert chosen(claim) == ("Paris", "paris-us", "Texas, United States, 24,782 inhabitants")
    assert claim.locator(STATUS).text_content() == "Chosen: Paris, Texas, United States, 24,782 inhabitants"


def test_escape_closes_the_list_and_keeps_what_was_typed(claim):
    typed(claim, "paris")
    claim.keyboard.press("Escape")

    assert claim.locator("[role=listbox]").is_hidden()
    assert (claim.locator("#id_city").input_value(), claim.locator("[name=city_slug]").input_value()) == ("paris", "")


def test_mouse_chooses(claim):
    typed(claim, "lodz")
    claim.locator(OPTIONS).first.click()

    assert chosen(claim) == ("Łódź", "lodz-pl", "Poland")


def test_typing_on_forgets_the_choice(claim):
    typed(claim, "lodz")
    claim.locator(OPTIONS).first.click()
    claim.locator("#id_city").press("x")

    assert claim.locator("[name=city_slug]").input_value() == ""
    assert claim.locator(".city-chooser .chosen").is_hidden()


def test_reader_hears_that_nothing_was_found(claim):
    claim.locator("#id_city").press_sequentially("atlantis")
    claim.locator(STATUS, has_text="No place found").wait_for(state="attached")

    assert claim.locator("[role=listbox]").is_hidden()


def test_reader_hears_that_the_list_is_out_of_reach(claim):
    claim.route("**/suggestions.json*", lambda route: route.abort())
    claim.locator("#id_city").press_sequentially("paris")

    claim.locator(STATUS, has_text="The list could not be loaded.").wait_for(state="attached")
    assert claim.locator("#id_city").input_value() == "paris"


def test_form_without_script_asks_which_namesake_is_meant(browser, live_server, places):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    signed_in(page, live_server.url)
    page.goto(live_server.url + reverse("affiliation-claim"))
    page.locator("[name=city]").fill("paris")
    page.locator("[name=role_title]").fill("Officer")
    page.get_by_role("button", name="I work there").click()
    page.get_by_label("Paris, Texas, United States").check()
    before = page.locator("[name=city]").input_value()
    page.get_by_role("button", name="I work there").click()

    assert before == "paris"
    assert page.url == live_server.url + reverse("account")
    context.close()
