"""Whatever is changed where people and commands change it is in the next answer, also where the page was kept.

Each change goes through the page or the function that makes it. The pages that show it are asked for twice before, so
that they are kept; afterwards they have to be as if they had never been.
"""

import subprocess
import sys
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from accounts.erasure import erase
from catalogue.models import touch
from cities.affiliations import confirm_place
from cities.indexing import cities
from config.kept_pages import pages
from reports.indexing import library
from showcase import standing, workflow
from showcase.indexing import initiatives
from tests.authz.forging import back_office_form
from tests.factories import (
    AppearanceFactory,
    EditionFactory,
    EditorFactory,
    InitiativeFactory,
    MembershipFactory,
    ReportFactory,
    SeriesFactory,
    ServicePointFactory,
    TermFactory,
    UserFactory,
    WebinarFactory,
)
from tests.reference_files import change, small_copy
from tests.webinars.registered import announced, register
from webinars.indexing import sessions
from webinars.registering import cancel

SESSIONS, LIVE = "/sessions/", "/sessions/live/"
LIBRARY, NOTES = "/library/", "/library/notes/"
LIST, CITIES, NETWORKS, HOME, ABOUT = "/initiatives/", "/cities/", "/networks/", "/", "/about/"
HOST, BILBAO, LIMA, POINT, POINTS = (
    *("/networks/metropolis/", "/cities/bilbao-es/", "/cities/lima-pe/"),
    *("/service-points/desk/", "/service-points/"),
)
CALENDARS = ("/sessions.ics", "/sessions/live.ics", "/sessions/live/plan.ics", f"{HOST}sessions.ics")


@pytest.fixture
def scene(cast, client_of, draft):
    """Something public of every kind, and the browsers of who may change it."""
    lead = UserFactory(name="Desk Lead", email="lead@desk.example")
    EditorFactory(user=lead, network=cast.host, role="lead")
    lead.refresh_from_db()
    theme = TermFactory(scheme="theme", code="living")
    topic = TermFactory(code="housing", parent=theme, label_en="Housing")
    initiative = InitiativeFactory(
        title="Night buses",
        city=cast.city,
        desk=cast.host,
        topics=[topic],
        main_topic=topic,
        start="2020",
        shared_through=[cast.host],
    )
    series = SeriesFactory(lead=cast.host, slug="live")
    held = WebinarFactory(series=series, slug="held", title="Held", state="held", cities=[cast.city])
    AppearanceFactory(webinar=held, person__network=cast.host)
    report = ReportFactory(publisher=cast.host, slug="notes", title="Notes", sessions=[held])
    EditionFactory(report=report)
    initiative.endorsements.create(network=cast.host)
    point = ServicePointFactory(
        slug="desk",
        title="Help desk",
        host_network=cast.host,
        description="Ask here.",
        contact=cast.former.email,
        status="open",
    )
    touch(initiative, point)
    return SimpleNamespace(
        held=held,
        report=report,
        plan=WebinarFactory(series=series, slug="plan", title="Plan", cities=[cast.city]),
        cast=cast,
        topic=topic,
        theme=theme,
        initiative=initiative,
        page=initiative.get_absolute_url(),
        point=point,
        draft=draft,
        archived=InitiativeFactory(slug="old", city=cast.other_city, desk=cast.host, archived_at=timezone.now()),
        proposed=MembershipFactory(city__name="Newtown", city__slug="newtown-fr", city__state="proposed").city,
        member=cast.host.memberships.get(city=cast.city),
        editor=client_of(cast.editor),
        lead=client_of(lead),
        admin=client_of(cast.platform_admin),
    )


def edit(browser, page, row, **data):
    """Save the row's page of the back office with these fields changed."""
    address = reverse(f"admin:{page}_change", args=[row.pk])
    form = back_office_form(SimpleNamespace(browser=lambda: browser), address)
    answer = browser.post(address, form | data)
    assert answer.status_code == 302, answer.context["errors"]


def added_inline(prefix, rows, **data):
    """The posted fields of one more row of an inline."""
    return {f"{prefix}-TOTAL_FORMS": rows + 1, **{f"{prefix}-{rows}-{name}": value for name, value in data.items()}}


