"""Writes down that a session was held, where nobody did.

Pages do not wait for it: what was announced and is over is shown as held at once (``Webinar.phase``). It is written a
day later, so that a clock of this machine that was wrong for some hours closes nothing that is still to come.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from catalogue.models import touch
from webinars.models import State, Webinar
from webinars.querysets import is_over

WAIT = timedelta(days=1)


def close_what_is_over():
    """The worker's chore; safe for several at once. One query where nothing is to be done."""
    over = Webinar.objects.filter(is_over(timezone.now() - WAIT))
    for pk in over.values_list("pk", flat=True):
        close(over, pk)


@transaction.atomic
def close(over, pk):
    """Asked again with the row held: an editor may just have moved it or called it off."""
    session = over.select_for_update(of=("self",)).filter(pk=pk).first()
    if session is not None:
        session.state = State.HELD
        session._change_reason = "its end has passed"
        session.save()
        touch(session)
