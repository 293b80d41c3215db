"""Registering for a session: asked, confirmed by mail, seated in order, changed and taken back by a link."""

import json
import logging
import re
from datetime import timedelta

import pytest
from django.core import mail as sent_mails
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.erasure import erase
from accounts.holdings import held_about
from config import retention
from config.logs import JSONFormatter
from outbox.delivery import deliver_due
from outbox.models import Mail
from tests.factories import CityFactory, UserFactory
from tests.webinars.registered import (
    EMAIL,
    announced,
    ask,
    form_of,
    last_mail,
    move,
    path_in,
    register,
    standings,
    subjects,
)
from webinars.models import Registration
from webinars.reminding import attend_to_registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(db):
    return announced(title="Shade", join_link="https://meet.example/secret")


# Asking and confirming -----------------------------------------------------------------------------------------------


def test_address_is_asked_by_mail_in_its_language_and_only_a_press_registers(client, session):
    asked = form_of(session) + "asked/"
    answer = ask(session, language="de")
    mail, path = last_mail(), path_in(last_mail())

    opened = [ask_for(path).status_code for ask_for in (client.get, client.head) * 2]
    before = Registration.objects.get().state
    client.post(path, {"act": "confirm"})

    assert (answer.status_code, answer["Location"]) == (302, asked)
    assert (mail.language, path.startswith("/de/registrations/mine/")) == ("de", True)
    assert (opened, before, Registration.objects.get().state) == ([200] * 4, "unconfirmed", "registered")


def test_what_was_told_is_kept_and_the_words_of_a_stranger_stand_in_no_mail(session):
    city = CityFactory(name="Bilbao", slug="bilbao-es")

    found = register(session, name="Ana  Ito", city="Bilbao", access_needs="Captions.\r\nA break.")

    told = (found.name, found.city, found.access_needs, found.agreed_at <= timezone.now())
    assert told == ("Ana Ito", city, "Captions.\nA break.", True)
    assert [text for text in Mail.objects.values_list("text", flat=True) if "Ana" in text or "Captions" in text] == []


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "www.evil.example"), ("email", "a\nb@c.example"), ("consent", "")]
)
def test_form_with_something_missing_is_shown_again_and_writes_nothing(session, field, value):
    answer = ask(session, **{"email": EMAIL, field: value})

    assert (answer.status_code, Registration.objects.count(), Mail.objects.count()) == (200, 0, 0)
    assert "<title>Error: " in answer.content.decode()


def test_address_that_small_letters_make_too_long_is_asked_for_again(session):
    address = f"{'a' * 57}@\u0130.{'b' * 60}.{'b' * 60}.{'b' * 60}.example.org"

    answer = ask(session, address)

    assert (len(address), len(address.lower()), Registration.objects.count()) == (254, 255, 0)
    assert answer.context["form"].errors == {"email": ["Write an e-mail address such as name@city.org."]}


def test_registering_twice_is_answered_the_same_and_keeps_one_row_and_its_words(session):
    register(session, name="Ana Ito")

    answers = [ask(session, email=email, name="Somebody Else") for email in (EMAIL.upper(), "new@elsewhere.example")]

    assert {(each.status_code, each["Location"], each.content) for each in answers} == {
        (302, form_of(session) + "asked/", b"")
    }
    assert list(Registration.objects.filter(email=EMAIL).values_list("name", "state")) == [("Ana Ito", "registered")]
    assert subjects() == ["Confirm that you want to take part", "You are registered", "You are registered already"]


def test_who_waits_and_asks_again_is_told_that_they_wait():
    session = announced(capacity=1)
    for name in "ab":
        register(session, f"{name}@a.example")

    ask(session, "b@a.example")

    paragraph = last_mail("b@a.example").text.split("\n\n")[1]
    assert subjects("b@a.example")[1:] == ["You are on the waiting list", "You are on the waiting list already"]
    assert paragraph == (
        "somebody, probably you, asked to register for a session for which this address is on the waiting list already:"
    )


