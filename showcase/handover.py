"""A desk is deserted: the host takes over what is open there, so that no city waits for nobody."""

from networks.models import Network
from showcase import workflow
from showcase.models import Submission
from showcase.states import SENT_STATES


def take_over(desk):
    """Move what was sent to this desk to the host, each with its step, audit row and mails; drafts stay their author's.

    Part of the transaction in which the last editor leaves. Once more finds nothing.
    """
    host = Network.objects.filter(is_host=True).first()
    if host is None or host == desk:
        return
    # Locked: an editor's last decision may be on its way.
    sent = Submission.objects.filter(desk=desk, state__in=SENT_STATES).order_by("pk")
    for submission in sent.select_for_update(of=("self",)):
        workflow.hand_over(submission, to=host)
