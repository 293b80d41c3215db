"""Everybody who comes to the door, one row behind each address, and the line of figures of ``make prove-authz``."""

import logging
from collections import Counter

import pytest
from django.db import connection

from showcase.models import ServicePointItem
from tests.authz.forging import Post
from tests.authz.logins import logins  # noqa: F401 -- a fixture of this folder
from tests.factories import (
    InitiativeFactory,
    MembershipFactory,
    PersonFactory,
    ReportFactory,
    SeriesFactory,
    ServicePointFactory,
    TermFactory,
    WebinarFactory,
)
from tests.proofs import tell
from tests.test_access import world  # noqa: F401 -- as above, with the same rows as there

LINE = (
    "{cells:,} cells and {pairs:,} pairs of 404, {wrong} wrong, {unlisted} routes unlisted, "
    "{forged:,} forged forms, {changes} changes"
)


@pytest.fixture(scope="session")
def figures():
    """What was asked and what was wrong with it."""
    counted = Counter()
    yield counted
    tell(f"authz on {connection.vendor}: {LINE.format_map(counted)}")


@pytest.fixture
def post(figures):
    """``post(login, address, data)``: a forged form; ``may_change`` names the columns that it may write."""
    return Post(figures)


@pytest.fixture(autouse=True)
def _refusals_are_not_logged():
    """Thousands are meant to be refused."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def shop(cast, world):  # noqa: F811 -- the fixture above
    """Rows to forge with: pages of the rival's, another kind of network, an initiative and a pin of the rival's."""
    TermFactory(scheme="network-kind", code="alliance")
    rival_point = ServicePointFactory(host_network=cast.rival)
    rival_page = InitiativeFactory(city=cast.other_city, desk=cast.rival)
    rival_series = SeriesFactory(lead=cast.rival)
    TermFactory(scheme="report-kind")
    InitiativeFactory(code="CS-2020-00777")
    own_point, own_page = world["rows"]["networks_servicepoint"], world["rows"]["showcase_initiative"]
    world["pin"] = ServicePointItem.objects.create(service_point_id=own_point, initiative_id=own_page)
    world["rival pin"] = ServicePointItem.objects.create(service_point=rival_point, initiative=rival_page)
    world["rival rows"] = {
        "networks_network": cast.rival.pk,
        "networks_membership": MembershipFactory(network=cast.rival, city=cast.other_city).pk,
        "networks_servicepoint": rival_point.pk,
        "showcase_initiative": rival_page.pk,
        "reports_report": ReportFactory(publisher=cast.rival).pk,
        "webinars_series": rival_series.pk,
        "webinars_webinar": WebinarFactory(series=rival_series).pk,
        "webinars_person": PersonFactory(network=cast.rival).pk,
    }
    WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")  # what a report may be linked to
    return world
