"""The pages below /account/ that are ours: who sees what, what a form keeps, what a second press does."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from cities.models import Affiliation, City
from outbox.models import Mail
from showcase.models import Submission
from tests.factories import AffiliationFactory, CityFactory

PLACE = {
    "name": "Lesaka",
    "country": "ES",
    "latitude": "43,2488",
    "longitude": "-1.7008",
    "role_title": "Mayor's office",
}


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def claim_of(cast):
    return Affiliation.objects.get(user=cast.colleague)


def addresses(cast):
    claim = claim_of(cast).pk
    return {
        "account": [],
        "account-settings": [],
        "affiliation-claim": [],
        "place-propose": [],
        "affiliation-end": [claim],
        "city-people": [cast.city.slug],
        "affiliation-decide": [claim, "confirm"],
    }


@pytest.mark.parametrize("language", ["", "/es", "/fr", "/de"])
def test_visitors_are_asked_to_sign_in_whatever_the_address(client, cast, language):
    paths = [language + reverse(name, args=args) for name, args in addresses(cast).items()]

    for address in paths:
        assert client.get(address)["Location"] == f"{language}/account/login/?next={address}"
        assert client.post(address).status_code in {302, 405}
    assert claim_of(cast).state == "claimed"


def test_pages_are_kept_by_no_cache(cast, client_of):
    browser = client_of(cast.lead)
    own = Affiliation.objects.get(user=cast.lead).pk

    for name, args in {**addresses(cast), "affiliation-end": [own]}.items():
        assert page(browser, name, *args)["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )


EVERYBODY = ["author", "lead", "colleague", "editor", "rival_editor", "dual", "stranger", "former", "platform_admin"]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("account", EVERYBODY),
        ("account-settings", EVERYBODY),
        ("affiliation-claim", EVERYBODY),
        ("place-propose", EVERYBODY),
        ("affiliation-end", ["colleague"]),
        ("city-people", ["lead"]),
        ("affiliation-decide", ["lead"]),
    ],
)
def test_page_opens_for_whom_it_is_and_is_missing_for_others(cast, client_of, who, name, allowed):
    address = reverse(name, args=addresses(cast)[name])

    assert client_of(getattr(cast, who)).get(address).status_code == (200 if who in allowed else 404)


# Overview --------------------------------------------------------------------------------------------------------


def draft(cast, **fields):
    return Submission.objects.create(**{"city": cast.city, "author": cast.author, **fields})


def titles(answer, part):
    return [submission.title for submission in answer.context[part]]


def test_overview_of_a_new_person_offers_to_name_a_city(cast, client_of):
    answer = page(client_of(cast.former), "account")

    assert answer.context["affiliations"] == []
    assert reverse("affiliation-claim") in answer.content.decode()


def test_overview_says_what_one_may_do_in_each_city(cast, client_of):
    AffiliationFactory(user=cast.lead, city=cast.other_city, state="claimed")
    AffiliationFactory(user=cast.lead, city=CityFactory(name="Quito"), state="refused")
    AffiliationFactory(user=cast.lead, city=CityFactory(name="Oslo"), state="ended")

    answer = page(client_of(cast.lead), "account")

    assert [(row.city.name, row.state) for row in answer.context["affiliations"]] == [
        ("Bilbao", "confirmed"),
        ("Lima", "claimed"),
        ("Quito", "refused"),
    ]
    text = answer.content.decode()
    sentences = ["You confirm colleagues.", "You can write drafts; only you see them.", "Nobody could confirm"]
    assert [text.count(sentence) for sentence in sentences] == [1, 1, 1]


def test_overview_shows_a_city_once_however_often_it_was_claimed(cast, client_of):
    for state in ("refused", "ended", "refused", "claimed"):
        AffiliationFactory(user=cast.former, city=cast.other_city, state=state)

    answer = page(client_of(cast.former), "account")

    assert [(row.city.name, row.state) for row in answer.context["affiliations"]] == [("Lima", "claimed")]


def test_overview_shows_what_is_written_and_what_is_sent(cast, client_of):
    draft(cast, title="Draft")
    draft(cast, title="Back", state="changes_requested")
    draft(cast, title="Sent", state="submitted", desk=cast.host)
    for state in ("published", "declined", "discarded"):
        draft(cast, title="Done", state=state)

    answer = page(client_of(cast.author), "account")

    assert (titles(answer, "writing"), titles(answer, "sent")) == (["Back", "Draft"], ["Sent"])


def test_overview_shows_claimed_people_their_own_drafts_only(cast, client_of):
    draft(cast, title="Of the author")
    draft(cast, title="Own", author=cast.colleague)
    draft(cast, title="Of another city", city=cast.other_city)

    answer = page(client_of(cast.colleague), "account")

    assert titles(answer, "writing") == ["Own"]


def test_overview_tells_leads_who_waits_and_nobody_else(cast, client_of):
    AffiliationFactory(city=cast.city)

    waiting = {who: page(client_of(getattr(cast, who)), "account").context["waiting"] for who in ("lead", "author")}

    assert waiting == {"lead": [{"city": cast.city, "count": 2}], "author": []}


@pytest.mark.parametrize(("who", "links"), [("editor", 1), ("platform_admin", 1), ("author", 0)])
def test_overview_leads_staff_to_the_back_office(cast, client_of, who, links):
    answer = page(client_of(getattr(cast, who)), "account")

    assert answer.content.decode().count(f'href="{reverse("admin:index")}"') == links


@pytest.mark.parametrize("count", [1, 3])
def test_overview_asks_the_same_queries_for_any_number(cast, client_of, django_assert_num_queries, count):
    for number in range(count):
        draft(cast, title=f"Draft {number}", author=cast.lead, desk=cast.host)
        AffiliationFactory(user=cast.lead, city=CityFactory(), state="confirmed", is_lead=True)
        AffiliationFactory(city=cast.city)
    browser = client_of(cast.lead)

    with django_assert_num_queries(7):
        page(browser, "account")


def test_overview_names_first_what_waits_for_the_person(cast, client_of):
    draft(cast, title="Draft")
    draft(cast, title="Asked", state="changes_requested", desk=cast.host)
    draft(cast, title="On behalf", state="submitted", desk=cast.host, channel="on_behalf")

    answer = page(client_of(cast.author), "account")

    assert (titles(answer, "asked"), titles(answer, "to_confirm")) == (["Asked"], ["On behalf"])
    assert "Nothing waits for you." not in answer.content.decode()


def test_overview_says_when_nothing_waits(cast, client_of):
    assert "Nothing waits for you." in page(client_of(cast.author), "account").content.decode()


def test_overview_tells_people_of_a_desk_what_waits_there(cast, client_of, submitted):
    waiting = {
        who: [(shown.panel.model, shown.n) for shown in page(client_of(getattr(cast, who)), "account").context["desk"]]
        for who in ("editor", "author")
    }

    assert waiting == {"editor": [("showcase.submission", 1), ("cities.affiliation", 1)], "author": []}


@pytest.mark.parametrize(("who", "buttons"), [("author", 1), ("former", 1), ("editor", 1)])
def test_overview_has_one_yellow_button(cast, client_of, who, buttons):
    text = page(client_of(getattr(cast, who)), "account").content.decode()

    assert text.split("<main")[1].count("button primary") == buttons


def test_overview_lists_the_settings_with_their_values(cast, client_of):
    cast.author.time_zone = "Europe/Madrid"
    cast.author.save()

    browser = client_of(cast.author)
    UserSession.objects.create(user=cast.author, session_key=browser.session.session_key, ip="127.0.0.1", data={})
    UserSession.objects.create(user=cast.author, session_key="ended", ip="127.0.0.1", data={})

    text = page(browser, "account").content.decode()

    values = re.findall(r"<dt>(.*?)</dt><dd>(?:<bdi>)?(.*?)(?:</bdi>)?</dd>", text)
    assert values == [
        ("Name", "Author"),
        ("Language of our mails", "English"),
        ("Time zone", "Europe/Madrid"),
        ("Which mails", "Everything about my work"),
        ("E-mail address", "author@people.example"),
        ("Password", "Chosen"),
        ("Second step at sign-in", "Not set up"),
        ("Where you are signed in", "1 browser"),
        ("My data", "What we hold about you"),
    ]


# Settings --------------------------------------------------------------------------------------------------------

SETTINGS = {"name": "Anna Ito", "language": "fr", "time_zone": "Europe/Madrid", "mail_choice": "needed"}


def test_settings_are_saved(cast, client_of):
    answer = client_of(cast.author).post(reverse("account-settings"), SETTINGS, follow=True)

    cast.author.refresh_from_db()
    assert {name: getattr(cast.author, name) for name in SETTINGS} == SETTINGS
    assert said(answer) == ["Saved."]


def test_settings_touch_no_right(cast, client_of):
    rights = {"is_staff": "on", "is_superuser": "on", "email": "x@y.example", "is_active": "", "pseudonym": "1"}
    before = [getattr(cast.author, name) for name in rights]

    client_of(cast.author).post(reverse("account-settings"), {**SETTINGS, **rights})

    cast.author.refresh_from_db()
    assert [getattr(cast.author, name) for name in rights] == before


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", ""), ("language", "xx"), ("time_zone", "Mars/Base"), ("mail_choice", "never")]
)
def test_wrong_settings_say_so_keep_what_was_typed_and_save_nothing(cast, client_of, field, wrong):
    answer = client_of(cast.author).post(reverse("account-settings"), {**SETTINGS, field: wrong})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert {name: form[name].value() for name in SETTINGS} == {**SETTINGS, field: wrong}
    assert answer.context["user"].name == "Author"
    cast.author.refresh_from_db()
    assert (cast.author.name, cast.author.language) == ("Author", "en")


def test_settings_keep_a_zone_that_is_not_offered(cast, client_of):
    cast.author.time_zone = "Etc/GMT+3"
    cast.author.save()

    client_of(cast.author).post(reverse("account-settings"), {**SETTINGS, "time_zone": "Etc/GMT+3"})

    cast.author.refresh_from_db()
    assert (cast.author.name, cast.author.time_zone) == ("Anna Ito", "Etc/GMT+3")


# Claiming --------------------------------------------------------------------------------------------------------


def test_claim_by_name_answers_with_the_overview(cast, client_of):
    browser, data = client_of(cast.stranger), {"city": "Bilbao", "role_title": "Officer"}

    first = browser.post(reverse("affiliation-claim"), data, follow=True)
    mails = Mail.objects.count()
    second = browser.post(reverse("affiliation-claim"), data, follow=True)

    assert first.redirect_chain == second.redirect_chain == [(reverse("account"), 302)]
    assert said(first) == ["You can draft for Bilbao now. We have asked those who can confirm you."]
    assert said(second) == ["You have said so already: your work for Bilbao waits to be confirmed."]
    assert (cast.stranger.affiliations.filter(city=cast.city).count(), Mail.objects.count()) == (1, mails)


def test_claim_of_an_own_city_says_that_one_is_confirmed(cast, client_of):
    answer = client_of(cast.author).post(
        reverse("affiliation-claim"), {"city": "Bilbao", "role_title": "Officer"}, follow=True
    )

    assert said(answer) == ["You are confirmed for Bilbao already."]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"city": "Nowhere", "role_title": "Officer"}, ["city"]),
        ({"city": "", "role_title": "Officer"}, ["city"]),
        ({"city": "Bil\x00bao", "role_title": "Officer"}, ["city"]),
        ({"city": "Bilbao", "role_title": " "}, ["role_title"]),
        ({"city": "Bilbao", "role_title": "x" * 121}, ["role_title"]),
        ({"city": "Bilbao", "role_title": "see evil.example"}, ["role_title"]),
        ({"city": "Hidden", "role_title": "Officer"}, ["city"]),
    ],
)
def test_wrong_claim_says_so_and_keeps_what_was_typed(cast, client_of, data, wrong):
    CityFactory(name="Hidden", state="proposed")

    answer = client_of(cast.stranger).post(reverse("affiliation-claim"), data)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, wrong)
    assert (form["city"].value().text, form["role_title"].value()) == (data["city"], data["role_title"])
    assert cast.stranger.affiliations.count() == 1


def test_claim_beyond_the_days_measure_says_so_on_the_form(cast, client_of):
    AffiliationFactory.create_batch(5, user=cast.former)

    answer = client_of(cast.former).post(reverse("affiliation-claim"), {"city": "Lima", "role_title": "Officer"})

    assert answer.context["form"].non_field_errors() == [
        "You have named many cities today. Come back tomorrow for more."
    ]


@pytest.mark.parametrize(
    ("query", "named"), [("bilbao-es", "Bilbao"), ("nowhere", None), ("%00", None), ("x" * 300, None)]
)
def test_claim_is_filled_in_from_the_link_of_a_citys_page(cast, client_of, query, named):
    answer = client_of(cast.stranger).get(f"{reverse('affiliation-claim')}?city={query}")

    value = answer.context["form"]["city"].value()
    assert (answer.status_code, getattr(value, "name", None)) == (200, named)


def test_form_opened_or_asked_about_changes_nothing(cast, client_of):
    browser, before = client_of(cast.lead), Affiliation.objects.count()
    own = Affiliation.objects.get(user=cast.lead)

    for address in (
        f"{reverse('affiliation-claim')}?city=lima-pe&role_title=Officer",
        f"{reverse('place-propose')}?name=Lesaka&country=ES",
        reverse("affiliation-end", args=[own.pk]),
        reverse("affiliation-decide", args=[claim_of(cast).pk, "confirm"]),
    ):
        browser.get(address)
        browser.head(address)
        browser.options(address)

    assert (Affiliation.objects.count(), claim_of(cast).state, Mail.objects.count()) == (before, "claimed", 0)
    own.refresh_from_db()
    assert own.state == "confirmed"


# Proposing a place -----------------------------------------------------------------------------------------------


def test_proposed_place_can_be_drafted_for_at_once(cast, client_of):
    browser = client_of(cast.stranger)

    answers = [browser.post(reverse("place-propose"), PLACE, follow=True) for _each in range(2)]

    city = City.objects.get(name="Lesaka")
    assert (city.state, city.latitude, city.longitude, city.proposed_by) == (
        "proposed",
        43.2488,
        -1.7008,
        cast.stranger,
    )
    assert [answer.redirect_chain for answer in answers] == [[(reverse("account"), 302)]] * 2
    assert (city.affiliations.get().user, city.affiliations.get().state) == (cast.stranger, "claimed")
    assert "You proposed this place." in answers[1].content.decode()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "visit evil.example"),
        ("country", ""),
        ("country", "XX"),
        ("latitude", ""),
        ("latitude", "91"),
        ("latitude", "north"),
        ("latitude", "nan"),
        ("latitude", "1e999"),
        ("longitude", "-180.1"),
        ("longitude", "9" * 5000),
        ("role_title", ""),
    ],
)
def test_wrong_place_says_so_keeps_what_was_typed_and_makes_nothing(cast, client_of, field, wrong):
    answer = client_of(cast.stranger).post(reverse("place-propose"), {**PLACE, field: wrong})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert {name: form[name].value() for name in PLACE} == {**PLACE, field: wrong}
    assert (City.objects.filter(country="ES").count(), cast.stranger.affiliations.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ["Lesaka, Spain, is in the list already."]),
        ({"name": "lesaka"}, ["Lesaka, Spain, is in the list already."]),
        ({"latitude": "40.4"}, []),  # a namesake elsewhere
        ({"country": "FR"}, []),
        ({"name": "Lesaka Nueva"}, []),
    ],
)
def test_place_of_the_list_is_not_proposed_again(cast, client_of, changes, refused):
    CityFactory(name="Lesaka", country="ES", latitude=43.25, longitude=-1.70)

    answer = client_of(cast.stranger).post(reverse("place-propose"), {**PLACE, **changes})

    assert (answer.context["form"].non_field_errors() if answer.status_code == 200 else []) == refused
    assert City.objects.filter(state="proposed").count() == (0 if refused else 1)


# Leaving ---------------------------------------------------------------------------------------------------------


def test_leaving_twice_shows_the_same_page(cast, client_of):
    browser, own = client_of(cast.author), Affiliation.objects.get(user=cast.author)

    answers = [browser.post(reverse("affiliation-end", args=[own.pk]), follow=True) for _each in range(2)]

    assert [said(answer) for answer in answers] == [["You no longer write for Bilbao."]] * 2
    assert [answer.context["affiliations"] for answer in answers] == [[], []]


def test_nobody_ends_the_affiliation_of_another_through_ones_own_page(cast, client_of):
    own = Affiliation.objects.get(user=cast.author)

    answer = client_of(cast.lead).post(reverse("affiliation-end", args=[own.pk]))

    own.refresh_from_db()
    assert (answer.status_code, own.state) == (404, "confirmed")


# Leads -----------------------------------------------------------------------------------------------------------


def test_people_page_shows_colleagues_and_not_oneself(cast, client_of):
    AffiliationFactory(city=cast.other_city)

    answer = page(client_of(cast.lead), "city-people", "bilbao-es")

    assert [row.user for row in answer.context["claimed"]] == [cast.colleague]
    assert {row.user for row in answer.context["confirmed"]} == {cast.author, cast.dual}


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_asks_the_same_queries_for_any_number(cast, client_of, django_assert_num_queries, count):
    AffiliationFactory.create_batch(count, city=cast.city)
    AffiliationFactory.create_batch(count, city=cast.city, state="confirmed")
    browser = client_of(cast.lead)

    with django_assert_num_queries(4):
        page(browser, "city-people", "bilbao-es")


def test_lead_confirms_a_colleague_and_a_second_press_says_that_it_has_changed(cast, client_of):
    browser, address = client_of(cast.lead), reverse("affiliation-decide", args=[claim_of(cast).pk, "confirm"])

    first, second = browser.post(address, follow=True), browser.post(address)

    assert first.redirect_chain == [(reverse("city-people", args=["bilbao-es"]), 302)]
    assert said(first) == ["Colleague can now send for Bilbao."]
    assert second.status_code == 409
    assert (claim_of(cast).state, Mail.objects.count()) == ("confirmed", 1)


def test_lead_who_was_dismissed_meanwhile_decides_nothing(cast, client_of):
    browser = client_of(cast.lead)
    page(browser, "city-people", "bilbao-es")
    Affiliation.objects.filter(user=cast.lead).update(is_lead=False)

    answer = browser.post(reverse("affiliation-decide", args=[claim_of(cast).pk, "confirm"]))

    assert (answer.status_code, claim_of(cast).state) == (404, "claimed")


@pytest.mark.parametrize("who", ["author", "colleague", "editor", "rival_editor", "dual", "stranger", "platform_admin"])
def test_others_decide_nothing_on_the_leads_page(cast, client_of, who):
    answer = client_of(getattr(cast, who)).post(reverse("affiliation-decide", args=[claim_of(cast).pk, "confirm"]))

    assert (answer.status_code, claim_of(cast).state) == (404, "claimed")


def test_lead_does_not_find_themselves_or_other_cities(cast, client_of):
    own = Affiliation.objects.get(user=cast.lead)
    foreign = AffiliationFactory(city=cast.other_city)
    browser = client_of(cast.lead)

    answers = [browser.post(reverse("affiliation-decide", args=[row.pk, "end"])) for row in (own, foreign)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("tail", ["1/nonsense/", f"{10**30}/confirm/", f"{10**30}/leave/", "nowhere-xx/people/"])
def test_addresses_of_nothing_are_missing(cast, client_of, tail):
    assert client_of(cast.lead).get(f"/account/cities/{tail}").status_code == 404


@pytest.mark.parametrize(
    "name", ["account-settings", "affiliation-claim", "place-propose", "affiliation-end", "affiliation-decide"]
)
def test_post_without_its_token_is_refused(cast, client_of, name):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.lead)

    assert browser.post(reverse(name, args=addresses(cast)[name])).status_code == 403
