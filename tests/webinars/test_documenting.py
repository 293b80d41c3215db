"""What is still missing of sessions that were held: who sees it where, and what leads to it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.panels import counts_for, shown_to
from tests.factories import AppearanceFactory, CityFactory, InitiativeFactory, SeriesFactory, WebinarFactory
from tests.webinars.registered import announced, when
from webinars.documenting import missing_in

pytestmark = pytest.mark.django_db
EVERYTHING = [
    *("recording", "takeaways", "a sentence to quote", "speakers", "cities on stage"),
    "initiatives on stage",
]


def names(session):
    return [str(label) for label, _address in missing_in(session)]


def panel_of(user):
    return next(each for each in shown_to(user, counts_for(user)) if each.panel.model == "webinars.webinar")


def complete(session):
    session.recordings.create(address="https://video.example/1", language="en", captions="en")
    session.takeaways.create(text="Call people.", said_by="Lima")
    session.quotes.create(text="We called.", said_by="Lima")
    session.cities.add(CityFactory())
    session.moments.create(initiative=InitiativeFactory())
    AppearanceFactory(webinar=session)
    return session


def test_everything_is_missing_of_a_session_nobody_wrote_about():
    assert names(WebinarFactory(state="held")) == EVERYTHING


def test_recording_without_captions_still_lacks_them():
    session = complete(WebinarFactory(state="held"))
    session.recordings.create(address="https://video.example/2", language="es")

    assert names(session) == ["captions of the recording"]


def test_nothing_is_missing_of_what_has_every_part(django_assert_num_queries):
    session = complete(WebinarFactory(state="held"))

    with django_assert_num_queries(1):
        assert names(session) == []


def test_editors_find_their_networks_sessions_that_were_held_the_oldest_first(cast):
    ours = SeriesFactory(lead=cast.host, title="Cities: live")
    now = timezone.now()
    held = WebinarFactory(series=ours, state="held", title="Held", **when(now - timedelta(days=9)))
    WebinarFactory(series=ours, state="announced", title="Over", **when(now - timedelta(days=3)))
    WebinarFactory(series=ours, state="live", title="Nobody ended it", **when(now - timedelta(days=2)))
    for state in ("planned", "announced", "documented", "cancelled", "postponed"):
        past = {} if state == "announced" else when(now - timedelta(days=5))
        announced(series=ours, state=state, **past)
    WebinarFactory(series=SeriesFactory(lead=cast.rival), state="held", title="Theirs")

    shown = panel_of(cast.editor)

    assert [each.title for each in shown.lines] == ["Held", "Over", "Nobody ended it"]
    assert [each.title for each in panel_of(cast.rival_editor).lines] == ["Theirs"]
    assert (shown.n, shown.lines[0].about, shown.lines[0].days) == (3, "Cities", 8)
    form = reverse("admin:webinars_webinar_change", args=[held.pk])
    assert [address for _label, address in shown.lines[0].parts][:2] == [
        f"{form}#recordings-group",
        f"{form}#takeaways-group",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_panel_asks_two_queries_for_any_number(cast, django_assert_num_queries, count):
    series = SeriesFactory(lead=cast.host)
    for _number in range(count):
        WebinarFactory(series=series, state="held")
    panel = panel_of(cast.editor).panel

    with django_assert_num_queries(2):
        shown = (panel.waiting(cast.editor).count(), [panel.line(row) for row in panel.waiting(cast.editor)])

    assert (shown[0], len(shown[1])) == (count, count)


def test_list_behind_the_panel_holds_what_it_counts(cast, client_of):
    WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")
    announced(series=SeriesFactory(lead=cast.host))
    editor = client_of(cast.editor)

    listed = editor.get(panel_of(cast.editor).address)

    assert listed.context["cl"].result_count == 1
    assert editor.get(reverse("admin:webinars_webinar_changelist"), {"documentation": "x"}).status_code == 302


def test_home_page_leads_to_each_missing_part_and_the_form_has_it(cast, client_of):
    session = WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")
    editor = client_of(cast.editor)

    home = editor.get(reverse("admin:index")).content.decode()
    form = editor.get(reverse("admin:webinars_webinar_change", args=[session.pk])).content.decode()

    for _label, address in missing_in(session):
        assert (home.count(f'href="{address}"'), form.count(f'href="{address}"')) == (1, 1)
        assert form.count(f'id="{address.partition("#")[2]}"') == 1


@pytest.mark.parametrize(("state", "says"), [("held", 1), ("documented", 1), ("planned", 0), ("cancelled", 0)])
def test_form_says_what_is_missing_once_the_session_was_held(cast, client_of, state, says):
    session = WebinarFactory(series=SeriesFactory(lead=cast.host), state=state)

    page = client_of(cast.editor).get(reverse("admin:webinars_webinar_change", args=[session.pk])).content.decode()

    assert page.count('id="missing-title"') == says
