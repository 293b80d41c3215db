"""A session that is over was held, whoever wrote that down: pages say so at once, the state follows a day later."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import CatalogueVersion
from tests.webinars.registered import announced
from webinars.closing import close_what_is_over
from webinars.models import Webinar

pytestmark = pytest.mark.django_db


def ended(session, **ago):
    """``ended(session, hours=2)``: as if it had ended that long ago."""
    session.refresh_from_db()
    Webinar.objects.filter(pk=session.pk).update(ends_at=timezone.now() - timedelta(**ago))
    session.refresh_from_db()
    return session


@pytest.mark.parametrize(
    ("state", "minutes", "phase", "words"),
    [
        ("announced", -1, "before", "Announced"),
        ("announced", 1, "after", "Held"),
        ("live", 59, "live", "Live now"),
        ("live", 61, "after", "Held"),
        ("held", -1, "after", "Held"),
        ("documented", 1, "after", "Documented"),
        ("cancelled", 1, "before", "Cancelled"),
    ],
)
def test_clock_ends_a_session_and_one_that_runs_may_run_late(state, minutes, phase, words):
    session = ended(announced(state=state), minutes=minutes)

    assert (session.phase, session.state_in_words) == (phase, words)


@pytest.mark.parametrize("state", ["announced", "live"])
def test_state_follows_a_day_after_the_end(state):
    session, coming = ended(announced(state=state), hours=23), announced()
    close_what_is_over()
    before = CatalogueVersion.objects.get().token
    states = [Webinar.objects.get(pk=session.pk).state]

    ended(session, hours=25)
    Webinar.objects.filter(pk=session.pk).update(date=timezone.now() - timedelta(days=2))
    close_what_is_over()
    states += [Webinar.objects.get(pk=each.pk).state for each in (session, coming)]

    assert states == [state, "held", "announced"]
    assert CatalogueVersion.objects.get().token != before
    assert session.history.first().history_change_reason == "its end has passed"


def test_nothing_to_close_costs_one_query(django_assert_num_queries):
    announced()

    with django_assert_num_queries(1):
        close_what_is_over()


def test_home_page_calls_a_session_held_that_nobody_closed():
    session = ended(announced(title="Heat"), hours=3)

    page = Client().get(reverse("home")).content.decode()

    assert (page.count(f'href="{session.get_absolute_url()}"'), page.count("<span>Held</span>")) == (1, 1)