def test_address_gets_three_mails_a_day_that_it_has_not_confirmed():
    answers = [ask(announced()).status_code for _ in range(5)]

    assert (answers, Mail.objects.count(), Registration.objects.count()) == ([302] * 5, 3, 3)


def test_who_confirms_each_is_asked_for_every_session_of_a_series():
    for _ in range(6):
        register(announced())

    assert subjects() == ["Confirm that you want to take part", "You are registered"] * 6


def test_confirmed_registrations_leave_the_address_its_three_mails_and_no_more():
    sessions = [announced() for _ in range(2)]
    for session in sessions:
        register(session)

    for _ in range(5):
        ask(sessions[0], email=EMAIL.upper())

    assert subjects()[4:] == ["You are registered already"] * 3


def test_yes_to_a_mail_of_yesterday_is_no_yes_to_more_of_today():
    yesterday = [register(announced()) for _ in range(3)]
    ids = [each.pk for each in yesterday]
    Registration.objects.filter(pk__in=ids).update(agreed_at=timezone.now() - timedelta(days=1))

    ask(announced())

    assert Registration.objects.exclude(pk__in=ids).count() == 0


def test_program_that_fills_in_every_field_causes_nothing(session):
    answer = ask(session, website="https://spam.example")

    assert (answer.status_code, Mail.objects.count(), Registration.objects.count()) == (302, 0, 0)


def test_form_sent_twice_causes_one_mail(client, session):
    key = re.search(r'name="once" value="([^"]+)"', client.get(form_of(session)).content.decode())[1]

    answers = [ask(session, once=key)["Location"] for _ in range(2)]

    assert (answers, Mail.objects.count()) == ([form_of(session) + "asked/"] * 2, 1)


@pytest.mark.parametrize("state", ["held", "cancelled", "postponed"])
def test_nobody_registers_for_what_does_not_come(client, state):
    session = announced(state=state)

    answer = ask(session)

    assert (answer.status_code, "takes no registrations now" in answer.content.decode()) == (200, True)
    assert Registration.objects.count() == 0


def test_planned_session_has_no_form(client):
    assert client.get(form_of(announced(state="planned"))).status_code == 404


def test_link_opened_after_the_session_registers_nobody(client, session):
    ask(session)
    move(session, timezone.now() - timedelta(days=1))

    client.post(path_in(last_mail()), {"act": "confirm"})

    assert list(Registration.objects.values_list("state", "order")) == [("unconfirmed", None)]


@pytest.mark.parametrize("key", ["x", "WzEsICJhIl0.bad", "a.b.c", "é", "W10.x"])
def test_link_that_we_did_not_sign_leads_nowhere(client, key):
    assert client.get(reverse("registration", args=[key])).status_code == 404


def test_pages_of_a_registration_are_kept_by_nobody(client, session):
    pages = [client.get(path) for path in (form_of(session), register(session).get_absolute_url())]

    assert [("no-store" in page["Cache-Control"], b'content="noindex"' in page.content) for page in pages] == [
        (True, True)
    ] * 2


def test_link_of_a_registration_is_in_no_log(client, session):
    path = register(session).get_absolute_url()
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None)

    assert json.loads(JSONFormatter().format(record))["message"] == "Not Found: /registrations/mine/[key]/"


# Seats ---------------------------------------------------------------------------------------------------------------


def test_seats_are_given_in_the_order_of_confirmation_and_then_there_is_a_list():
    session = announced(capacity=2)

    for name in "abcd":
        register(session, f"{name}@a.example")

    assert standings(session) == [("a", "registered"), ("b", "registered"), ("c", "waiting"), ("d", "waiting")]
    assert subjects("c@a.example")[1:] == ["You are on the waiting list"]


def test_who_asks_first_and_confirms_last_waits():
    session = announced(capacity=1)
    ask(session, "slow@a.example")
    register(session, "quick@a.example")

    Client().post(path_in(last_mail("slow@a.example")), {"act": "confirm"})

    assert standings(session) == [("quick", "registered"), ("slow", "waiting")]


