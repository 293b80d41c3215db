"""After the time zone data changed, what is to come begins at the same time on the wall, and what was stays."""

from datetime import UTC, date, datetime, time
from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.models import CatalogueVersion
from tests.factories import WebinarFactory
from webinars.models import Webinar

pytestmark = pytest.mark.django_db
OLD_ANSWER = datetime(2047, 5, 5, 12, tzinfo=UTC)  # of the data before


def derive():
    said, complained = StringIO(), StringIO()
    call_command("derive_times", stdout=said, stderr=complained)
    return said.getvalue().strip(), complained.getvalue().replace("\xa0", " ").strip()


def at(day, clock="15:00"):
    return {"date": date.fromisoformat(day), "local_time": time.fromisoformat(clock), "time_zone": "Europe/Madrid"}


def test_moment_to_come_follows_the_new_data_and_the_past_stays():
    moved = WebinarFactory(**at("2047-05-05"), state="announced")
    kept, past = WebinarFactory(**at("2047-06-05")), WebinarFactory(**at("2020-05-05"))
    Webinar.objects.filter(pk__in=(moved.pk, past.pk)).update(starts_at=OLD_ANSWER)
    before = CatalogueVersion.objects.get().token

    assert derive() == ("2 sessions to come, 1 moved", "")

    moments = [Webinar.objects.get(pk=each.pk).starts_at for each in (moved, kept, past)]
    assert moments == [datetime(2047, 5, 5, 13, tzinfo=UTC), kept.starts_at, OLD_ANSWER]
    assert CatalogueVersion.objects.get().token != before
    assert derive() == ("2 sessions to come, 0 moved", "")


def test_time_that_does_not_come_any_more_is_named_and_left():
    session = WebinarFactory(**at("2047-03-30", "02:30"), title="Heat")
    Webinar.objects.filter(pk=session.pk).update(date=date(2047, 3, 31))

    said, complained = derive()

    assert said == "1 sessions to come, 0 moved"
    assert complained == (
        "Heat: On 31 March 2047 the clocks of Madrid go forward, so 02:30 does not come there. "
        "Do you mean 01:30 or 03:30?"
    )
