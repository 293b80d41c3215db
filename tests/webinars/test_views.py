"""The public pages of series and sessions."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.kept_pages import pages
from tests.factories import (
    AppearanceFactory,
    CityFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    PersonFactory,
    SeriesFactory,
    TermFactory,
    WebinarFactory,
)
from webinars.filters import SessionFilter
from webinars.views import FACETS

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li class="rec session.*?<h[23]><a href="([^"]+)"', re.DOTALL)
AT_THREE = {"date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid"}
HELD = {"state": "held", "date": date(2020, 4, 15)}


def body(client, address):
    return " ".join(client.get(address).content.decode().replace("\xa0", " ").split())


def rows(client, query=""):
    return ROW.findall(client.get(reverse("sessions") + query).content.decode())


def addresses(*sessions):
    return [session.get_absolute_url() for session in sessions]


def full(**fields):
    """A session with one of each that a row or a page shows."""
    topic = TermFactory(parent=TermFactory(scheme="theme"))
    city = MembershipFactory().city
    session = WebinarFactory(**{**HELD, **fields}, topics=[topic], cities=[city], partners=[NetworkFactory()])
    session.series.supporters.add(NetworkFactory())
    speaker = AppearanceFactory(webinar=session, city=city, office="Mayor")
    session.recordings.create(address="https://video.example/1", language="en")
    session.takeaways.create(text="Ask early.", speaker=speaker)
    session.quotes.create(text="We asked.", speaker=speaker)
    session.moments.create(initiative=InitiativeFactory(topics=[topic]), second=754)
    return session


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    sessions = [full() for _ in range(count)]

    rows(client)  # reads the list into memory
    pages.forget()
    with django_assert_num_queries(4):
        found = rows(client)

    assert found == addresses(*reversed(sessions))


@pytest.mark.parametrize("count", [1, 3])
def test_series_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    series = SeriesFactory()
    sessions = [full(series=series) for _ in range(count)]

    with django_assert_num_queries(11):
        page = body(client, series.get_absolute_url())

    assert re.findall(r'<th scope="row"> <a href="([^"]+)"', page) == addresses(*sessions)


@pytest.mark.parametrize("count", [1, 3])
def test_session_asks_the_same_queries_for_any_number(client, django_assert_num_queries, count):
    session = full()
    for number in range(1, count):
        AppearanceFactory(webinar=session, city=CityFactory())
        session.takeaways.create(text="Again.", speaker=session.appearances.last())
        session.moments.create(initiative=InitiativeFactory(), second=number)
        session.cities.add(CityFactory())
        WebinarFactory(series=session.series, state="held")

    with django_assert_num_queries(15):
        page = client.get(session.get_absolute_url())

    assert page.status_code == 200


def test_list_has_the_latest_first_and_no_planned_session(client):
    undated = WebinarFactory(state="held")
    early = WebinarFactory(**HELD)
    late = WebinarFactory(**AT_THREE, state="announced")
    WebinarFactory(**AT_THREE, state="planned")

    assert rows(client) == addresses(late, early, undated)


TESTED = {
    "series": lambda: ("series=live", {"series": SeriesFactory(slug="live")}),
    "topic": lambda: ("topic=care", {"topics": [TermFactory(code="care")]}),
    "city": lambda: ("city=bilbao-es", {"cities": [CityFactory(slug="bilbao-es")]}),
    "network": lambda: ("network=c40", {"partners": [NetworkFactory(slug="c40")]}),
    "language": lambda: ("language=ca", {"interpretation": ["ca"]}),
    "access": lambda: ("access=sign", {"sign_language": "International Sign"}),
    "year": lambda: ("year=2021", {"date": date(2021, 1, 1)}),
    "state": lambda: ("state=cancelled", {"state": "cancelled"}),
    "q": lambda: ("q=shade", {"title": "Shade before the summer"}),
}


def test_every_filter_has_a_test():
    assert set(SessionFilter.base_filters) == {*TESTED, "page"}
    assert set(FACETS) == set(TESTED) - {"q"}


@pytest.mark.parametrize("name", TESTED)
def test_filter_keeps_only_what_fits(client, name):
    query, fields = TESTED[name]()
    kept = WebinarFactory(**{**HELD, **fields})
    WebinarFactory(**HELD)

    assert rows(client, f"?{query}") == addresses(kept)


@pytest.mark.parametrize("whose", ["series lead", "series supporter", "own lead"])
def test_network_finds_sessions_it_stands_behind(client, whose):
    network = NetworkFactory(slug="c40")
    kept = WebinarFactory(
        **HELD,
        series=SeriesFactory(lead=network) if whose == "series lead" else SeriesFactory(),
        lead=network if whose == "own lead" else None,
    )
    if whose == "series supporter":
        kept.series.supporters.add(network)
    WebinarFactory(**HELD)

    assert rows(client, "?network=c40") == addresses(kept)


def test_wrong_value_is_named_and_shows_no_rows(client):
    WebinarFactory(**HELD)

    page = body(client, "/sessions/?series=nothing")

    assert rows(client, "?series=nothing") == []
    assert "“nothing” is not in this list." in page


def test_city_that_never_spoke_finds_nothing_and_is_named(client):
    WebinarFactory(**HELD)
    CityFactory(slug="lima-pe", name="Lima")

    assert rows(client, "?city=lima-pe") == []
    assert "City: <b>Lima</b>" in body(client, "/sessions/?city=lima-pe")


def test_planned_session_and_a_series_of_nothing_else_have_no_page(client):
    planned = WebinarFactory(state="planned")

    answers = [client.get(each.get_absolute_url()).status_code for each in (planned, planned.series)]

    assert answers == [404, 404]


def test_link_to_join_and_planned_neighbours_are_on_no_page(client):
    session = WebinarFactory(**AT_THREE, state="live", join_link="https://meet.example/secret")
    WebinarFactory(series=session.series, title="Not told yet")

    pages = [body(client, each) for each in (*addresses(session), session.series.get_absolute_url(), "/sessions/", "/")]

    assert [("meet.example" in page, "Not told yet" in page) for page in pages] == [(False, False)] * 4


def test_announced_session_shows_its_time_there_and_in_utc_and_what_is_not_known_yet(client):
    session = WebinarFactory(**AT_THREE, state="announced", duration=90, sign_language="International Sign")

    page = body(client, session.get_absolute_url())

    clock = re.findall(r'<time datetime="2047-05-05T13:00Z">([^<]+)</time> ([^<]+?) ?</li>', page)
    assert clock == [("15:00–16:30", "in Madrid (Central European Summer Time)"), ("13:00–14:30", "UTC")]
    assert re.findall(r'<h2 id="(\w+)"[^>]*>[^<]+</h2> <p class="muted">Not yet.</p>', page) == [
        "programme",
        "speakers",
    ]
    assert ("International Sign" in page, "recording" in page) == (True, False)


def test_session_after_midnight_in_utc_names_the_day_there(client):
    session = WebinarFactory(date=date(2047, 5, 5), local_time=time(20), time_zone="America/Lima", state="announced")

    page = body(client, session.get_absolute_url())

    assert '<time datetime="2047-05-06T01:00Z">01:00</time> UTC (6 May 2047)' in page


def test_documented_session_shows_what_is_kept(client):
    session = full(state="documented")
    moment = session.moments.get()

    page = body(client, session.get_absolute_url())

    assert "Held on Wednesday 15 April 2020" in page
    assert 'href="https://video.example/1" rel="noopener">Watch on video.example (English)</a>' in page
    assert "<iframe" not in page
    name, city = session.appearances.get().person.name, session.cities.get().name
    assert f'<p>Ask early.</p><p class="who"><bdi>{name}, Mayor, {city}</bdi></p>' in page
    assert f'<blockquote class="quote"><p>We asked.</p><cite><bdi>{name}, Mayor, {city}</bdi></cite>' in page
    assert f'id="moment-{moment.pk}"' in page
    assert 'Explained at 12:34<br><a href="https://video.example/1#t=754"' in page


def test_held_session_says_not_yet(client):
    page = body(client, WebinarFactory(**HELD).get_absolute_url())

    assert re.findall(r"<h2[^>]*>([^<]+)</h2> <p class=\"muted\">Not yet.", page) == [
        "Recording",
        "Takeaways",
        "Who spoke",
    ]


@pytest.mark.parametrize("day", [date(2020, 5, 5), date(2047, 5, 5)])
def test_cancelled_session_says_so_and_why_also_after_its_date(client, day):
    session = WebinarFactory(**{**AT_THREE, "date": day}, state="cancelled", notice="The speakers fell ill.")

    page = body(client, session.get_absolute_url())

    assert "<h2>Cancelled</h2> <p>The speakers fell ill.</p>" in page
    assert [words in page for words in ('id="when"', "Held on", 'id="recording"', "Who spoke")] == [False] * 4


def test_name_without_consent_is_on_no_page_and_the_role_stays(client):
    session = full()
    speaker = session.appearances.get()
    speaker.person.consent_until = timezone.now().date() - timedelta(days=1)
    speaker.person.save()

    page = body(client, session.get_absolute_url())

    assert (speaker.person.name in page, page.count(speaker.role)) == (False, 3)


def test_initiative_that_is_not_public_is_not_on_stage(client):
    session = full()
    initiative = session.moments.get().initiative
    type(initiative).objects.update(archived_at=timezone.now())

    assert initiative.title not in body(client, session.get_absolute_url())


def test_city_without_a_page_is_named_without_a_link(client):
    session = WebinarFactory(**HELD, cities=[CityFactory(name="Palmira"), MembershipFactory(city__name="Quito").city])

    page = body(client, session.get_absolute_url())

    assert re.findall(r"<dd>(<bdi>Palmira</bdi>), <a href=\"[^\"]+\"><bdi>(Quito)</bdi></a></dd>", page) == [
        ("<bdi>Palmira</bdi>", "Quito")
    ]


def test_neighbours_are_those_of_the_series_by_date(client):
    series = SeriesFactory()
    days = [WebinarFactory(series=series, state="held", date=date(2020, 4, day)) for day in (1, 2, 3, 4)]

    page = body(client, days[1].get_absolute_url())

    road = page.partition('<ol class="road small neighbours">')[2].partition("</ol>")[0]
    assert re.findall(r'<a href="([^"]+)"', road) == addresses(days[0], days[2])


def test_series_says_how_many_sessions_it_had_and_how_many_are_known_here(client):
    series = SeriesFactory(sessions_total=17, source="https://www.hub.example/about")
    for _ in range(2):
        WebinarFactory(**HELD, series=series)

    page = body(client, series.get_absolute_url())

    assert "<dt>sessions, of which 2 are known here</dt><dd>17</dd>" in page
    assert "<td>15 more</td>" in page
    assert (
        '<a href="https://www.hub.example/about" rel="noopener">That there were 17 is written on hub.example</a>'
        in page
    )


@pytest.mark.parametrize(("state", "spoke"), [("held", 6), ("cancelled", 5), ("postponed", 5)])
def test_series_counts_nobody_of_a_session_that_is_off(client, state, spoke):
    series = SeriesFactory()
    for held in (True,) * 5 + (False,):
        session = WebinarFactory(series=series, date=date(2020, 3, 25), state="held" if held else state)
        AppearanceFactory(webinar=session, person=PersonFactory(gender="woman"))

    page = body(client, series.get_absolute_url())

    assert re.findall(r"<dt>speakers known here</dt><dd>([^<]+)</dd>", page) == [str(spoke)]
    assert re.findall(r"(\d+) women", re.sub(r"<[^>]+>", "", page)) == [str(spoke)]


def test_series_draws_its_days_and_the_table_says_the_same(client):
    series = SeriesFactory()
    WebinarFactory(series=series, state="held", date=date(2020, 3, 25), theme="housing")
    WebinarFactory(series=series, state="held", date=date(2020, 6, 25), theme="culture")

    page = body(client, series.get_absolute_url())

    drawing = page.partition('<svg class="timeline')[2].partition("</svg>")[0]
    assert re.findall(r">([a-z]+)</text>", drawing) == ["housing", "culture"]
    assert re.findall(r'<td class="when">([^<]+)</td>', page) == ["25 March 2020", "25 June 2020"]


def test_city_network_and_initiative_lead_to_their_sessions_and_back(client):
    session = full(title="Shade")
    city, network, initiative = session.cities.get(), session.partners.get(), session.moments.get().initiative
    planned = WebinarFactory(title="Hidden", cities=[city], partners=[network])
    planned.moments.create(initiative=initiative)

    pages = [body(client, each.get_absolute_url()) for each in (city, network, initiative)]

    anchor = f"{session.get_absolute_url()}#moment-{session.moments.get().pk}"
    assert [session.get_absolute_url() in page for page in pages] == [True, True, True]
    assert f'<a href="{anchor}">Explained in “Shade” at 12:34</a>' in pages[2]
    assert ["Hidden" in page for page in pages] == [False, False, False]


def test_home_shows_the_next_session_else_the_last_one(client):
    held = WebinarFactory(**HELD, title="Held")
    first = re.findall(r'<h2 id="live-sessions">.*?<a href="([^"]+)"', body(client, "/"))
    coming = WebinarFactory(**AT_THREE, state="announced", title="Coming")
    WebinarFactory(**{**AT_THREE, "date": date(2047, 5, 6)}, state="announced")
    then = re.findall(r'<h2 id="live-sessions">.*?<a href="([^"]+)"', body(client, "/"))

    assert (first, then) == (addresses(held), addresses(coming))


def test_search_has_a_tab_for_sessions(client):
    session = WebinarFactory(**HELD, title="Shade before the summer")
    WebinarFactory(title="Shade, planned")

    page = client.get("/search/?q=shade&type=sessions").content.decode()

    assert ROW.findall(page) == addresses(session)


def test_series_of_which_nothing_is_announced_is_unknown_to_the_filter(client):
    WebinarFactory(series=SeriesFactory(slug="secret"), state="planned")

    answers = [client.get(reverse("sessions"), {"series": slug}) for slug in ("secret", "no-such-series")]

    assert [len(answer.context["filterset"].problems) for answer in answers] == [1, 1]
