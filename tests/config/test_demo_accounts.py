"""The accounts that ``make run`` prints: as printed at every start, and never made where real people work."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from cities.models import Affiliation
from config.management.commands.demo_accounts import PASSWORD, PEOPLE
from networks.models import Editor
from tests.factories import CityFactory, NetworkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    for slug in ("bilbao-es", "lima-pe"):
        CityFactory(slug=slug)
    for slug in ("metropolis", "c40"):
        NetworkFactory(slug=slug)


def run():
    said = StringIO()
    call_command("demo_accounts", stdout=said)
    return said.getvalue()


def test_accounts_are_refused_where_it_is_no_demo():
    with pytest.raises(CommandError, match="This is no demo"):
        run()

    assert User.objects.count() == 0


@pytest.mark.usefixtures("demo")
def test_accounts_have_the_rights_that_are_printed():
    run()

    assert list(User.objects.order_by("email").values_list("email", "is_staff", "is_superuser")) == [
        ("admin@demo.example", True, True),
        ("bilbao@demo.example", False, False),
        ("c40@demo.example", True, False),
        ("lima@demo.example", False, False),
        ("metropolis@demo.example", True, False),
    ]
    assert set(Affiliation.objects.values_list("user__email", "city__slug", "state", "is_lead")) == {
        ("bilbao@demo.example", "bilbao-es", "confirmed", True),
        ("lima@demo.example", "lima-pe", "confirmed", False),
    }
    assert set(Editor.objects.values_list("user__email", "network__slug", "role")) == {
        ("metropolis@demo.example", "metropolis", "lead"),
        ("c40@demo.example", "c40", "editor"),
    }


@pytest.mark.usefixtures("demo")
def test_every_account_is_printed_and_opens_with_the_printed_password():
    said = run().splitlines()

    assert said[0] == f"Demo accounts, each with the password {PASSWORD}"
    assert [line.split()[0] for line in said[1:]] == [person.email for person in PEOPLE]
    for person in PEOPLE:
        user = authenticate(email=person.email, password=PASSWORD)
        assert user.name == person.name
        assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [(person.email, True, True)]


@pytest.mark.usefixtures("demo")
def test_second_start_makes_nobody_twice():
    first = run()

    assert run() == first
    assert [model.objects.count() for model in (User, EmailAddress, Affiliation, Editor)] == [5, 5, 2, 2]


@pytest.mark.usefixtures("demo")
def test_next_start_undoes_a_changed_password_and_a_changed_address():
    run()
    changed = User.objects.get(email="lima@demo.example")
    changed.set_password("something-else")
    changed.save()
    moved = User.objects.get(email="c40@demo.example")
    moved.email = "elsewhere@demo.example"
    moved.save()

    run()

    assert authenticate(email="lima@demo.example", password=PASSWORD) == changed
    assert authenticate(email="c40@demo.example", password=PASSWORD).editorships.get().network.slug == "c40"


@pytest.mark.usefixtures("demo")
def test_next_start_undoes_a_second_step_that_would_lock_others_out():
    run()
    Authenticator.objects.create(user=User.objects.get(email="c40@demo.example"), type="totp", data={"secret": "x"})

    run()

    assert Authenticator.objects.count() == 0


def test_missing_city_is_named_and_leaves_no_account(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="There is no city bilbao-es yet: run load_reference first"):
        run()

    assert User.objects.count() == 0


def test_missing_network_is_named(settings):
    settings.DEMO = True
    for slug in ("bilbao-es", "lima-pe"):
        CityFactory(slug=slug)

    with pytest.raises(CommandError, match="There is no network metropolis yet: run load_reference first"):
        run()
