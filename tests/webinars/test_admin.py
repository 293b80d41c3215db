"""Editors plan a series, write its sessions in three parts, and reuse the people they know."""

from datetime import date, time

import pytest
from django.db import connection
from django.urls import reverse

from catalogue.models import CatalogueVersion
from tests.factories import (
    AppearanceFactory,
    InitiativeFactory,
    PersonFactory,
    SeriesFactory,
    TermFactory,
    WebinarFactory,
)
from webinars.models import Person, Series, Webinar
from webinars.search import search

pytestmark = pytest.mark.django_db
INLINES = ("appearances", "recordings", "takeaways", "quotes", "moments")
EMPTY = {f"{name}-{kind}_FORMS": 0 for name in INLINES for kind in ("TOTAL", "INITIAL")}
USUAL = {"title": "Heat", "text_language": "en", "state": "planned", **EMPTY}
TIME = {"date": "2047-05-05", "local_time": "15:00", "time_zone": "Europe/Madrid"}


@pytest.fixture
def series(cast):
    return SeriesFactory(lead=cast.host, title="Live Learning", slug="live")


@pytest.fixture
def session(series):
    return WebinarFactory(series=series)


def page_of(row, page="change"):
    return reverse(f"admin:webinars_{row._meta.model_name}_{page}", args=[row.pk])


def save(client_of, who, session, **data):
    return client_of(who).post(page_of(session), {**USUAL, **data})


def token():
    return CatalogueVersion.objects.values_list("token", flat=True).first()


def test_editor_announces_a_session_and_everybody_finds_it(cast, client_of, session):
    topic, before = TermFactory(), token()

    answer = save(
        client_of,
        cast.editor,
        session,
        **TIME,
        state="announced",
        topics=[topic.pk],
        cities="Bilbao\nlima-pe",
        languages="en, es",
        interpretation="fr",
        sign_language="International Sign",
    )

    session.refresh_from_db()
    assert (answer.status_code, session.state, session.languages) == (302, "announced", ["en", "es"])
    assert [city.slug for city in session.cities.order_by("name")] == ["bilbao-es", "lima-pe"]
    assert session.history.first().history_user == cast.editor
    assert [key for key, _language in search("heat bilbao")] == [session.pk]
    assert token() != before


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"state": "announced"}, "Before it is announced, a session needs date, time and time zone."),
        ({"local_time": "15:00"}, "A time needs its date and its time zone."),
        ({**TIME, "time_zone": "Madrid"}, "Choose a time zone such as Europe/Madrid."),
        (
            {**TIME, "date": "2047-03-31", "local_time": "02:30"},
            "On 31 March 2047 the clocks of Madrid go forward, so 02:30 does not come there. "
            "Do you mean 01:30 or 03:30?",
        ),
        ({"cities": "Atlantis"}, "No place here is called “Atlantis”."),
        ({"cities": "Atl\0antis"}, "No place here is called “Atl antis”."),
        ({"cities": "Lim"}, "“Lim” may be several places. Write one of these instead: lima-pe."),
        ({"languages": "english"}, "No language has the code “english”."),
    ],
)
def test_what_makes_no_sense_is_asked_back(cast, client_of, session, given, sentence):
    answer = save(client_of, cast.editor, session, **given)

    errors = [text for texts in answer.context["adminform"].form.errors.values() for text in texts]
    assert [text.replace("\xa0", " ") for text in errors] == [sentence]


def test_what_was_public_is_no_plan_again(cast, client_of, series):
    held = WebinarFactory(series=series, state="held")

    answer = save(client_of, cast.editor, held, state="planned")

    assert answer.context["adminform"].form.errors == {
        "state": ["This session is public already. Cancel or postpone it instead."]
    }


@pytest.mark.parametrize(("state", "status"), [("planned", 200), ("held", 403)])
def test_only_a_plan_is_deleted(cast, client_of, series, state, status):
    made = WebinarFactory(series=series, state=state)

    assert client_of(cast.editor).get(page_of(made, "delete")).status_code == status