def network_is_renamed(scene):
    edit(scene.editor, "networks_network", scene.cast.host, acronym="New name", name="Its new name")


def network_is_described(scene):
    edit(scene.lead, "networks_network", scene.cast.host, description_en="Other words.", days_to_answer=3)


def member_joins(scene):
    data = {"network": scene.cast.host.pk, "city": "Lima", "city_slug": "lima-pe"}
    scene.editor.post(reverse("admin:networks_membership_add"), data)


def membership_ends(scene):
    edit(scene.editor, "networks_membership", scene.member, left="2021")


def membership_is_deleted(scene):
    scene.editor.post(reverse("admin:networks_membership_delete", args=[scene.member.pk]), {"post": "yes"})


def editor_is_named(scene):
    UserFactory(name="New", email="new@desk.example").emailaddress_set.create(email="new@desk.example", verified=True)
    rows = scene.cast.host.editors.count()
    edit(
        scene.lead,
        "networks_network",
        scene.cast.host,
        **added_inline("editors", rows, email="new@desk.example", role="editor"),
    )


def last_editor_of_a_desk_is_closed(scene):
    person = scene.cast.rival_editor
    data = {"name": person.name, "language": "en", "time_zone": "UTC", "mail_choice": "all"}
    scene.admin.post(reverse("admin:accounts_user_change", args=[person.pk]), data)


def last_editor_of_a_desk_is_erased(scene):
    erase(scene.cast.rival_editor)


def last_editor_of_a_desk_is_erased_by_command(scene):
    call_command("erase_person", scene.cast.rival_editor.email, stdout=StringIO())


def person_named_at_a_service_point_is_erased(scene):
    erase(scene.cast.former)


def service_point_is_edited(scene):
    edit(scene.editor, "networks_servicepoint", scene.point, title="Other desk", status="closed")


