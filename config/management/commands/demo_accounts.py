"""People to try the demo with. Their one password is public, so a site that is no demo refuses them."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from cities.models import Affiliation, AffiliationState, City
from networks.models import Editor, EditorRole, Network

PASSWORD = "open-demo-of-cities"  # noqa: S105 -- known to everybody on purpose: it is printed at every start


@dataclass(frozen=True)
class Person:
    """Somebody of a city, of a network, or neither: then a platform admin. Cities and networks go by their slugs."""

    email: str
    name: str
    does: str
    city: str = ""
    network: str = ""
    is_lead: bool = False


PEOPLE = (
    Person(
        "bilbao@demo.example",
        "Demo staff of Bilbao",
        "writes for Bilbao, confirms colleagues",
        city="bilbao-es",
        is_lead=True,
    ),
    Person("lima@demo.example", "Demo staff of Lima", "writes for Lima", city="lima-pe"),
    Person(
        "metropolis@demo.example",
        "Demo editor of Metropolis",
        "leads the host's desk",
        network="metropolis",
        is_lead=True,
    ),
    Person("c40@demo.example", "Demo editor of C40", "checks for C40", network="c40"),
    Person("admin@demo.example", "Demo platform admin", "may do everything"),
)


class Command(BaseCommand):
    help = "Create the accounts of the demo where they are missing, and print them. Only where DEMO is true."

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This is no demo: accounts with a public password are made only where DEMO is true.")
        self.stdout.write(f"Demo accounts, each with the password {PASSWORD}")
        for person in PEOPLE:
            settle(person)
            self.stdout.write(f"  {person.email:<24} {person.name}: {person.does}")


def settle(person):
    """Make the account as it is printed, whatever a visitor of the demo did to it."""
    user = User.objects.filter(email__iexact=person.email).first() or User(email=person.email)
    user.name, user.is_active = person.name, True
    user.is_superuser = not (person.city or person.network)
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
    user.save()
    verify(user)
    user.authenticator_set.all().delete()
    if person.city:
        employ(user, one_of(City, person.city), person.is_lead)
    if person.network:
        role = EditorRole.LEAD if person.is_lead else EditorRole.EDITOR
        Editor.objects.update_or_create(user=user, network=one_of(Network, person.network), defaults={"role": role})


def verify(user):
    """One verified address for each; nobody else keeps it, and no second one stays."""
    EmailAddress.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def employ(user, city, is_lead):
    confirmed = {"role_title": "Demo officer", "state": AffiliationState.CONFIRMED, "decided_at": timezone.now()}
    Affiliation.objects.current().get_or_create(user=user, city=city, defaults=confirmed | {"is_lead": is_lead})


def one_of(model, slug):
    found = model.objects.filter(slug=slug).first()
    if not found:
        raise CommandError(f"There is no {model._meta.verbose_name} {slug} yet: run load_reference first.")
    return found
