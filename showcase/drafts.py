"""Beginning and saving drafts. An edit is a compare and swap too: it names the count of saves it began with."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from networks.models import Network
from record.models import note as audit
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Practice, Submission
from showcase.models.submission import WITH_AUTHOR, Channel

COPIED = [field.name for field in Practice._meta.fields]
COPIED_LISTS = [field.name for field in Practice._meta.many_to_many]


def begin(person, city, depth):
    """A new draft, with what is known already: the city, its first desk, and who answers questions."""
    affiliation = person.affiliations.current().filter(city=city).first()
    contact, _created = city.contacts.get_or_create(role=affiliation.role_title, name=person.name, email=person.email)
    return Submission.objects.create(
        author=person,
        city=city,
        depth=depth,
        desk=first_desk(city),
        contact=contact,
        text_language=get_language() or "en",
    )


def begin_on_behalf(person, desk, city):
    """A draft written by a desk's editor; the city confirms it before it is published."""
    return Submission.objects.create(
        author=person, city=city, desk=desk, channel=Channel.ON_BEHALF, text_language=get_language() or "en"
    )


def first_desk(city):
    """The city's first network by name that has an active editor, else the host."""
    return Network.objects.of_cities(city).with_active_editor().order_by("name").first() or Network.objects.host()


def begin_change(person, initiative):
    """A proposal to change a public page, starting from what is public now."""
    change = Submission(author=person, initiative=initiative, desk=initiative.desk)
    change.base_version = initiative.current_version.number
    for name in COPIED:
        setattr(change, name, getattr(initiative, name))
    change.consent, change.licence = False, ""
    change.save()
    for name in COPIED_LISTS:
        getattr(change, name).set(getattr(initiative, name).all())
    return change


@transaction.atomic
def save_draft(forms, *, seen):
    """Write a valid DraftForms; raises ChangedMeanwhile when somebody else saved or sent it since ``seen``."""
    submission = forms.submission
    moved = Submission.objects.filter(pk=submission.pk, state__in=WITH_AUTHOR, saves=seen)
    if not moved.update(saves=F("saves") + 1, edited_at=timezone.now()):
        raise ChangedMeanwhile
    submission.saves, submission.edited_at = seen + 1, timezone.now()
    return forms.save()


@transaction.atomic
def confirm_for_city(submission, *, by):
    """The city stands behind a text written on its behalf; once."""
    unconfirmed = Submission.objects.filter(pk=submission.pk, channel=Channel.ON_BEHALF, city_confirmed_at=None)
    if unconfirmed.update(city_confirmed_at=timezone.now()):
        audit("city_confirmed", submission, by=by, role="writer", network=submission.desk, city=submission.city)
