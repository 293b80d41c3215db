"""What waits for editors here: the submissions of their desks that are to be checked."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.panels import Line, Panel
from showcase.models import Submission
from showcase.states import TO_CHECK


def submissions(user):
    """As the first tab of the review queue."""
    rows = Submission.objects.managed_by(user).filter(state__in=TO_CHECK)
    return rows.select_related("city", "desk").order_by("sent_at", "pk")


def line_of(submission):
    return Line(
        title=str(submission),
        address=reverse("admin:showcase_submission_review", args=[submission.pk]),
        about=f"{submission.city}, {submission.city.country_name}" if submission.city else "",
        language=submission.text_language,
        since=submission.sent_at,
        promise=submission.desk.days_to_answer if submission.desk else None,
    )


QUEUE = Panel(
    model="showcase.submission",
    title=_("Review queue"),
    nothing=_("Nothing waits to be checked."),
    query="",
    waiting=submissions,
    line=line_of,
)
