"""Who speaks, as counts: for editors what is known, in public only what is recorded for everybody."""

import pytest

from tests.factories import AppearanceFactory, CityFactory, MembershipFactory, PersonFactory, WebinarFactory
from webinars.balance import balance_of, public_balance
from webinars.models import Appearance

pytestmark = pytest.mark.django_db


def told(balances):
    return [[(str(part.label), part.count, part.share) for part in balance.parts] for balance in balances]


def test_balance_counts_each_person_once_and_says_what_is_not_recorded():
    session = WebinarFactory()
    member = MembershipFactory(network=session.series.lead).city
    ada = PersonFactory(gender="woman", region="asia")
    AppearanceFactory(webinar=session, person=ada, city=member)
    AppearanceFactory(webinar__series=session.series, person=ada, city=member)
    AppearanceFactory(webinar=session, city=CityFactory(country="PE"))
    AppearanceFactory(webinar=session)

    assert told(balance_of(Appearance.objects.all())) == [
        [("women", 1, 33), ("not recorded", 2, 67)],
        [("Asia", 1, 33), ("Latin America", 1, 33), ("not recorded", 1, 33)],
        [("of member cities", 1, 33), ("of other cities", 1, 33), ("not recorded", 1, 33)],
    ]


@pytest.mark.parametrize(("speakers", "undeclared", "shown"), [(5, 0, 1), (5, 1, 0), (4, 0, 0)])
def test_public_counts_need_everybody_and_enough_of_them(speakers, undeclared, shown):
    session = WebinarFactory()
    for number in range(speakers):
        gender = "" if number < undeclared else "woman"
        AppearanceFactory(webinar=session, person=PersonFactory(gender=gender))

    assert len(public_balance(session.appearances.all())) == shown
