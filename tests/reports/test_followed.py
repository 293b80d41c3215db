"""The library, followed by mail: each report is told of once, when it comes in."""

import re

import pytest

from catalogue.models import touch
from outbox.models import Mail
from showcase import following
from tests.factories import NetworkFactory, ReportFactory
from tests.showcase.test_following import a_week_later, ask, followed, kept_in, new_mails, own_path

pytestmark = pytest.mark.django_db
C40 = "about=library&publisher=c40"


@pytest.fixture
def c40():
    """With a report that is in the library already."""
    network = NetworkFactory(slug="c40", acronym="C40")
    ReportFactory(publisher=network, title="Known")
    return network


def told():
    """What each mail lists that is written now."""
    following.tell_all()

    texts = [mail.text.replace("\xa0", " ") for mail in new_mails()]
    return [re.findall(r"^- (.+) \((.+)\)$", text, re.MULTILINE) for text in texts]


def test_library_offers_its_filter_to_be_followed(client, c40):
    page = client.get("/library/?publisher=c40&page=1").content.decode()

    assert kept_in(page) == [("about", "library"), ("publisher", "c40")]


def test_mail_that_asks_speaks_of_reports_and_its_page_leads_to_the_list(client, c40):
    ask(client, C40)
    mail = Mail.objects.get()
    page = client.get(own_path(mail)).content.decode()

    assert ("a report that matches a filter" in mail.text, "- Publisher: C40" in mail.text) == (True, True)
    assert '<a href="/library/?about=library&amp;publisher=c40&amp;sort=newest">' in page


def test_report_is_told_of_once_when_it_comes_into_the_library(client, c40):
    followed(client, C40)
    rounds = [told()]
    report = ReportFactory(publisher=c40, title="Heat", date="2020-04")
    ReportFactory(title="Of another network")
    rounds.append(told())
    a_week_later()
    report.title = "Heat in the city"
    report.save()
    touch(report)
    rounds.append(told())

    assert rounds == [[], [[("Heat", "C40, April 2020")]], []]
