"""Beginning and saving drafts. An edit is a compare and swap too: it names the count of saves it began with."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from networks.models import Network
from record.models import note as audit
from showcase.conflicts import ChangedMeanwhile
from showcase.copying import copy_columns, copy_lists_and_parts
from showcase.models import Submission
from showcase.models.submission import Channel
from showcase.states import WITH_DESK


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
    """A proposal to change a public page, starting from what is public now.

    Who answers questions is no public knowledge: it comes along only for confirmed staff.
    """
    change = Submission(author=person, initiative=initiative, base_version=initiative.current_version.number)
    copy_columns(initiative, change)
    change.desk = desk_of_change(initiative)
    change.consent, change.licence = False, ""
    if not person.affiliations.confirmed().filter(city=initiative.city).exists():
        change.contact = None
    change.save()
    copy_lists_and_parts(initiative, change)
    return change


def desk_of_change(initiative):
    """The desk that answers for the page, as long as it has somebody to answer."""
    desk = initiative.desk
    return desk if desk.is_host or desk.editors.at(desk).exists() else first_desk(initiative.city)


def save_draft(forms, *, seen):
    """Write a valid DraftForms; raises ChangedMeanwhile when somebody else saved or sent it since ``seen``.

    The caller holds the transaction. New words need the city's word anew, where the text is written on its behalf.
    """
    submission = forms.submission
    found = Submission.objects.filter(pk=submission.pk, state=submission.state, saves=seen)
    if not found.update(saves=F("saves") + 1):
        raise ChangedMeanwhile
    if submission.is_prepared:
        submission.author = forms.person
    submission.saves, submission.edited_at, submission.city_confirmed_at = seen + 1, timezone.now(), None
    return forms.save()


@transaction.atomic
def confirm_for_city(submission, *, by, seen):
    """The city stands behind the text it was shown; raises ChangedMeanwhile when that is not what is sent now."""
    shown = Submission.objects.filter(pk=submission.pk, state__in=WITH_DESK, saves=seen, city_confirmed_at=None)
    if not shown.update(city_confirmed_at=timezone.now()):
        raise ChangedMeanwhile
    audit("city_confirmed", submission, by=by, role="writer", network=submission.desk, city=submission.city)
