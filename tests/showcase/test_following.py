"""Following a filter: confirmed by mail, told once of each new match, at most once a week, stopped by its reader."""

import re
from datetime import timedelta

import pytest
from django.core import mail as sent_mails
from django.urls import reverse
from django.utils import timezone

from accounts.erasure import erase
from accounts.holdings import held_about
from catalogue.models import touch
from config.retention import BROKEN, UNCONFIRMED, idle_follows
from outbox.delivery import deliver_due
from outbox.models import Mail
from showcase import following
from showcase.forms.follow import FollowForm
from showcase.models import Follow
from showcase.standing import archive
from tests.factories import (
    CityFactory,
    InitiativeFactory,
    NetworkFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
EMAIL = "reader@elsewhere.example"


def ask(client, query="", email=EMAIL, language="en", **more):
    return client.post(f"{reverse('follow')}?{query}", {"email": email, "language": language, **more})


def own_path(mail):
    [path] = re.findall(r"http://testserver(\S+)", mail.text)
    return path


def followed(client, query="", **more):
    """Asked for and confirmed, as by the person."""
    ask(client, query, **more)
    path = own_path(Mail.objects.latest("pk"))
    client.post(path, {"act": "confirm"})
    Mail.objects.all().delete()
    return path


def told():
    """The titles of each mail that is written now."""
    following.tell_all()
    return [re.findall(r"^- (Initiative \d+|\w+ words)", mail.text, re.MULTILINE) for mail in new_mails()]


def new_mails():
    mails = list(Mail.objects.filter(key__endswith=":follow_new").order_by("pk"))
    Mail.objects.filter(pk__in=[mail.pk for mail in mails]).delete()
    return mails


def a_week_later():
    for follow in Follow.objects.exclude(last_mailed_at=None):
        Follow.objects.filter(pk=follow.pk).update(last_mailed_at=follow.last_mailed_at - following.PAUSE)


# Asking and confirming -----------------------------------------------------------------------------------------------


def test_page_names_the_filter_in_words_and_keeps_the_address_that_was_typed_on_the_list(client):
    TermFactory(scheme="theme", code="housing", label_en="Housing and land")

    page = client.get(reverse("follow"), {"theme": "housing", "region": "europe", "email": EMAIL, "sort": "city"})

    text = page.content.decode()
    assert re.findall(r"<li><span>([^<]+)</span> <b><bdi>([^<]+)</bdi></b></li>", text) == [
        ("Topic", "Housing and land"),
        ("Region", "Europe"),
    ]
    assert 'action="?region=europe&amp;theme=housing"' in text
    assert f'value="{EMAIL}"' in text
    assert "no-store" in page["Cache-Control"]


def test_wrong_filter_is_named_and_cannot_be_followed(client):
    page = client.get(reverse("follow"), {"region": "moon"})

    assert ("“moon” is not in this list." in page.content.decode(), "<h2>One filter" in page.content.decode()) == (
        True,
        True,
    )
    assert ask(client, "region=moon").status_code == 200
    assert Follow.objects.count() == 0


def test_filter_of_very_many_values_cannot_be_followed(client):
    codes = [TermFactory(scheme="sdg", code=f"goal-number-{number:04}").code for number in range(60)]

    page = ask(client, "&".join(f"sdg={code}" for code in codes))

    assert "too many values" in page.content.decode()
    assert Follow.objects.count() == 0


def test_address_is_asked_by_mail_in_its_language_and_only_a_press_confirms(client):
    answer = ask(client, "region=europe", language="de")
    mail = Mail.objects.get()
    path = own_path(mail)

    opened = [client.get(path).status_code, client.head(path).status_code]
    before = Follow.objects.get().confirmed_at
    client.post(path, {"act": "confirm"})

    assert (answer.status_code, answer["Location"]) == (302, "/follow/asked/")
    assert (mail.address, mail.language, path.startswith("/de/follow/mine/")) == (EMAIL, "de", True)
    assert (opened, before, Follow.objects.get().confirmed_at is not None) == ([200, 200], None, True)


def test_same_filter_is_followed_once_however_its_address_is_written(client):
    ask(client, "region=africa&region=europe&sort=city&page=2&nonsense=1")
    ask(client, "region=europe&region=africa&region=europe", email=EMAIL.upper())

    assert list(Follow.objects.values_list("email", "query")) == [(EMAIL, "region=africa&region=europe")]


def test_known_and_unknown_addresses_are_answered_alike(client):
    followed(client, "region=europe")

    answers = [ask(client, "region=europe", email=email) for email in (EMAIL, "nobody@elsewhere.example")]

    shown = {(answer.status_code, answer["Location"], answer.content) for answer in answers}
    assert shown == {(302, reverse("follow-asked"), b"")}
    assert list(Mail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "You follow this already",
        "Confirm that you want our mails",
    ]


def test_address_gets_three_mails_a_day_that_it_has_not_asked_for(client):
    statuses = [ask(client, f"year={year}").status_code for year in range(2015, 2020)]

    assert (statuses, Mail.objects.count(), Follow.objects.count()) == ([302] * 5, 3, 3)


def test_stranger_cannot_change_the_language_of_who_follows_already(client):
    followed(client, "region=europe", language="fr")

    ask(client, "region=europe", language="de")

    assert Follow.objects.get().language == "fr"


def test_words_that_somebody_typed_stand_in_no_mail(client):
    ask(client, "q=Visit+http://evil.example+now&region=europe")

    assert ("evil" in Mail.objects.get().text, "Region: Europe" in Mail.objects.get().text) == (False, True)


def test_program_that_fills_in_every_field_causes_nothing(client):
    answer = ask(client, "region=europe", website="https://spam.example")

    assert (answer.status_code, Mail.objects.count(), Follow.objects.count()) == (302, 0, 0)


def test_form_sent_twice_causes_one_mail(client):
    page = client.get(reverse("follow"), {"region": "europe"}).content.decode()
    key = re.search(r'name="once" value="([^"]+)"', page)[1]

    answers = [ask(client, "region=europe", once=key)["Location"] for _ in range(2)]

    assert (answers, Mail.objects.count()) == ([reverse("follow-asked")] * 2, 1)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a\nb@c.example"])
def test_address_that_is_none_is_asked_for_again(client, email):
    page = ask(client, "region=europe", email=email)

    assert (page.status_code, "<title>Error: " in page.content.decode(), Mail.objects.count()) == (200, True, 0)


def long_address(length):
    """With a capital of Turkish, which is one character longer in small letters."""
    domain = f"\u0130.{'b' * 60}.{'b' * 60}.{'b' * 60}.example"
    return f"{'a' * (length - len(domain) - 1)}@{domain}"


def test_address_is_kept_in_small_letters_and_refused_where_they_are_too_many(client):
    sentences = [FollowForm({"email": long_address(n), "language": "en"}).errors for n in (254, 300)]

    answers = [ask(client, "region=europe", email=long_address(length)).status_code for length in (253, 254)]

    assert sentences == [{"email": ["Write an e-mail address such as name@city.org."]}] * 2
    assert answers == [302, 200]
    assert list(Follow.objects.values_list("email", flat=True)) == [long_address(253).lower()]
    assert len(Follow.objects.get().email) == 254


# Telling -------------------------------------------------------------------------------------------------------------


def test_new_match_is_told_once_and_what_matched_before_never(client):
    europe, africa = CityFactory(region="europe"), CityFactory(region="africa", country="KE")
    InitiativeFactory(city=europe)
    followed(client, "region=europe")

    nothing = told()
    InitiativeFactory(city=africa)
    new = InitiativeFactory(city=europe)

    assert (nothing, told(), told()) == ([], [[new.title]], [])
    a_week_later()
    assert told() == []


def test_second_mail_waits_a_week_and_brings_what_came_meanwhile(client):
    followed(client)
    first = InitiativeFactory()
    rounds = [told()]
    later = [InitiativeFactory(), InitiativeFactory()]
    rounds.append(told())
    a_week_later()

    rounds.append(told())

    assert rounds == [[[first.title]], [], [[later[1].title, later[0].title]]]


def test_initiative_that_comes_to_match_by_a_change_is_new_and_one_that_comes_back_is_not(client, cast):
    topic = TermFactory(code="care")
    known, changed = InitiativeFactory(topics=[topic]), InitiativeFactory()
    followed(client, "topic=care")
    changed.topics.add(topic)
    known.topics.clear()
    touch(changed, known)

    first = told()
    known.topics.add(topic)
    touch(known)
    a_week_later()

    assert (first, told()) == ([[changed.title]], [])


def test_term_that_was_merged_goes_on_being_followed(client):
    old, new = TermFactory(code="elders"), TermFactory(code="older-people")
    followed(client, "topic=elders")
    old.merged_into = new
    old.save()
    touch(old)

    made = InitiativeFactory(topics=[new])

    assert told() == [[made.title]]


def test_city_and_network_can_be_followed(client):
    city, network = CityFactory(slug="lima-pe"), NetworkFactory(slug="c40")
    followed(client, "city=lima-pe")
    followed(client, "network=c40")
    of_city, of_network = InitiativeFactory(city=city), InitiativeFactory(shared_through=[network])

    assert told() == [[of_city.title], [of_network.title]]


def test_mail_speaks_the_language_of_its_reader_has_one_link_and_says_where_to_stop(client):
    path = followed(client, "region=europe", language="es")
    InitiativeFactory(title="Calls words", city=CityFactory(name="Lyon", region="europe"))
    following.tell_all()

    deliver_due()

    [message] = sent_mails.outbox
    assert message.extra_headers["List-Unsubscribe"] == f"<http://testserver{path}>"
    assert re.findall(r"\S+://\S+", message.body) == [f"http://testserver{path}"]
    assert "- Calls words (Lyon, Francia)" in message.body


def test_mail_forgets_its_reader_when_it_was_sent(client):
    followed(client)
    InitiativeFactory()
    following.tell_all()

    deliver_due()

    assert list(Mail.objects.values_list("address", "text", "unsubscribe")) == [("", "", "")]


def test_long_news_are_cut_and_the_rest_is_counted(client):
    followed(client)
    made = [InitiativeFactory() for _ in range(22)]
    following.tell_all()

    [mail] = new_mails()

    assert mail.subject == "22 new initiatives match what you follow"
    assert re.findall(r"^- (.+?) \(", mail.text, re.MULTILINE) == [each.title for each in reversed(made[2:])]
    assert "\nand 2 more\n" in mail.text


def test_page_of_the_link_shows_what_the_last_mail_was_about(client):
    path = followed(client)
    new = InitiativeFactory()
    told()

    page = client.get(path).content.decode()

    assert re.findall(r'<h[23]><a href="([^"]+)">', page) == [new.get_absolute_url()]


def test_nothing_archived_is_told_of(client, cast):
    followed(client)
    gone = InitiativeFactory()
    archive(gone, by=cast.platform_admin, reason="Ended")

    assert told() == []


def test_filter_that_means_nothing_any_more_is_told_of_once(client):
    city = CityFactory(slug="lima-pe")
    followed(client, "city=lima-pe")
    city.state = "proposed"
    city.save()
    touch(city)

    for _ in range(3):
        following.tell_all()

    assert [mail.subject for mail in Mail.objects.all()] == ["A filter you follow has come to an end"]


def test_follower_that_cannot_be_read_stands_in_nobodys_way(client, caplog):
    followed(client, "region=europe", email="broken@elsewhere.example")
    followed(client, "region=europe")
    Follow.objects.filter(email__startswith="broken").update(seen=b"no set")
    new = InitiativeFactory(city=CityFactory(region="europe"))

    assert told() == [[new.title]]
    assert [record.message for record in caplog.records if record.name == "showcase.following"] == ["follower not told"]


def test_filters_are_not_looked_at_again_while_the_catalogue_stays(client, django_assert_num_queries):
    followed(client)
    InitiativeFactory()
    told()
    a_week_later()
    Follow.objects.update(looked_at_token="")
    following.tell_all()

    with django_assert_num_queries(2):
        following.tell_all()


# Changing and stopping -----------------------------------------------------------------------------------------------


def test_reader_changes_the_language_and_stops(client):
    path = followed(client)
    InitiativeFactory()
    following.tell_all()

    client.post(path, {"act": "save", "language": "fr"})
    language = Follow.objects.get().language
    answer = client.post(path, {"act": "stop"})

    assert (language, answer["Location"]) == ("fr", reverse("follow-stopped"))
    assert (Follow.objects.count(), Mail.objects.count(), client.get(path).status_code) == (0, 0, 404)


def test_press_without_a_meaning_changes_nothing(client):
    path = followed(client)
    before = Follow.objects.values().get()

    answers = [client.post(path, data).status_code for data in ({}, {"act": "x"}, {"act": "save", "language": "xx"})]

    assert (answers, Follow.objects.values().get()) == ([200] * 3, before)


@pytest.mark.parametrize("key", ["x", "WzEsICJhIl0.bad", "a.b.c", "é", "W10.x"])
def test_link_that_we_did_not_sign_leads_nowhere(client, key):
    assert client.get(reverse("follow-own", args=[key])).status_code == 404


def test_link_of_another_follower_is_of_no_use(client):
    followed(client)
    follow = Follow.objects.get()
    Follow.objects.update(seed="another")

    assert client.get(follow.get_absolute_url()).status_code == 404


# What is kept --------------------------------------------------------------------------------------------------------


def test_who_never_confirmed_is_forgotten_after_a_week_and_a_broken_filter_after_a_month(client):
    now = timezone.now()
    made = {
        name: Follow.objects.create(email=f"{name}@a.example", **columns)
        for name, columns in {
            "new": {"asked_at": now - UNCONFIRMED + timedelta(hours=1)},
            "old": {"asked_at": now - UNCONFIRMED - timedelta(hours=1)},
            "confirmed": {"asked_at": now - timedelta(days=900), "confirmed_at": now - timedelta(days=900)},
            "broken": {"confirmed_at": now, "broken_at": now - BROKEN - timedelta(hours=1)},
            "just-broken": {"confirmed_at": now, "broken_at": now},
        }.items()
    }

    assert set(idle_follows(now)) == {made["old"], made["broken"]}


def test_account_sees_what_its_address_follows_and_takes_it_along_when_it_is_erased(client):
    user = UserFactory(email="Reader@elsewhere.example")
    followed(client, "region=europe")
    followed(client, "region=europe", email="other@elsewhere.example")

    held = [(row["email"], row["query"]) for row in held_about(user)["follows"]]
    erase(user)

    assert held == [(EMAIL, "region=europe")]
    assert list(Follow.objects.values_list("email", flat=True)) == ["other@elsewhere.example"]


# Where it is offered -------------------------------------------------------------------------------------------------


def test_list_city_and_network_offer_to_be_followed_and_so_does_an_empty_list(client):
    city, network = CityFactory(slug="lima-pe"), NetworkFactory(slug="c40")
    InitiativeFactory(city=city)

    pages = {
        name: client.get(address).content.decode()
        for name, address in {
            "list": reverse("initiatives") + "?region=&city=lima-pe&sort=city",
            "empty": reverse("initiatives") + "?year=1999",
            "city": city.get_absolute_url(),
            "network": network.get_absolute_url(),
        }.items()
    }

    assert kept_in(pages["list"]) == [("city", "lima-pe")]
    assert kept_in(pages["empty"]) == [("year", "1999")]
    assert "Tell me when there is one" in pages["empty"]
    assert 'href="/follow/?city=lima-pe" rel="nofollow"' in pages["city"]
    assert 'href="/follow/?network=c40" rel="nofollow"' in pages["network"]


def kept_in(page):
    [form] = re.findall(r'<form class="searchbar" action="/follow/" method="get">(.*?)</form>', page, re.DOTALL)
    return re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form)
