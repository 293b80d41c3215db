"""Series and sessions, public and only planned, with the people on their stages."""

from tests.authz.canary.filling import columns
from tests.authz.canary.places import reword
from tests.authz.canary.words import word
from tests.factories import SeriesFactory, WebinarFactory
from webinars.models import Appearance, Person, Quote, Recording, Registration, Takeaway
from webinars.search import index

STATES = {"public": "documented", "planned": "planned"}
DESKS = ("host", "rival")


def hold_all(networks, initiatives):
    """One series of each desk with a public session and a planned one."""
    for desk in DESKS:
        series = SeriesFactory(lead=networks[desk])
        series.texts = {"en": {"description": word(f"series {desk}")}}
        reword(series, f"series {desk}")
        for standing, state in STATES.items():
            hold(f"session {standing} {desk}", series, state, networks[desk], initiatives["collected"])


def hold(key, series, state, network, initiative):
    """Its join link, the name of one speaker and who registered have words of their own."""
    session = WebinarFactory(series=series, state=state)
    reword(session, key)
    session.join_link = f"https://{word(f'{key}: link to join')}.example/"
    session.save()
    for person in ("named", "unnamed"):
        bring(f"{key}: {person}", session, network, "pages" if person == "named" else "none", word(key))
    for model in (Recording, Takeaway, Quote):
        model.objects.create(webinar=session, **columns(model, word(key)))
    session.moments.create(initiative=initiative, second=12)
    session.registrations.create(**columns(Registration, word(f"{key}: registered")))
    index([session])


def bring(key, session, network, scope, said):
    person = Person.objects.create(network=network, name=word(key), consent_scope=scope)
    Appearance.objects.create(webinar=session, person=person, **columns(Appearance, said))