def test_seat_that_is_given_back_goes_to_the_first_who_waits_and_a_mail_says_so():
    session = announced(capacity=1)
    first, *_rest = [register(session, f"{name}@a.example") for name in "abc"]

    Client().post(first.get_absolute_url(), {"act": "cancel"})

    assert standings(session) == [("b", "registered"), ("c", "waiting")]
    assert (subjects("b@a.example")[-1], subjects("c@a.example")[-1]) == (
        "You have a seat",
        "You are on the waiting list",
    )


def test_more_seats_seat_those_who_wait_in_order():
    session = announced(capacity=1)
    for name in "abcd":
        register(session, f"{name}@a.example")
    session.capacity = 3
    session.save()

    attend_to_registered()

    assert [state for _name, state in standings(session)] == ["registered"] * 3 + ["waiting"]


def test_fewer_seats_take_none_away_and_give_none():
    session = announced(capacity=2)
    first, *_rest = [register(session, f"{name}@a.example") for name in "abc"]
    session.capacity = 1
    session.save()

    Client().post(first.get_absolute_url(), {"act": "cancel"})
    attend_to_registered()

    assert standings(session) == [("b", "registered"), ("c", "waiting")]


def test_who_comes_back_after_cancelling_is_last_again():
    session = announced(capacity=1)
    first = register(session, "a@a.example")
    Client().post(first.get_absolute_url(), {"act": "cancel"})
    register(session, "b@a.example")

    ask(session, "a@a.example")
    Client().post(path_in(last_mail("a@a.example")), {"act": "confirm"})

    assert standings(session) == [("b", "registered"), ("a", "waiting")]


# One's own page ------------------------------------------------------------------------------------------------------


def test_link_changes_what_was_told_and_nothing_else(client, session):
    found = register(session)

    client.post(found.get_absolute_url(), {"act": "save", "name": "Ana", "language": "fr", "email": "x@a.example"})

    found.refresh_from_db()
    assert (found.name, found.language, found.email, found.state) == ("Ana", "fr", EMAIL, "registered")


def test_press_without_a_meaning_changes_nothing(client, session):
    path = register(session).get_absolute_url()
    before = Registration.objects.values().get()

    answers = [client.post(path, data).status_code for data in ({}, {"act": "x"}, {"act": "save", "language": "xx"})]

    assert (answers, Registration.objects.values().get()) == ([200] * 3, before)


def test_cancelling_forgets_the_person_and_ends_the_link(client, session):
    found = register(session, access_needs="Captions")
    Mail.objects.exclude(pk=last_mail().pk).delete()  # one is still to be sent

    answer = client.post(found.get_absolute_url(), {"act": "cancel"})

    left = Registration.objects.values_list("state", "name", "email", "access_needs").get()
    assert (answer["Location"], left) == (reverse("registration-cancelled"), ("cancelled", "", "", ""))
    assert (Mail.objects.count(), client.get(found.get_absolute_url()).status_code) == (0, 404)


@pytest.mark.parametrize("confirmed", [True, False])
def test_cancelling_twice_is_answered_twice_the_same_and_nothing_else_is(client, session, confirmed):
    ask(session)
    path = path_in(last_mail())
    client.post(path, {"act": "confirm"} if confirmed else {})

    answers = [client.post(path, {"act": "cancel"}) for _ in range(2)]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, reverse("registration-cancelled"))] * 2
    assert [client.get(path).status_code, client.head(path).status_code] == [404, 404]
    assert [client.post(path, {"act": act}).status_code for act in ("confirm", "save", "")] == [404] * 3
    assert client.post(reverse("registration", args=["x.y"]), {"act": "cancel"}).status_code == 404


def test_address_that_somebody_else_wrote_is_forgotten_by_its_reader(client, session):
    ask(session)

    client.post(path_in(last_mail()), {"act": "cancel"})

    assert (Registration.objects.count(), Mail.objects.count()) == (0, 0)


