"""Drafts for the cities that spoke in a session: prepared by its editors, finished by each city."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.models import touch
from cities.models import City
from networks.models import Network
from outbox.post import post
from record.models import note
from showcase.completeness import MOST_TOPICS
from showcase.models import Submission
from showcase.models.submission import Channel
from webinars.models import CityDraft, Webinar
from webinars.roles import role_of
from webinars.session_page import topics_of
from webinars.times import day_of


@dataclass(frozen=True)
class Spoke:
    """A city that spoke: the draft that was prepared for it, or the initiative that is on stage already."""

    city: City
    draft: CityDraft | None
    initiative: object | None
    has_staff: bool


def cities_that_spoke(session):
    """On stage, or with somebody on stage. Four queries."""
    named = City.objects.confirmed().filter(pk__in=session.cities.values("pk"))
    spoke = City.objects.confirmed().filter(pk__in=session.appearances.exclude(city=None).values("city"))
    drafts = {each.city_id: each for each in session.city_drafts.select_related("submission__initiative")}
    told = session.moments.exclude(initiative=None).select_related("initiative")
    known = {moment.initiative.city_id: moment.initiative for moment in told}
    cities = (named | spoke).distinct().order_by("name", "pk")
    staffed = set(staff_of(cities).values_list("affiliations__city", flat=True))
    return [Spoke(city, drafts.get(city.pk), known.get(city.pk), city.pk in staffed) for city in cities]


def staff_of(cities):
    """Who may take a draft of these cities over: confirmed, with an open account."""
    people = get_user_model().objects.active()
    return people.filter(affiliations__state="confirmed", affiliations__city__in=cities)


@transaction.atomic
def prepare(session, by):
    """One draft for each city that spoke, has none from this session and no initiative on stage. How many were made.

    Writes to the confirmed staff of each. Whoever presses at the same time waits for the session's row.
    """
    session = Webinar.objects.select_for_update(of=("self",)).select_related("series__lead", "lead").get(pk=session.pk)
    topics = topics_of(session)
    due = [each.city for each in cities_that_spoke(session) if not (each.draft or each.initiative)]
    for city in due:
        desk = desk_for(session, city)
        draft = CityDraft.objects.create(webinar=session, city=city, submission=begin(session, city, desk, topics))
        note("prepare", draft.submission, by=by, role=role_of(by), network=desk, city=city)
        invite(draft)
    return len(due)


def desk_for(session, city):
    """The network that leads the session, where it checks what this city sends; else the host."""
    return Network.objects.desks_for(city).filter(pk=session.network.pk).first() or Network.objects.host()


def begin(session, city, desk, topics):
    """Nobody's text yet: what the session knows. The city gives it a title and chooses among many topics."""
    language = session.text_language if session.text_language in dict(settings.LANGUAGES) else "en"
    draft = Submission.objects.create(
        city=city,
        desk=desk,
        channel=Channel.WEBINAR,
        text_language=language,
        main_topic=topics[0] if len(topics) == 1 else None,
        summary=hint_of(session, city, language),
    )
    draft.topics.set(topics if len(topics) <= MOST_TOPICS else [])
    return draft


def hint_of(session, city, language):
    """Who told of it, in their office and without their name, and at which second."""
    offices = session.appearances.filter(city=city).exclude(office="").values_list("office", flat=True)
    clocks = [moment.clock for moment in session.moments.filter(city=city) if moment.clock]
    with override(language):
        told = {"who": ", ".join([*offices, city.name]), "session": session.title, "day": day_of(session)}
        if told["day"]:
            hint = _("%(who)s told of it in the live session “%(session)s” on %(day)s.") % told
        else:
            hint = _("%(who)s told of it in the live session “%(session)s”.") % told
        if clocks:
            hint += " " + _("It is explained at %(clocks)s of the recording.") % {"clocks": ", ".join(clocks)}
    return hint


def invite(draft):
    """Each of the city's confirmed staff once."""
    for person in staff_of([draft.city]).distinct():
        post(
            "webinars/draft_prepared",
            key=f"prepared-{draft.pk}:{person.pk}",
            to=person.email,
            language=person.language,
            context={"session": draft.webinar, "submission": draft.submission, "city": draft.city, "person": person},
        )


def link_moments(submission, initiative):
    """Called when a submission is published: its session and the page lead to each other from now on."""
    draft = CityDraft.objects.filter(submission=submission).select_related("webinar").first()
    if draft is None:
        return
    moments = draft.webinar.moments
    known = set(moments.filter(initiative=initiative).values_list("second", flat=True))
    told = set(moments.filter(city=draft.city_id).values_list("second", flat=True))
    moments.filter(city=draft.city_id).delete()
    if not (told or known):
        told = {None}
    for second in told - known:
        moments.create(initiative=initiative, second=second)
    touch(draft.webinar, initiative)
