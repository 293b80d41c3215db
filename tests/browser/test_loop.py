"""The one loop the site exists for, by hand: a town submits, an editor decides, a visitor finds."""

import re
from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail

from catalogue.models import Scheme
from cities.models import City
from outbox.delivery import deliver_due
from outbox.models import Mail
from showcase.models import Submission
from tests.factories import CityFactory, EditorFactory, NetworkFactory, TermFactory, UserFactory

PASSWORD = "a-long-password-42"


@pytest.fixture
def setting(transactional_db):
    """Two networks with editors, the words of the form, and the one city that is in the list."""
    host = NetworkFactory(
        name="World Association of the Major Metropolises", acronym="Metropolis", slug="metropolis", is_host=True
    )
    rival = NetworkFactory(name="C40 Cities", acronym="C40", slug="c40")
    for network, names in ((host, ("ines", "karim")), (rival, ("rita",))):
        for name in names:
            user = UserFactory(email=f"{name}@network.example", name=name.title())
            user.set_password(PASSWORD)
            user.save()
            user.emailaddress_set.create(email=user.email, verified=True, primary=True)
            EditorFactory(user=user, network=network)
            TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
            RecoveryCodes.activate(user)
    theme = TermFactory(scheme=Scheme.THEME, code="equality", label_en="Equality and inclusion")
    terms = {
        Scheme.TOPIC: ("older-people", "Ageing and older people"),
        Scheme.TARGET_GROUP: ("older", "Older persons"),
        Scheme.PHASE: ("response", "Response"),
        Scheme.KIND: ("service", "Public service"),
        Scheme.STATUS: ("ongoing", "Ongoing"),
    }
    for scheme, (code, label) in terms.items():
        TermFactory(scheme=scheme, code=code, label_en=label, parent=theme if scheme == Scheme.TOPIC else None)
    CityFactory(
        name="Bogotá",
        slug="bogota-co",
        country="CO",
        population=7_674_366,
        latitude=4.61,
        longitude=-74.08,
        time_zone="America/Bogota",
    )
    return host


def path_in_mail(address, pattern):
    """The address of a page in the newest mail to this person."""
    text = Mail.objects.filter(address=address).latest("pk").text
    return re.search(rf"http://testserver({pattern}\S*)", text)[1]


def sign_up(window, name):
    email = f"{name.lower()}@town.example"
    window.open("/account/signup/")
    window.fill(name=name, email=email, password1=PASSWORD)
    window.page.locator("main form button[type=submit]").first.click()
    window.page.wait_for_load_state()
    window.open(path_in_mail(email, "/account/confirm-email/"))
    window.press("Yes, confirm it")
    sign_in(window, email)


def sign_in(window, email):
    window.open("/account/login/")
    if "/login/" in window.page.url:
        window.fill(login=email, password=PASSWORD)
        window.press("Sign in")
    if window.heading() == "The second step":
        window.fill(code=spare_code(email))
        window.press("Sign in")
    assert window.open("/account/").status == 200


def spare_code(email):
    return Authenticator.objects.get(user__email=email, type="recovery_codes").wrap().get_unused_codes()[0]


def editor_window(window, name):
    editor = window()
    sign_in(editor, f"{name}@network.example")
    return editor


def claim_bogota(person):
    person.open("/account/cities/claim/")
    box = person.page.get_by_role("combobox")
    box.press_sequentially("bogo")
    person.page.get_by_role("option", name="Bogotá").click()
    person.fill(role_title="Social services officer")
    person.press("I work there")
    assert "Bogotá" in person.text()


def propose_town(person):
    person.open("/account/cities/propose/")
    person.fill(name="Guatavita", latitude="4.93", longitude="-73.83", role_title="Mayor's office")
    person.choose(country="Colombia")
    person.press("Propose it and start")