def test_page_of_who_confirmed_offers_the_session_for_a_calendar(client, session):
    ask(session)
    path = path_in(last_mail())
    link = f'href="{session.get_absolute_url().rstrip("/")}.ics"'

    before = link in client.get(path).content.decode()
    client.post(path, {"act": "confirm"})

    assert (before, link in client.get(path).content.decode()) == (False, True)


PROMISES = ("We write to you when you get a seat.", "Somebody else gets the place", '<h2 id="join">Join</h2>')


def promises(client, found):
    page = client.get(found.get_absolute_url()).content.decode()
    return [promise in page for promise in PROMISES]


@pytest.mark.parametrize(
    ("state", "days", "seated", "waiting"),
    [
        ("announced", 1, [False, True, True], [True, True, False]),
        ("announced", -1, [False, False, False], [False, False, False]),
        ("cancelled", 1, [False, False, False], [False, False, False]),
        ("postponed", 1, [False, False, False], [False, False, False]),
    ],
)
def test_page_promises_a_seat_and_a_link_only_while_there_are_some(client, state, days, seated, waiting):
    session = announced(capacity=1)
    people = [register(session, f"{name}@a.example") for name in "ab"]

    session.state = state
    move(session, timezone.now() + timedelta(days=days))

    assert [promises(client, each) for each in people] == [seated, waiting]


def test_session_that_lasts_longer_promises_no_seat_to_who_waits(client):
    session = announced(capacity=1)
    people = [register(session, f"{name}@a.example") for name in "ab"]

    session.state = "live"
    move(session, timezone.now() - timedelta(minutes=70))

    assert [promises(client, each) for each in people] == [[False, False, True], [False, False, False]]


def joins(client, found):
    return 'href="https://meet.example/secret"' in client.get(found.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("minutes", "expected"), [(20, False), (14, True), (-30, True), (-61, False)])
def test_link_to_join_is_there_from_fifteen_minutes_before_until_the_end(client, session, minutes, expected):
    found = register(session)

    move(session, timezone.now() + timedelta(minutes=minutes))

    assert joins(client, found) == expected


def test_link_to_join_stays_while_a_session_lasts_longer(client, session):
    found = register(session)

    session.state = "live"
    move(session, timezone.now() - timedelta(minutes=70))

    assert joins(client, found)


def test_who_waits_or_did_not_confirm_gets_no_link_to_join(client):
    session = announced(capacity=1, join_link="https://meet.example/secret")
    seated, waiting = register(session, "a@a.example"), register(session, "b@a.example")
    ask(session, "c@a.example")
    move(session, timezone.now() + timedelta(minutes=5))

    people = [seated, waiting, session.registrations.get(email="c@a.example")]

    assert [joins(client, each) for each in people] == [True, False, False]


# Mails ---------------------------------------------------------------------------------------------------------------


def test_mail_has_the_time_in_the_hosts_zone_one_link_and_forgets_its_reader():
    session = announced(timezone.now().replace(year=2047, month=5, day=5, hour=13, minute=0), title="Shade")
    register(session, language="es")

    deliver_due()

    message = sent_mails.outbox[-1]
    assert message.subject.endswith(": Shade")
    assert re.findall(r"^.*(?:Madrid|UTC).*$", message.body.replace("\xa0", " "), re.MULTILINE) == [
        "15:00–16:00 en Madrid (hora de verano de Europa central)",
        "13:00–14:00 UTC",
    ]
    assert len(re.findall(r"\S+://\S+", message.body)) == 1
    assert set(Mail.objects.values_list("address", "text", "unsubscribe")) == {("", "", "")}


@pytest.mark.parametrize(("state", "promises"), [("cancelled", 0), ("postponed", 1)])
def test_mail_about_a_postponed_session_says_until_when_a_new_time_is_told(session, state, promises):
    register(session)
    session.state = state
    session.save()

    attend_to_registered()

    promise = "If a new time is set within 30 days after the old one, we write to you and you need not register again; "
    assert last_mail().text.count(f"{promise}after that we have forgotten this registration.\n") == promises


