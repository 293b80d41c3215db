"""Claiming a city, and what others decide about it: never oneself, once, in time, with a mail and an audit row."""

import re
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from catalogue.models import CatalogueChange
from cities.affiliations import (
    MOST_CLAIMS_A_DAY,
    ChangedMeanwhile,
    claim,
    confirm_place,
    decide,
    leave,
    propose_place,
)
from cities.models import Affiliation, City
from cities.verdicts import VERDICTS
from networks.affiliations import editors_who_decide
from outbox.models import Mail
from record.models import Entry
from tests.factories import (
    AffiliationFactory,
    CityFactory,
    EditorFactory,
    MembershipFactory,
    NetworkFactory,
    UserFactory,
)

ELSEWHERE = {"name": "Lesaka", "country": "ES", "latitude": 43.25, "longitude": -1.7, "role_title": "Mayor's office"}


def mailed():
    """Who gets which mail."""
    return sorted((mail.address.partition("@")[0], mail.key.split(":")[1]) for mail in Mail.objects.all())


def audit():
    return list(Entry.objects.order_by("pk").values_list("event", "role", "was", "became", "pseudonym"))


# Claiming --------------------------------------------------------------------------------------------------------


def test_claim_waits_for_a_confirmation(cast):
    affiliation, is_new = claim(cast.stranger, cast.city, "Officer")

    assert is_new
    assert (affiliation.state, affiliation.is_lead, affiliation.decided_at) == ("claimed", False, None)
    assert audit() == [("claim_city", "", "", "claimed", cast.stranger.pseudonym)]


def test_claim_asks_the_leads_and_the_active_editors_of_the_citys_networks_once_each(cast):
    EditorFactory(user=cast.lead, network=cast.rival)
    EditorFactory(network=cast.rival, user=UserFactory(email="gone@people.example", is_active=False))

    claim(cast.stranger, cast.city, "Officer")

    asked = ["dual", "editor", "lead", "rival_editor", "second_editor"]
    assert mailed() == [(name, "claimed") for name in asked]


def test_claim_of_a_city_without_network_asks_the_host(cast):
    claim(cast.author, cast.other_city, "Officer")

    assert mailed() == [("dual", "claimed"), ("editor", "claimed"), ("second_editor", "claimed")]


def test_claim_of_a_city_that_left_its_networks_asks_the_host(cast):
    cast.city.memberships.update(left="2020")

    assert set(editors_who_decide(cast.city)) == {cast.editor, cast.second_editor, cast.dual}


def test_network_without_active_editor_leaves_the_question_to_the_host(cast):
    city = CityFactory()
    MembershipFactory(city=city, network=NetworkFactory())

    assert set(editors_who_decide(city)) == {cast.editor, cast.second_editor, cast.dual}


def test_claim_never_asks_the_claimant(cast):
    claim(cast.editor, cast.city, "Officer")

    assert ("editor", "claimed") not in mailed()


def test_claim_made_twice_is_one_claim_and_asks_once(cast):
    first = claim(cast.stranger, cast.city, "Officer")
    before = mailed()

    assert claim(cast.stranger, cast.city, "Other words") == (first[0], False)
    assert (mailed(), len(audit())) == (before, 1)


def test_claim_by_confirmed_staff_changes_nothing(cast):
    affiliation, is_new = claim(cast.author, cast.city, "Officer")

    assert (affiliation.state, is_new, mailed()) == ("confirmed", False, [])


@pytest.mark.parametrize("state", ["refused", "ended"])
def test_refused_or_ended_affiliation_may_be_claimed_again(cast, state):
    AffiliationFactory(user=cast.stranger, city=cast.city, state=state)

    affiliation, is_new = claim(cast.stranger, cast.city, "Officer")

    assert (is_new, affiliation.state) == (True, "claimed")
    assert set(cast.stranger.affiliations.filter(city=cast.city).values_list("state", flat=True)) == {state, "claimed"}


def test_person_claims_a_few_cities_a_day_and_no_more(cast):
    for _each in range(MOST_CLAIMS_A_DAY):
        claimed = claim(cast.platform_admin, CityFactory(), "Officer")[0]
        leave(claimed)
    mails = Mail.objects.count()

    with pytest.raises(ValidationError) as refused:
        claim(cast.platform_admin, CityFactory(), "Officer")

    assert refused.value.messages == ["You have named many cities today. Come back tomorrow for more."]
    assert (cast.platform_admin.affiliations.filter(state="claimed").count(), Mail.objects.count()) == (0, mails)


def at_the_same_moment(*actions):
    """Runs each in a thread of its own; answers with what they returned, or the conflict they met."""
    barrier, outcomes = Barrier(len(actions)), []

    def run(action):
        barrier.wait()
        try:
            outcomes.append(action())
        except ChangedMeanwhile:
            outcomes.append("too late")
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_claim_made_many_times_at_the_same_moment_is_one(cast):
    made = at_the_same_moment(*[lambda: claim(cast.stranger, cast.city, "Officer")] * 4)

    assert sorted(is_new for _affiliation, is_new in made) == [False, False, False, True]
    assert cast.stranger.affiliations.filter(city=cast.city).count() == 1


