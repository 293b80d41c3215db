"""What is known about who wrote, checked and commented. The texts are the city's and the desk's."""

from django.utils.translation import gettext_lazy as _

from accounts.holdings import addresses_of, hold, with_address
from showcase.content import freeze
from showcase.models import Comment, Endorsement, Follow, Review, Revision, Submission, Version
from showcase.states import State


def submissions(user):
    """With their text where the person may still read it: a city they left keeps its drafts to itself."""
    readable = set(Submission.objects.visible_to(user).values_list("pk", flat=True))
    for each in user.submissions.select_related("city").order_by("pk"):
        row = {"uuid": each.uuid, "city": each.city and each.city.name, "state": each.state, "begun": each.created_at}
        yield {**row, "title": each.title, "content": freeze(each)} if each.pk in readable else row


def forget_author(user):
    """Nobody's draft, one that names no city yet, goes; every other text stays with its city."""
    user.submissions.filter(city=None, state=State.DRAFT).delete()
    user.submissions.update(author=None)


def assigned(user):
    return user.assigned_submissions.order_by("pk").values("uuid", "city__name", "state")


def hand_back(user):
    user.assigned_submissions.update(assigned_to=None)


def reviews(user):
    fields = ("submission__uuid", "step", "was", "became", "note", "note_among_editors", "at")
    return Review.objects.filter(by=user).order_by("pk").values(*fields)


def comments(user):
    fields = ("revision__submission__uuid", "field", "text", "among_editors", "at")
    return Comment.objects.filter(by=user).order_by("pk").values(*fields)


def answers(user):
    return Comment.objects.filter(answered_by=user).order_by("pk").values("field", "answer", "settled_at")


def texts_sent(user):
    return Revision.objects.filter(by=user).order_by("pk").values("submission__uuid", "number", "at")


def texts_published(user):
    return Version.objects.filter(by=user).order_by("pk").values("initiative__code", "number", "at")


def endorsements(user):
    return Endorsement.objects.filter(by=user).order_by("pk").values("initiative__code", "network__name", "note", "at")


def follows_of(user):
    return with_address(Follow.objects.all(), "email", addresses_of(user))


def follows(user):
    return follows_of(user).order_by("pk").values("email", "query", "language", "asked_at", "confirmed_at")


def forget_follows(user):
    follows_of(user).delete()


def hold_all():
    """Steps, comments and frozen texts never change: their ``by`` goes on pointing at a row that names nobody."""
    written = _("Submissions you wrote")
    hold("submissions", submissions, forget_author, label=written, count=lambda user: user.submissions.count())
    hold("assigned", assigned, hand_back, label=_("Submissions assigned to you"))
    hold("reviews", reviews, label=_("Steps you took with submissions"))
    hold("comments", comments, label=_("Comments you wrote"))
    hold("answers", answers, label=_("Comments you answered"))
    hold("texts_sent", texts_sent, label=_("Texts you sent"))
    hold("texts_published", texts_published, label=_("Texts you published"))
    hold("endorsements", endorsements, label=_("Endorsements you made"))
    hold("follows", follows, forget_follows, label=_("Filters you follow by mail"))