def test_everything_that_is_kept_is_written_on_the_one_form(cast, client_of, session):
    speaker = AppearanceFactory(webinar=session, person=PersonFactory(network=cast.host))
    initiative = InitiativeFactory()
    rows = {
        "recordings": {"language": "en", "address": "https://video.example/1"},
        "takeaways": {"text": "Ask early.", "speaker": speaker.pk},
        "quotes": {"text": "We asked.", "language": "en", "said_by": "Lima"},
        "moments": {"initiative": initiative.code, "second": "12:34"},
    }
    data = {f"{name}-TOTAL_FORMS": 1 for name in rows}
    data |= {f"{name}-0-{field}": value for name, row in rows.items() for field, value in row.items()}

    answer = save(client_of, cast.editor, session, state="documented", **data)

    assert answer.status_code == 302
    assert [each.host for each in session.recordings.all()] == ["video.example"]
    assert [(each.text, each.speaker) for each in session.takeaways.all()] == [("Ask early.", speaker)]
    assert [each.who for each in session.quotes.all()] == ["Lima"]
    assert [(each.initiative, each.second) for each in session.moments.all()] == [(initiative, 754)]
    assert [key for key, _language in search("ask early")] == [session.pk]


def test_form_that_nobody_touched_changes_nothing(cast, client_of, session):
    session.cities.set([cast.city])
    session.moments.create(initiative=InitiativeFactory(), second=754)
    moment, before = session.moments.get(), token()
    kept = {"id": moment.pk, "initiative": moment.initiative.code, "second": "12:34"}
    data = {f"moments-0-{name}": value for name, value in kept.items()}
    data |= {"moments-TOTAL_FORMS": 1, "moments-INITIAL_FORMS": 1, "title": session.title, "cities": "bilbao-es"}

    answer = save(client_of, cast.editor, session, **data)

    assert (answer.status_code, token()) == (302, before)


def rows_of(name, *rows, initial=0):
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial}
    return data | {f"{name}-{n}-{field}": value for n, row in enumerate(rows) for field, value in row.items()}


def refusals(answer, name):
    [formset] = [each.formset for each in answer.context["inline_admin_formsets"] if each.formset.prefix == name]
    return formset.non_form_errors()


@pytest.mark.parametrize("deleted", [{}, {"DELETE": "on"}])
def test_initiative_named_twice_in_one_save_is_refused_unless_one_of_the_rows_goes(cast, client_of, session, deleted):
    code = InitiativeFactory().code
    kept = session.moments.create(initiative=InitiativeFactory())
    rows = rows_of("moments", {"id": kept.pk, "initiative": code, **deleted}, {"initiative": code}, initial=1)

    answer = save(client_of, cast.editor, session, **rows)

    if deleted:
        assert (answer.status_code, [each.initiative.code for each in session.moments.all()]) == (302, [code])
    else:
        assert refusals(answer, "moments") == ["This initiative is on the list already."]
        assert list(session.moments.all()) == [kept]


def test_initiative_explained_at_two_moments_is_kept_at_both(cast, client_of, session):
    initiative = InitiativeFactory()
    rows = [{"initiative": initiative.code, "second": clock} for clock in ("", "1:00", "2:00")]

    save(client_of, cast.editor, session, **rows_of("moments", *rows, {}))

    assert set(session.moments.values_list("second", flat=True)) == {None, 60, 120}


def appearing(**row):
    return {"appearances-TOTAL_FORMS": 1, **{f"appearances-0-{name}": value for name, value in row.items()}}


def test_known_person_appears_with_the_office_of_then(cast, client_of, series):
    person = PersonFactory(network=cast.host)
    first, second = WebinarFactory(series=series), WebinarFactory(series=series)

    save(client_of, cast.editor, first, **appearing(person=person.pk, office="Councillor", city="Bilbao"))
    save(client_of, cast.editor, second, **appearing(person=person.pk, office="Mayor", city="Bilbao"))

    assert [each.role for each in person.appearances.order_by("pk")] == ["Councillor, Bilbao", "Mayor, Bilbao"]


def test_somebody_new_is_known_to_the_network_and_named_nowhere_yet(cast, client_of, session):
    answer = save(client_of, cast.editor, session, **appearing(new_name="Ada", office="Mayor"))

    person = Person.objects.get()
    assert (answer.status_code, person.name, person.network, person.public_name) == (302, "Ada", cast.host, "")
    assert [each.person for each in session.appearances.all()] == [person]


def test_person_of_another_network_is_no_choice(cast, client_of, session):
    strange = PersonFactory(network=cast.rival)

    save(client_of, cast.editor, session, **appearing(person=strange.pk, office="Mayor"))

    assert session.appearances.count() == 0