def service_point_is_opened(scene):
    rows = {f"items-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    data = {"title": "New desk", "slug": "new", "kind": "own", "status": "open", "hours": "[]", "embed_sites": "[]"}
    scene.editor.post(reverse("admin:networks_servicepoint_add"), {**data, **rows, "host_network": scene.cast.host.pk})


def initiative_is_pinned(scene):
    data = added_inline("items", 0, initiative=scene.initiative.code, position=0, note="First of all")
    edit(scene.editor, "networks_servicepoint", scene.point, **data)


def city_is_described(scene):
    edit(scene.editor, "cities_city", scene.cast.city, native_name="Bilbo", description="On the Nervión.")


def city_is_renamed(scene):
    edit(scene.admin, "cities_city", scene.cast.city, name="Bilbo", population=5, population_source="somebody")


def place_is_confirmed(scene):
    confirm_place(scene.proposed, by=scene.cast.editor)


def topic_is_renamed(scene):
    edit(scene.admin, "catalogue_term", scene.topic, label_en="Homes")


def topic_is_merged(scene):
    other = TermFactory(code="homes", parent=scene.theme, label_en="Homes")
    edit(scene.admin, "catalogue_term", scene.topic, merged_into=other.pk, retired="on")


def theme_is_renamed(scene):
    edit(scene.admin, "catalogue_term", scene.theme, label_en="Where people live")


def initiative_is_archived(scene):
    data = {"change": "archive", "seen": "public", "reason": "Old."}
    scene.editor.post(reverse("admin:showcase_initiative_standing", args=[scene.initiative.pk]), data)


def initiative_is_taken_down(scene):
    standing.take_down(scene.initiative, by=scene.cast.platform_admin, reason="Wrong.")


def initiative_is_archived_no_more(scene):
    standing.restore(scene.archived, by=scene.cast.editor)


def submission_is_published(scene):
    workflow.perform("submit", scene.draft, by=scene.cast.author, seen=scene.draft.saves)
    workflow.perform("publish", scene.draft, by=scene.cast.editor, seen=scene.draft.saves)


def session_is_announced(scene):
    time = {"date": "2047-05-05", "local_time": "15:00", "time_zone": "Europe/Madrid"}
    edit(scene.editor, "webinars_webinar", scene.plan, state="announced", **time)


def session_is_renamed(scene):
    edit(scene.editor, "webinars_webinar", scene.held, title="Renamed")


def series_is_renamed(scene):
    edit(scene.editor, "webinars_series", scene.held.series, title="Renamed")


def initiative_is_put_on_stage(scene):
    data = added_inline("moments", 0, initiative=scene.initiative.code, second="12:34")
    edit(scene.editor, "webinars_webinar", scene.held, **data)


def speaker_takes_consent_back(scene):
    edit(scene.editor, "webinars_person", scene.held.appearances.get().person, consent_scope="none")


def report_is_renamed(scene):
    edit(scene.editor, "reports_report", scene.report, title="Renamed")


def edition_is_added(scene):
    data = added_inline("editions", 1, language="es", address="https://report.example/es", what="page")
    edit(scene.editor, "reports_report", scene.report, **data)


def report_is_deleted(scene):
    scene.editor.post(reverse("admin:reports_report_delete", args=[scene.report.pk]), {"post": "yes"})


CHANGES = {
    network_is_renamed: (HOST, NETWORKS, ABOUT, HOME, POINT, POINTS, BILBAO),
    network_is_described: (HOST, ABOUT),
    member_joins: (HOST, NETWORKS, CITIES, LIMA),
    membership_ends: (HOST, NETWORKS, CITIES, BILBAO, LIST + "?member=metropolis"),
    membership_is_deleted: (HOST, NETWORKS, CITIES, BILBAO, LIST + "?member=metropolis"),
    editor_is_named: (HOST,),
    last_editor_of_a_desk_is_closed: (ABOUT, "/networks/c40/"),
    last_editor_of_a_desk_is_erased: (ABOUT, "/networks/c40/"),
    last_editor_of_a_desk_is_erased_by_command: (ABOUT, "/networks/c40/"),
    person_named_at_a_service_point_is_erased: (POINT,),
    service_point_is_edited: (POINT, POINTS, HOME, HOST),
    service_point_is_opened: (POINTS, HOME, HOST, "/service-points/new/"),
    initiative_is_pinned: (POINT,),
    city_is_described: (BILBAO,),
    city_is_renamed: (BILBAO, CITIES, LIST, HOST, HOME, POINT, "/cities/suggestions.json?q=bil", "/search/?q=bilbao"),
    topic_is_renamed: ("/initiatives/filters/?theme=living", LIST + "?theme=living", LIST + "?topic=housing"),
    topic_is_merged: (LIST + "?topic=homes",),
    theme_is_renamed: (LIST, HOME, BILBAO, HOST, POINT),
    initiative_is_archived: (LIST, HOME, ABOUT, BILBAO, HOST, POINT, "/search/?q=night", "/about/data/"),
    initiative_is_taken_down: (LIST, HOME, ABOUT, BILBAO, CITIES, NETWORKS, "/initiatives/suggestions.json?q=night"),
    initiative_is_archived_no_more: (LIST, HOME, LIMA, "/initiatives/old/"),
    submission_is_published: (LIST, HOME, ABOUT, BILBAO, HOST, "/search/?q=solitude", "/initiatives/filters/"),
    session_is_announced: (SESSIONS, LIVE, f"{LIVE}plan/", HOME, HOST, BILBAO, "/search/?q=plan", *CALENDARS),
    session_is_renamed: (SESSIONS, LIVE, f"{LIVE}held/", HOME, HOST, BILBAO, "/search/?q=held"),
    series_is_renamed: (SESSIONS, LIVE, f"{LIVE}held/", HOME, HOST, BILBAO, "/search/?q=renamed"),
    initiative_is_put_on_stage: (f"{LIVE}held/",),
    speaker_takes_consent_back: (f"{LIVE}held/",),
    report_is_renamed: (LIBRARY, NOTES, LIVE, f"{LIVE}held/", HOST, BILBAO, HOME, "/search/?q=notes"),
    edition_is_added: (LIBRARY, NOTES, f"{LIVE}held/", HOST, BILBAO, "/library/?language=es"),
    report_is_deleted: (LIBRARY, NOTES, LIVE, f"{LIVE}held/", HOST, BILBAO, HOME),
    place_is_confirmed: (CITIES, "/cities/newtown-fr/", "/cities/suggestions.json?q=newt"),
}
ITS_OWN_PAGE = {
    network_is_renamed,
    topic_is_renamed,
    topic_is_merged,
    initiative_is_archived,
    initiative_is_taken_down,
    initiative_is_put_on_stage,
}


def shown(client, addresses):
    answers = {each: client.get(each, headers={"X-Request-Id": "shown-on-error-pages"}) for each in addresses}
    return {each: (answer.status_code, answer.content) for each, answer in answers.items()}


def made_anew(client, addresses):
    for each in (pages, initiatives, cities, sessions, library):
        each.forget()
    return shown(client, addresses)


@pytest.fixture
def _no_minute_ends(monkeypatch):
    monkeypatch.setattr("config.page_cache.time", lambda: 0)


@pytest.mark.usefixtures("_no_minute_ends")
@pytest.mark.parametrize("made", CHANGES, ids=[made.__name__ for made in CHANGES])
def test_change_is_in_the_next_answer_of_every_page_that_shows_it(scene, client, made):
    addresses = [*CHANGES[made], *([scene.page] if made in ITS_OWN_PAGE else [])]
    for _ in range(2):
        before = shown(client, addresses)

    made(scene)
    translation.activate("en")
    after = shown(client, addresses)

    assert [each for each in addresses if after[each] == before[each]] == []
    assert after == made_anew(client, addresses)


def test_line_of_the_reference_catalogue_is_in_the_next_answer(db, client, tmp_path):
    data = small_copy(tmp_path)
    call_command("load_reference", data=data, stdout=StringIO())
    before = shown(client, [HOST, LIST])

    change(data / "networks.csv", 2, name="Another name")
    call_command("load_reference", data=data, stdout=StringIO())
    after = shown(client, [HOST, LIST])

    assert [b"Another name" in each[HOST][1] for each in (before, after)] == [False, True]
    assert after == made_anew(client, [HOST, LIST])


@pytest.mark.usefixtures("_no_minute_ends")
def test_last_seat_that_is_taken_or_given_back_is_in_the_next_answer(db, client):
    session = announced(series=SeriesFactory(slug="live"), slug="coming", capacity=1)
    addresses, seen = [LIVE, f"{LIVE}coming/"], []
    for act in (lambda: None, lambda: register(session), lambda: cancel(session.registrations.get())):
        act()
        seen.append(shown(client, addresses))
        assert shown(client, addresses) == seen[-1] == made_anew(client, addresses)

    assert [b"Full: waiting list" in page for each in seen for _status, page in each.values()] == [
        *(False, False),
        *(True, True),
        *(False, False),
    ]


# Two processes -------------------------------------------------------------------------------------------------------

VISITOR = """
import sys, django
django.setup()
from django.db import connections
from django.test import Client
connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = sys.argv[1]
client, known = Client(), {}
for address in map(str.strip, sys.stdin):
    answer = client.get(address, headers={"If-None-Match": known.get(address, "")})
    known[address] = answer.headers.get("ETag", "")
    print(answer.status_code, b"Night buses" in answer.content, flush=True)
"""


@pytest.fixture
def another_process(transactional_db):
    """``ask(address)`` of a process of its own, with pages of its own, which knows what it was sent last."""
    process = subprocess.Popen(
        [sys.executable, "-c", VISITOR, str(connection.settings_dict["NAME"])],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(address):
        process.stdin.write(f"{address}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    yield ask
    process.stdin.close()
    process.wait(timeout=10)


def test_kept_page_of_one_process_shows_the_change_made_in_another(another_process):
    other = InitiativeFactory(title="Day buses")
    assert [another_process(LIST) for _ in range(2)] == ["200 False", "304 False"]

    initiative = InitiativeFactory(title="Night buses", city=other.city)
    page = initiative.get_absolute_url()
    assert [another_process(each) for each in (LIST, LIST, page, page)] == ["200 True", "304 False"] * 2

    standing.take_down(initiative, by=UserFactory(is_superuser=True), reason="Wrong.")
    assert [another_process(each) for each in (LIST, LIST, page)] == ["200 False", "304 False", "410 False"]