# Deciding --------------------------------------------------------------------------------------------------------

STATES = ["claimed", "confirmed", "refused", "ended"]
OPEN = {  # written by hand: (verdict, state, is lead) -> what it becomes
    ("confirm", "claimed", False): ("confirmed", False),
    ("refuse", "claimed", False): ("refused", False),
    ("end", "confirmed", False): ("ended", False),
    ("end", "confirmed", True): ("ended", False),
    ("appoint", "confirmed", False): ("confirmed", True),
}
MOVES = [(verdict, state, False) for verdict in VERDICTS for state in STATES]
MOVES += [(verdict, "confirmed", True) for verdict in VERDICTS]


@pytest.mark.parametrize(("verdict", "state", "is_lead"), MOVES)
def test_affiliation_moves_only_as_the_table_allows(cast, verdict, state, is_lead):
    affiliation = AffiliationFactory(user=cast.stranger, city=cast.city, state=state, is_lead=is_lead)

    if (verdict, state, is_lead) in OPEN:
        decide(affiliation, verdict, by=cast.lead)
        expected, mails = OPEN[verdict, state, is_lead], [("stranger", verdict)]
    else:
        with pytest.raises(ChangedMeanwhile):
            decide(affiliation, verdict, by=cast.lead)
        expected, mails = (state, is_lead), []

    affiliation.refresh_from_db()
    assert ((affiliation.state, affiliation.is_lead), mailed()) == (expected, mails)
    assert (affiliation.decided_at is None, len(audit())) == (mails == [], len(mails))


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("who", ["lead", "author", "platform_admin"])
def test_nobody_decides_about_themselves(cast, verdict, who):
    person = getattr(cast, who)
    own = person.affiliations.first() or AffiliationFactory(user=person, city=cast.city, state="claimed")
    before = (own.state, own.is_lead)

    with pytest.raises(PermissionDenied):
        decide(own, verdict, by=person)

    own.refresh_from_db()
    assert ((own.state, own.is_lead), mailed(), audit()) == (before, [], [])


def test_second_answer_to_the_same_claim_is_too_late(cast):
    one, other = (Affiliation.objects.get(user=cast.colleague) for _each in range(2))
    decide(one, "confirm", by=cast.lead)

    with pytest.raises(ChangedMeanwhile):
        decide(other, "refuse", by=cast.editor)

    assert (Affiliation.objects.get(user=cast.colleague).state, mailed()) == ("confirmed", [("colleague", "confirm")])


@pytest.mark.django_db(transaction=True)
def test_of_answers_at_the_same_moment_one_holds(cast):
    pk = Affiliation.objects.get(user=cast.colleague).pk

    def answer(verdict, by):
        return lambda: decide(Affiliation.objects.get(pk=pk), verdict, by=by)

    outcomes = at_the_same_moment(
        answer("confirm", cast.lead), answer("refuse", cast.editor), answer("confirm", cast.rival_editor)
    )

    assert sorted(map(str, outcomes)) == ["None", "too late", "too late"]
    assert (len(mailed()), len(audit())) == (1, 1)


@pytest.mark.parametrize(("who", "role"), [("lead", "lead"), ("editor", "editor"), ("platform_admin", "platform")])
def test_decision_is_audited_with_the_part_of_who_decided(cast, who, role):
    decider = getattr(cast, who)

    decide(Affiliation.objects.get(user=cast.colleague), "confirm", by=decider)

    assert audit() == [("confirm_affiliation", role, "claimed", "confirmed", decider.pseudonym)]


def test_former_lead_who_comes_back_is_confirmed_anew_and_no_lead(cast):
    decide(Affiliation.objects.get(user=cast.lead), "end", by=cast.platform_admin)

    affiliation, _is_new = claim(cast.lead, cast.city, "Officer")

    assert (affiliation.state, affiliation.is_lead) == ("claimed", False)


def test_decision_about_a_closed_account_writes_to_nobody(cast):
    cast.colleague.is_active = False
    cast.colleague.save()

    decide(Affiliation.objects.get(user=cast.colleague), "refuse", by=cast.lead)

    assert mailed() == []


@pytest.mark.parametrize("name", ["author", "colleague"])
def test_leaving_ends_what_one_said_and_twice_changes_nothing(cast, name):
    own = Affiliation.objects.get(user=getattr(cast, name))
    was = own.state

    leave(own)
    leave(own)

    own.refresh_from_db()
    assert own.state == "ended"
    assert audit() == [("leave_city", "", was, "ended", own.user.pseudonym)]


def test_leaving_does_not_undo_a_refusal(cast):
    own = Affiliation.objects.get(user=cast.colleague)
    decide(own, "refuse", by=cast.lead)

    leave(own)

    own.refresh_from_db()
    assert own.state == "refused"


# Places ----------------------------------------------------------------------------------------------------------