@pytest.mark.parametrize("name", ["takeaways", "quotes"])
def test_words_are_corrected_in_the_save_in_which_their_speaker_goes(cast, client_of, session, name):
    speaker = AppearanceFactory(webinar=session, person__network=cast.host, office="Mayor")
    said = getattr(session, name).create(text="Ask.", speaker=speaker)
    gone = {"id": speaker.pk, "person": speaker.person_id, "office": "Mayor", "DELETE": "on"}
    row = {"id": said.pk, "text": "Ask early.", "language": "en", "speaker": speaker.pk}
    data = rows_of("appearances", gone, initial=1) | rows_of(name, row, initial=1)

    answer = save(client_of, cast.editor, session, **data)

    connection.check_constraints()
    said.refresh_from_db()
    assert (answer.status_code, said.text, said.speaker) == (302, "Ask early.", None)
    assert session.appearances.count() == 0


def test_speaker_of_another_session_is_no_choice(cast, client_of, series, session):
    other = AppearanceFactory(webinar=WebinarFactory(series=series), person__network=cast.host)
    data = {"takeaways-TOTAL_FORMS": 1, "takeaways-0-text": "Ask.", "takeaways-0-speaker": other.pk}

    save(client_of, cast.editor, session, **data)

    assert session.takeaways.count() == 0


def test_balance_of_the_series_is_shown_while_planning(cast, client_of, session):
    AppearanceFactory(webinar=session, person=PersonFactory(network=cast.host, gender="woman"))

    page = client_of(cast.editor).get(page_of(session)).content.decode()

    assert "Gender, as they say themselves: 1 women" in page


PLAN = {
    "first": "2047-03-17",
    "local_time": "15:00",
    "time_zone": "Europe/Madrid",
    "number": "6",
    "duration": "90",
    "titles": "Heat\nWater",
}


def plan(client_of, who, series, **data):
    return client_of(who).post(page_of(series, "plan"), {**PLAN, **data})


def test_weekly_sessions_keep_their_time_on_the_wall_over_a_change_to_summer_time(cast, client_of, series):
    WebinarFactory(series=series, number=4, slug="heat")

    answer = plan(client_of, cast.editor, series)

    made = list(Webinar.objects.filter(state="planned", number__gt=4).order_by("number"))
    assert answer.url == f"/admin/webinars/webinar/?series__id__exact={series.pk}"
    assert [str(each.date) for each in made[:3]] == ["2047-03-17", "2047-03-24", "2047-03-31"]
    assert [each.starts_at.hour for each in made] == [14, 14, 13, 13, 13, 13]
    assert {each.local_time for each in made} == {time(15)}
    assert [(each.number, each.slug) for each in made[:3]] == [(5, "heat-5"), (6, "water"), (7, "session-7")]
    assert [each.title for each in made] == ["Heat", "Water", "Session 7", "Session 8", "Session 9", "Session 10"]


@pytest.mark.parametrize(
    ("day", "question", "answer", "kept"),
    [
        (
            "2047-03-31",
            "On 31 March 2047 the clocks of Madrid go forward, so 02:30 does not come there. "
            "Do you mean 01:30 or 03:30?",
            "2047-03-31 03:30 Europe/Madrid",
            (time(3, 30), "Europe/Madrid", 1),
        ),
        (
            "2047-10-27",
            "On 27 October 2047 the clocks of Madrid go back, so 02:30 comes there twice: at 00:30 and at 01:30 UTC. "
            "Which of the two do you mean? Write that day and time, with the zone UTC.",
            "2047-10-27 01:30 UTC",
            (time(1, 30), "UTC", 1),
        ),
    ],
)
def test_time_that_does_not_come_or_comes_twice_is_asked_back_and_answered(
    cast, client_of, series, day, question, answer, kept
):
    asked = plan(client_of, cast.editor, series, first=day, local_time="02:30", number="2")

    assert (asked.status_code, Webinar.objects.count()) == (200, 0)
    name = f"on_{day}"
    assert [text.replace("\xa0", " ") for text in asked.context["form"].errors[name]] == [question]

    answered = plan(client_of, cast.editor, series, first=day, local_time="02:30", number="2", **{name: answer})

    first = Webinar.objects.get(date=date.fromisoformat(day))
    assert answered.status_code == 302
    assert (first.local_time, first.time_zone, first.starts_at.hour) == kept
    assert Webinar.objects.exclude(pk=first.pk).get().local_time == time(2, 30)


def test_answer_that_was_not_offered_is_none(cast, client_of, series):
    strange = {"on_2047-03-31": "2047-04-01 03:30 Europe/Madrid"}

    asked = plan(client_of, cast.editor, series, first="2047-03-31", local_time="02:30", number="1", **strange)

    assert (asked.status_code, Webinar.objects.count()) == (200, 0)


