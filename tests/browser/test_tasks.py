"""The six things people come for, done by keyboard alone, and once more without any script."""

import re

import pytest
from playwright.sync_api import expect

from showcase import workflow
from showcase.models import Initiative, Submission
from tests.accounts.ways_in import PASSWORD, with_password
from tests.browser.hands import Keyboard, Mouse
from tests.browser.looking import prove
from tests.factories import InitiativeFactory
from tests.proofs import IS_PROOF


@pytest.fixture
def texts(cast, draft, vocabulary):
    """One public page, a text at the desk, and words for a new one; the editor and the author have passwords."""
    topic = vocabulary["topic"]
    for number in range(3):
        InitiativeFactory(
            title=f"Calls {number}", summary="About calls", city=cast.city, topics=[topic], main_topic=topic
        )
    with_password(cast.author)
    return draft


def find(hands, cast):
    hands.go("/")
    hands.write("main input[name=q]", "calls 1")
    hands.send("main form[role=search] button")
    hands.follow(".rec a")
    assert hands.heading() == "Calls 1"


def narrow(hands, cast):
    """Beside the list, or on a narrow screen on the page of filters."""
    hands.go("/initiatives/")
    if hands.is_narrow:
        hands.follow("#filters-link")
    hands.tick("input[name=theme]")
    if hands.is_narrow:
        hands.send(".filter-bar button")
    elif hands.has_script:
        expect(hands.page).to_have_url(re.compile("theme="))
    else:
        hands.send(".filters button")
    expect(hands.page.locator("#result-count")).to_contain_text("3 initiatives")
    hands.follow(".chip")
    expect(hands.page).not_to_have_url(re.compile("theme="))


def read(hands, cast):
    """From the list to the end of an article."""
    hands.go("/initiatives/")
    hands.follow(".rec a")
    hands.follow(".footer a[href*=accessibility]")
    assert hands.heading() == "Accessibility statement"


def sign_in(hands, cast):
    hands.go("/account/login/")
    hands.write("[name=login]", cast.author.email)
    hands.write("[name=password]", PASSWORD)
    hands.send("main form:has([name=password]) button[type=submit]")
    assert hands.heading() == "My city"


def submit(hands, cast):
    hands.sign_in(cast.author)
    hands.go("/share/new/")
    hands.send("main form .button.primary")
    fields = {
        **{"title": "Calls by keyboard", "summary": "Weekly calls", "lead_organisation": "City of Bilbao"},
        **{"main_topic": 1, "target_groups": True, "phase": 1, "kind": 1, "start": "2020-03", "status": 1},
        **{"challenge": "Solitude", "solution": "Calls", "results-0-figure": "120", "results-0-counts": "people"},
        **{"results-0-source": "https://bilbao.example/calls", "results-0-year": "2020"},
        **{"contact_role": "Officer", "consent": True},
    }
    for name in hands.page.evaluate(
        "() => [...new Set([...document.querySelectorAll('main form [name]')].map(each => each.name))]"
    ):
        value, control = fields.get(name), f"main form [name='{name}']"
        if value is True:
            hands.tick(control)
        elif isinstance(value, int):
            hands.choose(control, value)
        elif value:
            hands.write(control, value)
    hands.send("[name=send]")
    assert Submission.objects.get(title="Calls by keyboard").state == "submitted"


def decide(hands, cast):
    text = Submission.objects.get(title="Calls against solitude")
    workflow.perform("submit", text, by=cast.author, seen=text.saves)
    hands.sign_in(cast.editor)
    hands.go(f"/admin/showcase/submission/{text.pk}/review/")
    hands.pick("form.decision [name=step]", "publish")
    hands.write("form.decision [name=note]", "Thank you.")
    hands.send("form.decision button[type=submit]")
    assert Initiative.objects.filter(title="Calls against solitude").exists()


TASKS = (find, narrow, read, sign_in, submit, decide)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320] if IS_PROOF else [1280])
def test_six_tasks_are_done_by_keyboard_alone(window, cast, texts, live_server, width):
    hands = Keyboard(window(), width)

    for task in TASKS:
        task(hands, cast)

    prove(f"keyboard at {width}: {len(TASKS)} tasks, {hands.stops} stops: {len(hands.faults)} violations", hands.faults)
    assert hands.faults == []


@pytest.mark.django_db(transaction=True)
def test_six_tasks_are_done_without_script(browser, cast, texts, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}, locale="en-GB")
    hands = Mouse(context.new_page(), live_server.url)

    for task in TASKS:
        task(hands, cast)

    context.close()
    prove(f"without script: {len(TASKS)} tasks: 0 violations")
