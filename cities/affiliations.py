"""Who works for which city: how somebody claims it, and how somebody else decides."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalogue.models import touch
from cities.models import Affiliation, AffiliationState, City, PlaceState
from cities.proposals import propose
from cities.verdicts import VERDICTS
from outbox.post import post
from record.models import note

MOST_CLAIMS_A_DAY = 5  # each one writes to people who do not know the claimant

# Functions that take a city and answer with the people outside it who may decide; higher floors add theirs.
deciders = []


class ChangedMeanwhile(Exception):
    """Somebody else decided since the page was shown; nothing was changed."""


def claim(user, city, role_title):
    """Say that this person works for the city, and ask those who may confirm it. Returns (affiliation, is new).

    Who already did gets the same affiliation again and nobody is asked twice. Raises ValidationError after too many.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one claim of a person at a time: the count below is exact
        known = Affiliation.objects.current().filter(user=user, city=city).first()
        if known:
            return known, False
        refuse_too_many(user)
        affiliation = Affiliation.objects.create(user=user, city=city, role_title=role_title)
        note("claim_city", affiliation, by=user, city=city, became=affiliation.state)
        ask(affiliation)
    return affiliation, True


def refuse_too_many(user):
    since = timezone.now() - timedelta(days=1)
    if user.affiliations.filter(claimed_at__gte=since).count() >= MOST_CLAIMS_A_DAY:
        raise ValidationError(_("You have named many cities today. Come back tomorrow for more."), code="too_many")


def propose_place(user, *, name, country, latitude, longitude, role_title):
    """Propose a missing place and claim it, both or neither. The same proposal sent twice is one place."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        city = user.proposed_places.filter(state=PlaceState.PROPOSED, name__iexact=name, country=country).first()
        if city is None:
            city = propose(name, country, latitude, longitude, by=user)
            note("propose_place", city, by=user, city=city, became=city.state)
        return claim(user, city, role_title)[0]


def ask(affiliation):
    """Write to everybody who may confirm the claim: it waits for them, so it comes whatever mails they chose."""
    city = affiliation.city
    leads = set(User.objects.active().filter(affiliations__in=city.affiliations.leads()))
    others = {person for people in deciders for person in people(city)}
    for person in leads | others - {affiliation.user}:
        write("claimed", affiliation, to=person, leads=person in leads)


def decide(affiliation, verdict, by):
    """Confirm, refuse, end or appoint. Who ``by`` may decide about is ``led_by`` and ``managed_by``; never themselves.

    Raises PermissionDenied, or ChangedMeanwhile when the affiliation is no longer as the verdict needs it. Writes to
    the person. One short transaction.
    """
    if affiliation.user_id == by.pk:
        raise PermissionDenied(_("Somebody else has to decide about you."))
    step = VERDICTS[verdict]
    with transaction.atomic():
        was = affiliation.state
        waiting = Affiliation.objects.filter(pk=affiliation.pk, **step.needs)
        if not waiting.update(decided_at=timezone.now(), **step.makes):
            raise ChangedMeanwhile
        affiliation.refresh_from_db()
        role, city = role_of(by, affiliation.city), affiliation.city
        note(f"{verdict}_affiliation", affiliation, by=by, role=role, city=city, was=was, became=affiliation.state)
        write(verdict, affiliation, to=affiliation.user)


def leave(affiliation):
    """The person ends their own affiliation or takes back the claim. Once more changes nothing."""
    with transaction.atomic():
        was = affiliation.state
        current = Affiliation.objects.current().filter(pk=affiliation.pk)
        if current.update(state=AffiliationState.ENDED, is_lead=False, decided_at=timezone.now()):
            affiliation.refresh_from_db()
            city, became = affiliation.city, affiliation.state
            note("leave_city", affiliation, by=affiliation.user, city=city, was=was, became=became)


def confirm_place(city, by):
    """A proposed place becomes a public one. Raises ChangedMeanwhile when it is no longer proposed."""
    with transaction.atomic():
        proposed = City.objects.filter(pk=city.pk, state=PlaceState.PROPOSED)
        if not proposed.update(state=PlaceState.CONFIRMED):
            raise ChangedMeanwhile
        city.refresh_from_db()
        city.save()  # the row above decided; this one writes the history
        note(
            "confirm_place", city, by=by, role=role_of(by, city), city=city, was=PlaceState.PROPOSED, became=city.state
        )
        if city.proposed_by and city.proposed_by != by:
            key = f"place-{city.pk}:confirmed:{city.proposed_by_id}"
            person = city.proposed_by
            context = {"person": person, "city": city}
            post("cities/place_confirmed", key=key, to=person.email, language=person.language, context=context)
        touch(city)


def role_of(user, city):
    """In which part somebody decides about a city, for the audit."""
    if city.affiliations.leads().filter(user=user).exists():
        return "lead"
    return "platform" if user.is_superuser else "editor"


def write(template, affiliation, *, to, **context):
    """One mail about an affiliation, in the reader's language; nothing to closed or erased accounts."""
    if to.is_active and to.email:
        post(
            f"cities/{template}",
            key=f"affiliation-{affiliation.pk}:{template}:{to.pk}",
            to=to.email,
            language=to.language,
            context={"affiliation": affiliation, "city": affiliation.city, "person": to, **context},
        )