def test_proposed_place_is_seen_by_nobody_and_claimed_by_who_proposed_it(cast):
    affiliation = propose_place(cast.stranger, **ELSEWHERE)

    city = affiliation.city
    assert (city.name, city.slug, city.state, city.proposed_by) == ("Lesaka", "lesaka-es", "proposed", cast.stranger)
    assert (affiliation.user, affiliation.state, affiliation.role_title) == (cast.stranger, "claimed", "Mayor's office")
    assert list(City.objects.confirmed().filter(name="Lesaka")) == []
    assert list(City.objects.of(cast.stranger).filter(name="Lesaka")) == [city]
    assert mailed() == [("dual", "claimed"), ("editor", "claimed"), ("second_editor", "claimed")]


def test_place_proposed_twice_is_one_place(cast):
    first = propose_place(cast.stranger, **ELSEWHERE)

    assert propose_place(cast.stranger, **ELSEWHERE) == first
    assert City.objects.filter(name="Lesaka").count() == 1


def test_place_proposed_by_two_people_is_two_for_the_editors_to_sort_out(cast):
    slugs = [propose_place(person, **ELSEWHERE).city.slug for person in (cast.stranger, cast.author)]

    assert slugs == ["lesaka-es", "lesaka-es-2"]


def test_place_is_not_made_when_its_claim_is_refused(cast):
    AffiliationFactory.create_batch(MOST_CLAIMS_A_DAY, user=cast.former)

    with pytest.raises(ValidationError):
        propose_place(cast.former, **ELSEWHERE)

    assert City.objects.filter(name="Lesaka").count() == 0


def test_confirmed_place_becomes_public_and_its_proposer_hears_of_it(cast):
    city = propose_place(cast.stranger, **ELSEWHERE).city
    Mail.objects.all().delete()

    confirm_place(city, by=cast.editor)

    assert City.objects.confirmed().get(name="Lesaka") == city
    assert mailed() == [("stranger", "confirmed")]
    assert audit()[-1] == ("confirm_place", "editor", "proposed", "confirmed", cast.editor.pseudonym)
    assert list(CatalogueChange.objects.values_list("kind", "key"))[-1:] == [("cities.city", city.pk)]
    assert list(city.history.values_list("state", flat=True)) == ["confirmed", "proposed"]


def test_place_is_confirmed_once(cast):
    city = propose_place(cast.stranger, **ELSEWHERE).city
    confirm_place(City.objects.get(pk=city.pk), by=cast.editor)

    with pytest.raises(ChangedMeanwhile):
        confirm_place(city, by=cast.second_editor)

    assert Entry.objects.filter(event="confirm_place").count() == 1


def test_place_whose_proposer_was_erased_is_confirmed_without_a_mail(cast):
    city = CityFactory(state="proposed")

    confirm_place(city, by=cast.editor)

    assert mailed() == []


# Mails -----------------------------------------------------------------------------------------------------------


def every_mail(cast):
    """One of each template: to a lead, to an editor, and to who is decided about."""
    claim(cast.stranger, cast.city, "Officer")
    for verdict in VERDICTS:
        state = VERDICTS[verdict].needs["state"]
        decide(AffiliationFactory(city=cast.city, state=state, user__language="en"), verdict, by=cast.lead)
    confirm_place(propose_place(cast.stranger, **ELSEWHERE).city, by=cast.editor)
    return list(Mail.objects.all())


def test_every_mail_is_plain_text_with_one_link_of_ours(cast):
    cast.stranger.name = 'Ana & "Bo" <b>'
    cast.stranger.save()

    for mail in every_mail(cast):
        [link] = re.findall(r"\S+://\S+", mail.text)
        assert link.startswith(settings.BASE_URL + "/")
        assert mail.subject
        assert re.findall(r"&\w+;|\{|\}|None", mail.subject + mail.text) == []
        assert mail.text.startswith("Hello ")


def test_lead_is_led_to_the_people_and_editor_to_the_claim_in_the_back_office(cast):
    affiliation, _is_new = claim(cast.stranger, cast.city, "Officer")

    last_lines = {mail.address.partition("@")[0]: re.findall(r"http\S+", mail.text)[-1] for mail in Mail.objects.all()}
    assert last_lines["lead"] == f"{settings.BASE_URL}/account/cities/bilbao-es/people/"
    assert last_lines["editor"] == f"{settings.BASE_URL}/admin/cities/affiliation/{affiliation.pk}/change/"


def test_mail_speaks_the_language_of_who_reads_it(cast):
    cast.lead.language = "de"
    cast.lead.save()

    claim(cast.stranger, cast.city, "Officer")

    mail = Mail.objects.get(address=cast.lead.email)
    assert (mail.language, re.findall(r"http\S+", mail.text)[-1]) == (
        "de",
        f"{settings.BASE_URL}/de/account/cities/bilbao-es/people/",
    )


def test_name_of_a_person_is_never_a_header(cast):
    cast.stranger.name = "Ana\r\nBcc: victim@example.org"
    cast.stranger.save()

    claim(cast.stranger, cast.city, "Officer")

    assert {mail.subject for mail in Mail.objects.all()} == {"Somebody says that they work for Bilbao"}
