"""What the editors ask the city: the last note, and the open comments on fields."""

from showcase.answers import label_of
from showcase.content import ROWS
from showcase.states import State


def questions_of(submission):
    """``{"note": Review, "comments": [...]}`` while it is the city's turn, else nothing. Three queries."""
    if submission.state != State.CHANGES_REQUESTED:
        return {}
    comments = list(submission.last_revision.comments.filter(among_editors=False, settled_at=None))
    for comment in comments:
        comment.field_label = label_of(comment.field)
        comment.anchor = comment.field if comment.field in ROWS else f"id_{comment.field}"
    return {
        "note": submission.reviews.filter(step="request_changes").order_by("-at", "-pk").first(),
        "comments": comments,
    }
