"""When the consent of somebody on stage is over, role and city stay and the name goes: from pages at once, from what
is kept by the nightly job.
"""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import CatalogueVersion
from config.kept_pages import pages
from tests.factories import AppearanceFactory, CityFactory, PersonFactory, SeriesFactory, WebinarFactory
from webinars.models import Person, Webinar

pytestmark = pytest.mark.django_db
NAME = "Ada Lovelace"


@pytest.fixture
def person(cast):
    """Agreed until yesterday; quoted once."""
    session = WebinarFactory(series=SeriesFactory(lead=cast.host), state="documented", title="Heat")
    person = PersonFactory(name=NAME, network=cast.host, consent_until=timezone.now().date() - timedelta(days=1))
    city = CityFactory(name="Grenoble")
    on_stage = AppearanceFactory(webinar=session, person=person, office="Mayor", city=city)
    session.cities.add(city)
    session.quotes.create(text="We called.", speaker=on_stage)
    session.takeaways.create(text="Call people.", speaker=on_stage)
    return person


def surfaces(session):
    paths = [
        session.get_absolute_url(),
        session.series.get_absolute_url(),
        reverse("sessions"),
        f"{reverse('sessions')}?q=Lovelace",
        f"{reverse('search')}?q=Lovelace",
        reverse("home"),
        f"{reverse('sessions')}?city={session.cities.get().slug}",
    ]
    return [Client().get(path).content.decode() for path in paths]


def test_pages_keep_the_role_and_leave_out_the_name_from_the_day_after(person):
    session = Webinar.objects.get()
    shown = surfaces(session)

    Person.objects.update(consent_until=timezone.now().date())
    pages.forget()
    until_then = Client().get(session.get_absolute_url()).content.decode()

    assert [page.count(NAME) for page in shown] == [0] * len(shown)
    assert shown[0].count("Mayor, Grenoble") == 3
    assert until_then.count(NAME) == 3


def test_nightly_job_forgets_the_name_wherever_it_is_kept(person, cast, client_of):
    session, kept = Webinar.objects.get(), PersonFactory(name="Grace Hopper", network=cast.host)
    session.programme = f"{NAME} opens"
    session.save()
    session.programme = "The mayor opens"
    session.save()
    editor = client_of(cast.editor)
    form = {"network": cast.host.pk, "name": NAME, "consent_scope": "pages", "consent_until": person.consent_until}
    editor.post(reverse("admin:webinars_person_change", args=[person.pk]), {**form, "gender": "woman", "region": ""})
    before = CatalogueVersion.objects.get().token
    assert (rows_with(NAME), LogEntry.objects.count()) == (["history", "log", "person"], 1)

    said = [retained() for _night in range(2)]

    person.refresh_from_db()
    assert rows_with(NAME) == []
    assert (said, str(person), str(kept)) == ([1, 0], "Name no longer kept", "Grace Hopper")
    assert CatalogueVersion.objects.get().token != before
    page = editor.get(reverse("admin:webinars_webinar_change", args=[session.pk])).content.decode()
    assert page.count("Name no longer kept, Mayor") > 0


def retained():
    said = StringIO()
    call_command("retain", stdout=said)
    [line] = [line for line in said.getvalue().splitlines() if "names of people on stage" in line]
    return int(line.split()[0])


def rows_with(name):
    tables = {
        "person": Person.objects.values_list("name"),
        "log": LogEntry.objects.values_list("object_repr", "change_message"),
        "history": Webinar.history.values_list("programme"),
    }
    return sorted(table for table, rows in tables.items() if any(name in text for row in rows for text in row))


def test_consent_that_lasts_is_kept(cast):
    PersonFactory(name="Without an end", network=cast.host)
    PersonFactory(name="Until today", network=cast.host, consent_until=timezone.now().date())
    PersonFactory(name="Later", network=cast.host, consent_until=date(2999, 1, 1))

    assert retained() == 0
