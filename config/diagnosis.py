"""Whether the data agree with each other and with the files: each check yields the problems it finds, in words."""

from itertools import chain

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts import seeds
from catalogue.models import CatalogueVersion
from files import storage, sweeping
from networks.models import Editor, Membership, Network
from outbox.models import Mail
from showcase.models import Follow, Initiative, InitiativeText, Review, SlugHistory, Submission, Version
from showcase.states import SENT_STATES, State
from webinars.models import Registration


def problems():
    """Every sentence of every check. Reads only; a few queries each, and the names of all files."""
    return chain.from_iterable(check() for check in CHECKS)


def files():
    """Rows without bytes, bytes without a row; the latter once they are older than an upload can be."""
    for path in sweeping.without_row():
        yield f"The file {path.relative_to(storage.root())} belongs to no row."
    for public_id in sweeping.without_bytes():
        yield f"The stored file {public_id} has no file under MEDIA_ROOT."


def versions():
    """What has a page has a text, and the text is its own."""
    for code in codes(Initiative.objects.filter(current_version=None)):
        yield f"The initiative {code} has no current version."
    for code in codes(Initiative.objects.exclude(current_version=None).exclude(current_version__initiative=F("pk"))):
        yield f"The current version of the initiative {code} belongs to another one."


def addresses():
    own = SlugHistory.objects.filter(initiative=OuterRef("pk"), slug=OuterRef("slug"))
    for code in codes(Initiative.objects.filter(~Exists(own))):
        yield f"The address of the initiative {code} is not kept in its history."


def search_words():
    texts = InitiativeText.objects.filter(initiative=OuterRef("pk"))
    for code in codes(Initiative.objects.readable().filter(~Exists(texts))):
        yield f"The initiative {code} has no words to be searched by."


def codes(initiatives):
    return initiatives.order_by("code").values_list("code", flat=True)


def steps():
    """The state of a submission is where its last step led; without a step it is a draft."""
    last = Review.objects.filter(submission=OuterRef("pk")).order_by("-at", "-pk").values("became")[:1]
    told = Submission.objects.annotate(told=Coalesce(Subquery(last), Value(State.DRAFT)))
    for uuid, state, became in told.exclude(state=F("told")).order_by("pk").values_list("uuid", "state", "told"):
        yield f"The submission {uuid} is {state}; by its steps it should be {became}."


def publications():
    version = Version.objects.filter(revision__submission=OuterRef("pk"))
    for uuid in Submission.objects.filter(~Exists(version), state=State.PUBLISHED).values_list("uuid", flat=True):
        yield f"The submission {uuid} is published, but no version was made from it."


def people():
    edits = Exists(Editor.objects.filter(user=OuterRef("pk")))
    everybody = get_user_model().objects
    for pk in everybody.filter(Q(is_superuser=True) | edits, is_staff=False).values_list("pk", flat=True):
        yield f"The person {pk} should be let into the back office and is not."
    for pk in everybody.filter(~edits, is_superuser=False, is_staff=True).values_list("pk", flat=True):
        yield f"The person {pk} is let into the back office without a reason."


def second_steps():
    """After a restore with another key, say. An unreadable seed is taken away by manage.py reset_second_step."""
    for row in seeds.lost():
        yield f"No key reads the {row.get_type_display()} of the person {row.user_id} (a second step at sign-in)."


def hosts():
    count = Network.objects.filter(is_host=True).count()
    if count != 1:
        yield f"Exactly one network should host the catalogue; there are {count}."


def desks():
    """Nothing lies where nobody looks."""
    waiting = Count("submissions", filter=Q(submissions__state__in=SENT_STATES))
    idle = Network.objects.exclude(pk__in=Network.objects.with_active_editor().values("pk"))
    for slug, count in idle.annotate(waiting=waiting).filter(waiting__gt=0).values_list("slug", "waiting"):
        yield f"The desk {slug} has no active editor; submissions that are open there: {count}."


def memberships():
    spans = Membership.objects.order_by().values_list("city__slug", "network__slug", "joined", "left")
    for city, network, *_span in spans.annotate(times=Count("pk")).filter(times__gt=1):
        yield f"The membership of {city} in {network} is written down more than once."


def mails():
    dead = Mail.objects.exclude(dead_at=None).count()
    if dead:
        yield f"Mails that were given up: {dead}."


def follows():
    """Whoever was told of something has seen it, so that nobody is told twice."""
    for follow in Follow.objects.order_by("pk").only("seen", "told"):
        try:
            unseen = follow.keys_told - follow.keys_seen
        except ValueError:
            yield f"What the follower {follow.pk} was told of cannot be read."
            continue
        if unseen:
            yield f"The follower {follow.pk} was told of {len(unseen)} initiatives that would be told of again."


def seats():
    """Seats go by the order of confirmation: whoever waits confirmed later than everybody who has one."""
    first = Registration.objects.waiting().order_by().values("webinar").annotate(first=Min("order"))
    for pk, order in first.values_list("webinar", "first"):
        if Registration.objects.registered().filter(webinar=pk, order__gt=order).exists():
            yield f"For the session {pk} somebody waits who confirmed before somebody with a seat."


def catalogue():
    rows = list(CatalogueVersion.objects.values_list("pk", flat=True))
    if rows != [1]:
        yield f"The catalogue should have one row that says its version; there are {len(rows)}."


CHECKS = (
    *(files, versions, addresses, search_words, steps, publications),
    *(people, second_steps, hosts, desks, memberships, mails, follows, seats, catalogue),
)