# What is kept --------------------------------------------------------------------------------------------------------


def test_registrations_go_a_month_after_the_session_and_access_needs_after_two_days():
    now = timezone.now()
    kept = {}
    for name, days in (("new", 1), ("three days", 3), ("month", 31)):
        session = announced(access := now + timedelta(days=5))
        kept[name] = register(session, f"{days}@a.example", access_needs="Captions")
        move(session, access - timedelta(days=days + 5, hours=2))

    for rule in (retention.old_access_needs, retention.old_registrations):
        kept[rule] = set(rule(now))

    assert kept[retention.old_access_needs] == {kept["three days"], kept["month"]}
    assert kept[retention.old_registrations] == {kept["month"]}


@pytest.mark.parametrize(("state", "days"), [("cancelled", 3), ("postponed", 31)])
def test_access_needs_for_a_postponed_session_stay_as_long_as_its_registration(session, state, days):
    found = register(session, access_needs="Captions")
    session.state = state
    session.save()
    rules = (retention.old_access_needs, retention.old_registrations)

    due = [day for day in (1, 3, 29, 31) if any(rule(session.ends_at + timedelta(day)).exists() for rule in rules)]

    assert (due[0], list(rules[1](session.ends_at + timedelta(days=31)))) == (days, [found])


def test_registration_that_nobody_confirmed_goes_after_a_week(session):
    for name, days in (("old", 8), ("new", 6)):
        ask(session, f"{name}@a.example")
        Registration.objects.filter(email=f"{name}@a.example").update(agreed_at=timezone.now() - timedelta(days=days))

    assert [each.email for each in retention.unconfirmed_registrations(timezone.now())] == ["old@a.example"]


def test_postponed_session_without_a_date_is_over_a_month_after_its_last_one(session):
    found = register(session)
    session.date = session.local_time = None
    session.time_zone, session.state = "", "postponed"
    session.save()
    start = found.told_start

    assert [list(retention.old_registrations(start + timedelta(days=days))) for days in (29, 31)] == [[], [found]]


def test_account_sees_what_its_address_registered_for_and_erasing_it_frees_the_seat():
    user = UserFactory(email="Reader@elsewhere.example")
    session = announced(capacity=1, title="Shade")
    register(session)
    register(session, "next@a.example")

    held = [(row["webinar__title"], row["name"], row["state"]) for row in held_about(user)["registrations"]]
    erase(user)

    assert held == [("Shade", "Ana Ito", "registered")]
    assert standings(session) == [("next", "registered")]
    assert Registration.objects.filter(email=EMAIL).count() == 0


# Where it is offered -------------------------------------------------------------------------------------------------


def offers(client, session):
    """What session and series offer, as a visitor reads it."""
    pages = [client.get(each.get_absolute_url()).content.decode() for each in (session, session.series)]
    return [re.findall(rf'<a (?:class="[^"]+" )?href="{form_of(session)}"[^>]*>([^<]+)<', page) for page in pages]


def test_session_and_series_offer_to_register_until_it_is_full(client):
    session = announced(capacity=1)
    before = [offers(client, session) for _ in range(2)][-1]

    found = register(session)
    full = offers(client, session)
    client.post(found.get_absolute_url(), {"act": "cancel"})

    assert (before, full) == ([["Register"]] * 2, [["Full: waiting list"]] * 2)
    assert offers(client, session) == before


@pytest.mark.parametrize("fields", [{"state": "held"}, {"state": "cancelled"}])
def test_session_that_does_not_come_offers_nothing(client, fields):
    assert offers(client, announced(**fields)) == [[], []]


def test_live_session_says_where_the_registered_find_the_link(client):
    session = announced(timezone.now() - timedelta(minutes=5), state="live", join_link="https://meet.example/secret")

    page = client.get(session.get_absolute_url()).content.decode()

    assert ("If you registered, our mails lead you to the link to join." in page, "meet.example" in page) == (
        True,
        False,
    )
