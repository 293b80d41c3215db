"""From a session to the cities that spoke: drafts that they finish, and pages that lead back to the session."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from outbox.models import Mail
from record.models import Entry
from showcase import workflow
from showcase.models import Initiative, Submission
from tests.factories import (
    AppearanceFactory,
    CityFactory,
    InitiativeFactory,
    SeriesFactory,
    TermFactory,
    UserFactory,
    WebinarFactory,
)
from tests.proofs import at_once
from tests.showcase.test_sharing import posted
from tests.submissions import copy_of
from webinars.models import CityDraft
from webinars.preparing import cities_that_spoke, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast):
    """Led by the host; Bilbao and Lima were on stage."""
    series = SeriesFactory(lead=cast.host)
    return WebinarFactory(
        series=series, state="held", title="Heat", date="2020-04-15", cities=[cast.city, cast.other_city]
    )


def page_of(session):
    return reverse("admin:webinars_webinar_drafts", args=[session.pk])


def draft_of(session, city):
    return Submission.objects.get(prepared_from__webinar=session, city=city)


def written_to():
    mails = Mail.objects.filter(key__startswith="prepared-").order_by("address")
    return [mail.address.partition("@")[0] for mail in mails]


# What is prepared ----------------------------------------------------------------------------------------------------


def test_each_city_that_spoke_gets_one_draft_however_often_it_is_asked_for(session, cast):
    AppearanceFactory(webinar=session, city=CityFactory(name="Dakar"))
    AppearanceFactory(webinar=session, city=CityFactory(name="Nowhere", state="proposed"))

    counts = [prepare(session, cast.editor) for _press in range(2)]

    assert counts == [3, 0]
    assert [each.city.name for each in session.city_drafts.all()] == ["Bilbao", "Dakar", "Lima"]


def test_city_whose_initiative_is_on_stage_gets_none(session, cast):
    session.moments.create(initiative=InitiativeFactory(city=cast.city), second=5)

    prepare(session, cast.editor)

    assert [each.city for each in session.city_drafts.all()] == [cast.other_city]


def test_draft_says_what_the_session_knows_and_names_nobody(session, cast):
    topic = TermFactory(scheme="topic")
    session.topics.add(topic)
    AppearanceFactory(webinar=session, city=cast.city, office="Mayor", person__name="Ada Lovelace")
    session.moments.create(city=cast.city, second=754)

    prepare(session, cast.editor)

    draft = draft_of(session, cast.city)
    assert draft.summary.replace("\xa0", " ") == (
        "Mayor, Bilbao told of it in the live session “Heat” on Wednesday 15 April 2020. "
        "It is explained at 12:34 of the recording."
    )
    assert (draft.main_topic, list(draft.topics.all())) == (topic, [topic])
    facts = (draft.author, draft.desk, draft.channel, draft.state, draft.title, draft.text_language)
    assert facts == (None, cast.host, "webinar", "draft", "", "en")
    [entry] = Entry.objects.about(draft)
    facts = (entry.event, entry.pseudonym, entry.role, entry.city_id)
    assert facts == ("prepare", cast.editor.pseudonym, "editor", cast.city.pk)


def test_press_of_a_platform_admin_is_on_record_as_theirs(session, cast):
    session.moments.create(city=cast.city, second=754)

    prepare(session, cast.platform_admin)

    [entry] = Entry.objects.about(draft_of(session, cast.city))
    assert (entry.pseudonym, entry.role) == (cast.platform_admin.pseudonym, "platform")


@pytest.mark.parametrize(("topics", "expected"), [(2, 2), (4, 0)])
def test_city_chooses_the_main_one_among_several_topics(session, cast, topics, expected):
    session.topics.set([TermFactory(scheme="topic") for _number in range(topics)])

    prepare(session, cast.editor)

    draft = draft_of(session, cast.city)
    assert (draft.main_topic, draft.topics.count()) == (None, expected)


@pytest.mark.parametrize(("language", "written"), [("es", "es"), ("ca", "en")])
def test_hint_is_written_in_the_sessions_language_where_we_speak_it(session, cast, language, written):
    session.text_language = language
    session.save()

    prepare(session, cast.editor)

    draft = draft_of(session, cast.city)
    assert draft.text_language == written
    assert draft.summary.startswith("Bilbao told of it" if written == "en" else "Bilbao lo contó")


@pytest.mark.parametrize("is_staffed", [True, False])
def test_draft_goes_to_the_leading_network_where_it_checks_for_that_city_else_to_the_host(session, cast, is_staffed):
    session.lead = cast.rival  # a network of Bilbao and not of Lima
    session.save()
    if not is_staffed:
        cast.rival.editors.all().delete()

    prepare(session, cast.editor)

    desks = [draft_of(session, city).desk for city in (cast.city, cast.other_city)]
    assert desks == [cast.rival if is_staffed else cast.host, cast.host]


@pytest.mark.parametrize("cities", [1, 3])
def test_cities_are_looked_up_in_the_same_queries_for_any_number(session, cast, django_assert_num_queries, cities):
    session.cities.set([CityFactory() for _number in range(cities)])
    prepare(session, cast.editor)

    with django_assert_num_queries(4):
        found = [(each.city.name, each.draft.submission.is_prepared) for each in cities_that_spoke(session)]

    assert len(found) == cities


# Who hears of it, sees it, takes it over -----------------------------------------------------------------------------


def test_confirmed_staff_of_each_city_are_written_to_once(session, cast):
    prepare(session, cast.editor)
    prepare(session, cast.editor)

    assert written_to() == ["author", "dual", "lead", "stranger"]
    mail = Mail.objects.get(key__startswith="prepared-", address__startswith="lead@")
    assert mail.subject == "A draft waits for Bilbao"
    assert mail.text.count("http://testserver") == mail.text.count(draft_of(session, cast.city).get_absolute_url()) == 1


WHO_READS = {  # Bilbao's draft at the host's desk: before anybody of the city changed it, and after
    **dict.fromkeys(("author", "lead", "dual", "platform_admin"), (200, 200)),
    **dict.fromkeys(("editor", "second_editor"), (200, 404)),
    **dict.fromkeys(("colleague", "rival_editor", "stranger", "former"), (404, 404)),
}


@pytest.mark.parametrize("who", WHO_READS)
def test_draft_is_read_by_its_city_and_until_it_takes_over_by_the_desk(session, cast, client_of, who):
    prepare(session, cast.editor)
    draft = draft_of(session, cast.city)
    browser = client_of(getattr(cast, who))

    before = browser.get(draft.get_absolute_url()).status_code
    lead, edit = client_of(cast.lead), f"{draft.get_absolute_url()}edit/"
    lead.post(edit, posted(lead.get(edit), title="Calls"))
    after = browser.get(draft.get_absolute_url()).status_code

    draft.refresh_from_db()
    assert (draft.author, draft.saves) == (cast.lead, 1)
    assert (before, after) == WHO_READS[who]


def test_editors_of_the_desk_read_it_and_do_not_write_it(session, cast, client_of):
    prepare(session, cast.editor)
    draft = draft_of(session, cast.city)
    editor = client_of(cast.editor)

    page = editor.get(draft.get_absolute_url()).content.decode()

    assert (page.count("Prepared from the session"), page.count(f"{draft.get_absolute_url()}edit/")) == (1, 0)
    assert editor.post(f"{draft.get_absolute_url()}edit/", {"seen": "0"}).status_code == 403
    tab = editor.get(reverse("admin:showcase_submission_changelist"), {"tab": "with-city"})
    assert {each.city for each in tab.context["cl"].queryset} == {cast.city, cast.other_city}


def test_city_finds_it_on_its_pages(session, cast, client_of):
    prepare(session, cast.editor)
    draft, lead = draft_of(session, cast.city), client_of(cast.lead)

    pages = [lead.get(reverse(name)).content.decode() for name in ("account", "share")]

    assert [page.count(f'href="{draft.get_absolute_url()}"') for page in pages] == [1, 1]
    assert (pages[0].count("about what Bilbao told"), pages[1].count("Prepared from a session")) == (1, 1)


def test_who_sends_it_unchanged_becomes_its_author(session, cast, draft):
    prepare(session, cast.editor)
    prepared = completed(draft_of(session, cast.city), draft)

    workflow.perform("submit", prepared, by=cast.lead, seen=0)

    assert (prepared.author, prepared.state) == (cast.lead, "submitted")


def completed(prepared, draft):
    """As if it had said everything from the beginning."""
    full = copy_of(draft)
    CityDraft.objects.filter(submission=prepared).update(submission=full)
    Submission.objects.filter(pk=full.pk).update(author=None, channel="webinar")
    full.refresh_from_db()
    return full


# The way to the session and back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [(), (754,), (None,), (60, 754)])
def test_publishing_links_the_session_and_the_page(session, cast, draft, seconds):
    for second in seconds:
        session.moments.create(city=cast.city, second=second)
    session.moments.create(city=cast.other_city, second=3)
    prepare(session, cast.editor)
    prepared = completed(draft_of(session, cast.city), draft)
    visitor = Client()
    before = visitor.get(session.get_absolute_url()).content.decode()

    workflow.perform("submit", prepared, by=cast.lead, seen=0)
    workflow.perform("publish", prepared, by=cast.editor, seen=0)

    page = Initiative.objects.get()
    found = list(page.moments.order_by("second").values_list("webinar", "second"))
    assert found == [(session.pk, second) for second in seconds or (None,)]
    assert list(session.moments.exclude(city=None).values_list("city", "second")) == [(cast.other_city.pk, 3)]
    after = visitor.get(session.get_absolute_url()).content.decode()
    here, there = f'<a href="{page.get_absolute_url()}"', f'<a href="{session.get_absolute_url()}#moment-'
    back = visitor.get(page.get_absolute_url()).content.decode()
    assert (before.count(here), after.count(here), back.count(there)) == (0, len(found), len(found))


def test_next_version_of_a_page_adds_no_moment(session, cast, draft, submitted):
    workflow.perform("publish", submitted, by=cast.editor, seen=submitted.saves)
    prepare(session, cast.editor)

    assert Initiative.objects.get().moments.count() == 0


# The page in the back office -----------------------------------------------------------------------------------------


def test_page_prepares_by_a_press_and_shows_an_invitation_where_nobody_is_here(session, cast, client_of):
    session.cities.add(CityFactory(name="Dakar", slug="dakar-sn"))
    editor = client_of(cast.editor)
    asked = editor.get(page_of(session))
    assert CityDraft.objects.count() == 0

    for _press in range(2):
        answer = editor.post(page_of(session), {"once": asked.context["once"]}, follow=True)

    page = answer.content.decode()
    assert CityDraft.objects.count() == 3
    assert [each.city.name for each, invitation in answer.context["rows"] if invitation] == ["Dakar"]
    assert page.count("http://testserver/account/cities/claim/?city=dakar-sn") == 1
    assert (page.count("The staff of the city was told by mail."), page.count("Prepare 3 drafts")) == (2, 0)
    drafts = Submission.objects.filter(channel="webinar")
    assert [page.count(f'href="{draft.get_absolute_url()}"') for draft in drafts] == [1, 1, 1]
    drafts.update(saves=1)
    assert editor.get(page_of(session)).content.decode().count("Open the draft") == 0


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_nothing_is_prepared_of_a_session_that_was_not_held(session, cast, client_of, state):
    session.state = state
    session.save()

    answer = client_of(cast.editor).post(page_of(session))

    assert (answer.status_code, CityDraft.objects.count()) == (302, 0)


def test_editors_of_other_networks_prepare_nothing(session, cast, client_of):
    statuses = [client_of(who).post(page_of(session)).status_code for who in (cast.rival_editor, cast.author)]

    assert (statuses, CityDraft.objects.count()) == ([404, 302], 0)


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_press_at_once_prepare_each_draft_once(session, cast):
    made = at_once([partial(prepare, session, who) for who in (cast.editor, cast.second_editor)])

    assert (sorted(made), CityDraft.objects.count()) == ([0, 2], 2)
    assert len(written_to()) == 4


def test_person_whose_account_is_closed_is_not_written_to(session, cast):
    UserFactory._meta.model.objects.filter(pk=cast.lead.pk).update(is_active=False)

    prepare(session, cast.editor)

    assert written_to() == ["author", "dual", "stranger"]
