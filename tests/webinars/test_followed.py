"""Sessions of a series, followed by mail: told once when they are announced, and once when they are documented."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from catalogue.models import touch
from config.diagnosis import follows
from outbox.models import Mail
from showcase import following
from showcase.models import Follow
from tests.factories import InitiativeFactory, SeriesFactory, WebinarFactory
from tests.showcase.test_following import EMAIL, a_week_later, ask, followed, kept_in, new_mails, own_path

pytestmark = pytest.mark.django_db
AT_THREE = {"date": date(2047, 5, 5), "local_time": time(15), "time_zone": "Europe/Madrid"}
LIVE = "about=sessions&series=live"


@pytest.fixture
def series():
    """With a session that is on its page already."""
    series = SeriesFactory(slug="live", title="Live: beyond the outbreak")
    WebinarFactory(series=series, title="Known", state="held")
    return series


def told():
    """What each mail says that is written now."""
    following.tell_all()
    return [re.findall(r"^- (\S+) \(.+?\): (.+)$", mail.text, re.MULTILINE) for mail in new_mails()]


def change(session, state):
    session.state = state
    session.save()
    touch(session)


def test_series_page_and_list_offer_to_be_followed(client, series):
    pages = [client.get(each).content.decode() for each in (series.get_absolute_url(), "/sessions/?state=held&page=1")]

    assert [kept_in(page) for page in pages] == [
        [("about", "sessions"), ("series", "live")],
        [("about", "sessions"), ("state", "held")],
    ]


def test_page_names_the_series_and_what_is_promised_and_leads_back_to_the_list(client, series):
    page = client.get(reverse("follow"), {"about": "sessions", "series": "live", "email": EMAIL}).content.decode()

    assert re.findall(r"<li><span>([^<]+)</span> <b><bdi>([^<]+)</bdi></b></li>", page) == [("Series", "Live")]
    assert 'action="?about=sessions&amp;series=live"' in page
    assert "Get an e-mail when a session that matches this is announced" in page
    assert '<a href="/sessions/">Live sessions</a>' in page


def test_series_is_followed_once_and_beside_the_initiatives_of_the_same_query(client, series):
    for query in (LIVE, "series=live&about=sessions&page=2&sort=x", "series=live", "about=nothing"):
        ask(client, query, email=f"{'other-' if 'about=sessions' not in query else ''}{EMAIL}")

    assert list(Follow.objects.order_by("pk").values_list("query", flat=True)) == [LIVE, ""]


def test_mail_that_asks_speaks_of_sessions_and_its_page_confirms(client, series):
    ask(client, LIVE)
    mail = Mail.objects.get()
    page = client.get(own_path(mail)).content.decode()

    assert ("a live session that matches a filter" in mail.text, "- Series: Live" in mail.text) == (True, True)
    assert '<a href="/sessions/?about=sessions&amp;series=live&amp;sort=newest">' in page


def test_session_is_told_of_once_when_announced_and_once_when_documented(client, series):
    followed(client, LIVE)
    rounds = [told()]
    session = WebinarFactory(**AT_THREE, series=series, title="Heat", state="announced")
    WebinarFactory(**AT_THREE, title="Elsewhere", state="announced")
    InitiativeFactory()
    rounds += [told(), told()]
    for state in ("live", "held", "documented"):
        a_week_later()
        change(session, state)
        rounds.append(told())
    a_week_later()
    rounds.append(told())

    assert rounds == [[], [[("Heat", "announced")]], [], [], [], [[("Heat", "now documented")]], []]
    assert list(follows()) == []


def test_session_that_was_there_when_it_was_confirmed_is_told_of_when_it_is_documented(client, series):
    followed(client, LIVE)
    held = series.webinars.get()
    first = told()

    change(held, "documented")

    assert (first, told()) == ([], [[("Known", "now documented")]])


def test_planned_held_and_cancelled_sessions_are_no_news(client, series):
    followed(client, LIVE)
    for state in ("planned", "held", "cancelled", "postponed"):
        WebinarFactory(series=series, title="Quiet", state=state)

    assert told() == []


def test_postponed_session_that_is_announced_anew_is_not_told_of_again(client, series):
    followed(client, LIVE)
    session = WebinarFactory(**AT_THREE, series=series, title="Heat", state="announced")
    first = told()
    a_week_later()
    change(session, "postponed")
    change(session, "announced")

    assert (first, told()) == ([[("Heat", "announced")]], [])


def test_page_of_the_link_shows_what_the_last_mail_was_about(client, series):
    path = followed(client, LIVE)
    session = WebinarFactory(**AT_THREE, series=series, state="announced")
    told()

    page = client.get(path).content.decode()

    assert re.findall(r'<h3><a href="([^"]+)">', page) == [session.get_absolute_url()]


def test_mail_speaks_the_language_of_its_reader_and_counts(client, series):
    followed(client, LIVE, language="de")
    for title in ("Heat", "Shade"):
        WebinarFactory(**AT_THREE, series=series, title=title, state="announced")
    following.tell_all()

    [mail] = new_mails()

    assert mail.subject == "2 Live-Sitzungen: Neues zu dem, was Sie verfolgen"
    assert "- Shade (Live, 5. Mai 2047): angekündigt\n- Heat (Live, 5. Mai 2047): angekündigt\n" in mail.text.replace(
        "\xa0", " "
    )


def test_series_that_has_gone_is_told_of_once(client, series):
    followed(client, LIVE)
    series.slug = "other"
    series.save()
    touch(series)

    for _ in range(3):
        following.tell_all()

    assert [mail.subject for mail in Mail.objects.all()] == ["A filter you follow has come to an end"]