def test_town_submits_an_editor_decides_and_a_visitor_finds(window, setting):
    first, second = window(), window()
    sign_up(first, "Camila")
    claim_bogota(first)
    sign_up(second, "Mateo")
    propose_town(second)
    town = City.objects.get(name="Guatavita")
    assert (town.state, town.time_zone) == ("proposed", "America/Bogota")

    # A draft at once, with gaps.
    second.open("/share/new/")
    second.press("Begin")
    draft = Submission.objects.get()
    edit = f"/share/{draft.uuid}/edit/"
    second.fill(title="Calls against solitude", summary="The town calls everybody who lives alone.")
    second.press("Save the draft")
    assert second.page.locator("[name=title]").input_value() == "Calls against solitude"
    assert second.page.get_by_role("button", name="Send", exact=True).count() == 0

    # The host's editor confirms the place and both people.
    ines = editor_window(window, "ines")
    confirm_at_the_desk(ines)
    assert City.objects.get(pk=town.pk).is_confirmed

    # Refused with a link to each gap, completed, sent.
    second.open(edit)
    second.press("Send")
    assert second.page.locator(".error-summary a").count() > 5
    assert second.page.title().startswith("Error:")
    for link in second.page.locator(".error-summary a").all():
        assert second.page.locator(link.get_attribute("href")).count() == 1
    complete(second)
    second.press("Send")
    assert second.heading() == "Sent to Metropolis"

    # Nobody else sees it.
    rita = editor_window(window, "rita")
    review = f"/admin/showcase/submission/{draft.pk}/review/"
    assert [who.open(address).status for who in (rita, first) for address in (f"/share/{draft.uuid}/",)] == [404, 404]
    assert rita.open(review).status == 404

    # Asked with a note, answered, and a colleague's stale decision refused.
    decide(ines, review, "Ask the city", "Which year do the calls belong to?")
    second.open(f"/share/{draft.uuid}/")
    assert "Which year do the calls belong to?" in second.text()
    second.follow("Answer and change it")
    second.fill(**{"results-0-year": "2020", "note": "The calls are of 2020."})
    second.press("Send")
    karim = editor_window(window, "karim")
    karim.open(review)
    decide(ines, review, "Publish", "Thank you.")
    press_decision(karim, "Decline", "Too late.")
    assert karim.page.locator("h1").first.inner_text() == "This has changed meanwhile"
    assert "Too late." in karim.page.content()

    # Found by topic and country, and by words.
    visitor = window()
    for query in ("topic=older-people&country=CO", "theme=equality&country=CO", "q=solitude+guatav", "q=Mateo"):
        visitor.open(f"/initiatives/?{query}")
        found = visitor.page.get_by_role("link", name="Calls against solitude").count()
        assert (query, found) == (query, 0 if "Mateo" in query else 1)
    visitor.open("/initiatives/?q=solitude")
    visitor.follow("Calls against solitude")
    assert visitor.heading() == "Calls against solitude"
    assert visitor.page.context.cookies() == []

    each_mail_arrives_once()


def confirm_at_the_desk(editor):
    """The proposed place first, then whoever claims a city."""
    editor.open("/admin/cities/city/?state__exact=proposed")
    editor.page.get_by_role("link", name="Guatavita").first.click()
    editor.press("Confirm this place")
    for _person in range(2):
        editor.open("/admin/cities/affiliation/?state__exact=claimed")
        with editor.page.expect_navigation():
            editor.page.locator("#result_list tbody th a").first.click()
        editor.press("Confirm")


def complete(person):
    person.choose(main_topic="Ageing and older people", phase="Response", kind="Public service", status="Ongoing")
    person.tick("Older persons")
    person.fill(
        lead_organisation="Town hall of Guatavita",
        start="2020-03",
        challenge="Many older people live alone.",
        solution="The town hall calls them every week.",
        **{"results-0-figure": "120", "results-0-counts": "people called", "results-0-source": "Town council minutes"},
    )
    person.page.locator("[name=consent]").check()


def decide(editor, review, step, note):
    editor.open(review)
    press_decision(editor, step, note)


def press_decision(editor, step, note):
    editor.page.get_by_role("radio", name=step).check()
    editor.page.locator("textarea[name=note]").fill(note)
    with editor.page.expect_navigation():
        editor.page.locator(
            "form[action*='decide'] button[type=submit], form[action*='decide'] input[type=submit]"
        ).click()


def each_mail_arrives_once():
    """One mail for each person and event; sent once however often the worker looks."""
    written = Mail.objects.count()
    deliver_due()
    deliver_due()

    assert len(mail.outbox) == written
    assert set(Counter(message.extra_headers["Message-ID"] for message in mail.outbox).values()) == {1}
    subjects = Counter(message.subject for message in mail.outbox if message.to == ["mateo@town.example"])
    assert (subjects["Published: Calls against solitude"], subjects["Sent: Calls against solitude"]) == (1, 2)
