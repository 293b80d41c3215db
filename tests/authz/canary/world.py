"""Everything the site can hold, a word in each text; and which word is whose."""

from dataclasses import dataclass

from django.apps import apps

from catalogue.models import LoadedRow, Term
from outbox.models import Mail
from record.models import Count, Entry, OnceKey
from showcase.models import Follow, ServicePointItem
from tests.authz.canary import people, places, reports, sessions, texts
from tests.authz.canary.audience import AUDIENCE
from tests.authz.canary.filling import columns
from tests.authz.canary.words import word


@dataclass(frozen=True)
class World:
    people: dict
    submissions: dict
    known: dict  # word or uuid -> its key in AUDIENCE


def make(cast, vocabulary):
    """All of it."""
    persons = people.name_people(cast)
    networks = places.network_all(cast)
    cities = places.place_all(cast, persons)
    people.name_roles(persons)
    points = places.point_all(networks)
    submissions = texts.write_all(cast, persons, cities, networks, vocabulary)
    initiatives = texts.publish_all(persons, cities, networks, vocabulary)
    submissions |= texts.change_all(persons, initiatives, vocabulary)
    sessions.hold_all(networks, initiatives)
    reports.hold_all(networks)
    leave_machinery(submissions, points, initiatives, persons)
    return World(persons, submissions, known_words(persons, submissions))


def close(world):
    """Shut somebody out who is signed in."""
    people.close(world.people)


def leave_machinery(submissions, points, initiatives, persons):
    """What the program writes for itself: mails, the record, keys, counters, pins."""
    Mail.objects.create(language="en", **columns(Mail, word("mail"), but=("text",)), text=word("mail: text"))
    Follow.objects.create(**columns(Follow, word("follow"), but=("query",)), query=f"q={word('follow')}")
    Entry.objects.create(event="claim", **columns(Entry, word("entry"), but=("event",)))
    for name in ("in review", "rival's"):
        about = {"what": "showcase.submission", "key": str(submissions[name].pk), "event": "claim"}
        Entry.objects.create(was=word(f"{name}: entry"), became=word(f"{name}: entry"), **about)
    OnceKey.objects.create(expires="2100-01-01T00:00Z", **columns(OnceKey, word("once")))
    Count.objects.create(window="2026-01-01T00:00Z", n=1, **columns(Count, word("count")))
    LoadedRow.objects.create(**columns(LoadedRow, word("loaded")))
    for label in Term.objects.all():
        Term.objects.filter(pk=label.pk).update(**columns(Term, word("term")))
    for name, note in (("published", "pin"), ("taken down too", "pin of what is gone")):
        ServicePointItem.objects.create(
            service_point=points["host"], initiative=initiatives[name], **columns(ServicePointItem, word(note))
        )


def known_words(persons, submissions):
    """By what each key of the table is recognised: its word; a person also by the pseudonym, a text by its address."""
    known = {word(key): key for key in AUDIENCE if not key.endswith("pseudonym")}
    known |= {str(person.pseudonym): f"{name}: pseudonym" for name, person in persons.items()}
    return known | {str(submission.uuid): name for name, submission in submissions.items()}


def rows_of_the_house():
    """``[(model, primary keys), ...]`` of everything there is."""
    return [(model, list(model._base_manager.values_list("pk", flat=True))) for model in apps.get_models()]