def test_plan_sent_twice_is_planned_once(cast, client_of, series):
    key = "k" * 32

    answers = [plan(client_of, cast.editor, series, once=key) for _ in range(2)]

    assert len({answer.url for answer in answers}) == 1
    assert Webinar.objects.count() == 6


def test_title_too_many_is_asked_back_and_the_next_try_plans(cast, client_of, series):
    key = "k" * 32

    asked = plan(client_of, cast.editor, series, number="1", once=key)
    before = Webinar.objects.count()
    answered = plan(client_of, cast.editor, series, number="2", once=key)

    assert (asked.status_code, before, answered.status_code) == (200, 0, 302)
    assert asked.context["form"].errors == {"titles": ["There are more titles than sessions."]}
    assert list(Webinar.objects.order_by("number").values_list("title", flat=True)) == ["Heat", "Water"]


def test_plan_that_fails_may_be_sent_again(cast, client_of, series, monkeypatch):
    def failing(*_args):
        raise ValueError("plan")

    with monkeypatch.context() as broken:
        broken.setattr("webinars.admin.series.plan", failing)
        with pytest.raises(ValueError, match="plan"):
            plan(client_of, cast.editor, series, once="k" * 32)

    plan(client_of, cast.editor, series, once="k" * 32)

    assert Webinar.objects.count() == 6


def test_rival_neither_sees_nor_plans_the_series(cast, client_of, series, session):
    answers = [client_of(cast.rival_editor).get(page_of(series, page)).status_code for page in ("change", "plan")]
    listed = client_of(cast.rival_editor).get(reverse("admin:webinars_webinar_changelist")).content.decode()

    assert answers == [404, 404]
    assert plan(client_of, cast.rival_editor, series).status_code == 404
    assert (session.title in listed, Webinar.objects.count()) == (False, 1)


def test_series_is_begun_for_the_own_network_and_keeps_it(cast, client_of):
    data = {"title": "Water", "slug": "water", "description_en": "About water."}
    client_of(cast.editor).post(reverse("admin:webinars_series_add"), {**data, "lead": cast.rival.pk})
    refused = Series.objects.count()

    client_of(cast.editor).post(reverse("admin:webinars_series_add"), {**data, "lead": cast.host.pk})
    made = Series.objects.get()
    client_of(cast.editor).post(page_of(made), {**data, "lead": cast.rival.pk, "supporters": [cast.rival.pk]})

    made.refresh_from_db()
    assert (refused, made.lead, str(made.description), list(made.supporters.all())) == (
        0,
        cast.host,
        "About water.",
        [cast.rival],
    )


def test_number_of_sessions_needs_its_source(cast, client_of, series):
    data = {"title": "Live", "sessions_total": 17}

    answer = client_of(cast.editor).post(page_of(series), data)

    assert answer.context["adminform"].form.errors == {"source": ["Say where this number is written down."]}


def test_buttons_put_speakers_and_takeaways_into_order(cast, client_of, session):
    rows = [session.takeaways.create(text=text) for text in "abc"]
    editor, page, before = client_of(cast.editor), page_of(session, "order"), token()

    shown = editor.get(page).content.decode()
    for press in (f"takeaway-{rows[2].pk}-up", f"takeaway-{rows[0].pk}-up", f"takeaway-{rows[0].pk}-down"):
        editor.post(page, {"move": press})

    assert shown.count('name="move"') == 4
    assert [each.text for each in session.takeaways.all()] == ["c", "a", "b"]
    assert token() != before


@pytest.mark.parametrize("press", ["", "takeaway-x-up", "quote-1-up", "takeaway-{other}-up", "speaker-999-down"])
def test_button_of_no_row_of_the_session_moves_nothing(cast, client_of, session, press):
    session.takeaways.create(text="a")
    other = WebinarFactory(series=session.series)
    rows = [other.takeaways.create(text=text) for text in "xy"]

    answer = client_of(cast.editor).post(page_of(session, "order"), {"move": press.format(other=rows[1].pk)})

    assert answer.status_code == 302
    assert [each.text for each in other.takeaways.all()] == ["x", "y"]


def test_consent_that_ends_renews_the_pages_that_name_somebody(cast, client_of, session):
    person = AppearanceFactory(webinar=session, person=PersonFactory(network=cast.host)).person
    before = token()

    data = {"name": person.name, "consent_scope": "none", "gender": "", "region": ""}
    answer = client_of(cast.editor).post(page_of(person), data)

    person.refresh_from_db()
    assert (answer.status_code, person.public_name, token() != before) == (302, "", True)
