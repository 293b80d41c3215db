"""The people of the crawl: the cast, and who else has a name that others must not read."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import User
from cities.models import Affiliation
from networks.models import Editor
from tests.authz.canary.words import word
from tests.factories import AffiliationFactory, EditorFactory, UserFactory

CAST = "author lead colleague editor second_editor rival_editor dual stranger former platform_admin".split()
OTHERS = "deactivated staff recluse turinese proposer".split()
LOGINS = ["visitor", *CAST, "deactivated", "staff"]


def name_people(cast):
    """``{name: person}``: each with a word as name, as address, as further address and for each role they have."""
    people = {name: getattr(cast, name) for name in CAST} | {name: UserFactory() for name in OTHERS}
    AffiliationFactory(user=people["deactivated"], city=cast.city, state="confirmed")
    EditorFactory(user=people["deactivated"], network=cast.host)
    User.objects.filter(pk=people["staff"].pk).update(is_staff=True)
    for name, person in people.items():
        person.refresh_from_db()
        person.name, person.email = word(f"{name}: name").title(), f"{word(f'{name}: address')}@mail.example"
        person.save(update_fields=["name", "email"])
        also = f"{word(f'{name}: other address')}@mail.example"
        EmailAddress.objects.create(user=person, email=also, verified=True, primary=False)
    leave_traces(people)
    return people


def name_roles(people):
    """What each of them says to be in a city."""
    for name, person in people.items():
        Affiliation.objects.filter(user=person).update(role_title=word(f"{name}: role"))


def leave_traces(people):
    """A device that somebody is signed in with, and the secret of a second step."""
    for name in ("author", "recluse"):
        browser, device = Client(), word(f"{name}: device")
        browser.force_login(people[name])
        UserSession.objects.update_or_create(
            user=people[name],
            session_key=browser.session.session_key,
            defaults={"ip": "203.0.113.7", "user_agent": device, "data": {"is": device}},
        )
    Authenticator.objects.create(user=people["recluse"], type="totp", data={"secret": word("secret")})


def close(people):
    """The account of somebody who is signed in: their desk has others, their city too."""
    User.objects.filter(pk=people["deactivated"].pk).update(is_active=False)
    assert Editor.objects.filter(user=people["deactivated"]).exists()
