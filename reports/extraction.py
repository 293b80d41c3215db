"""The worker's part: the text of uploaded editions, read page by page and made searchable."""

from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalogue.models import touch
from files.bounded import Busy
from files.texts import read_pages
from reports.models import Edition, EditionPage, Report, TextState

GIVEN_UP = timedelta(minutes=10)  # after which a worker that reads is thought to be dead
AT_ONCE = 5  # editions in one round
SECONDS = 20  # after which a round begins no other: the worker has mails to send
BATCH = 200


def read_waiting():
    """Read the next few editions, for about a minute and a half at the longest.

    Safe in several workers at once: each edition is taken by one of them.
    """
    until = monotonic() + SECONDS
    for edition in waiting()[:AT_ONCE]:
        if monotonic() < until and taken(edition):
            read(edition)


def waiting():
    stale = Q(text_state=TextState.READING, read_since__lt=timezone.now() - GIVEN_UP)
    return Edition.objects.filter(Q(text_state=TextState.WAITING) | stale).select_related("file", "report")


def taken(edition):
    """Whether this worker reads it: another may have been quicker, or an editor with another file."""
    now = timezone.now()
    same = Edition.objects.filter(
        pk=edition.pk, file=edition.file_id, text_state=edition.text_state, read_since=edition.read_since
    )
    edition.read_since = now
    return bool(same.update(text_state=TextState.READING, read_since=now))


def read(edition):
    """Reads outside any transaction, for it may take a minute; then writes all pages at once."""
    try:
        reading = read_pages(edition.file)
    except Busy:
        ours(edition).update(text_state=TextState.WAITING)
        return
    keep(edition, reading)


@transaction.atomic
def keep(edition, reading):
    """Nothing where the file was replaced meanwhile: the new one is read in its turn."""
    if not ours(edition).update(text_state=reading.state):
        return
    EditionPage.objects.filter(edition=edition).delete()
    pages = (EditionPage.of(edition, number, text) for number, text in enumerate(reading.pages, start=1) if text)
    EditionPage.objects.bulk_create(pages, batch_size=BATCH)
    Report.objects.filter(pk=edition.report_id).update(changed_at=timezone.now())
    touch(edition.report)


def ours(edition):
    return Edition.objects.filter(
        pk=edition.pk, file=edition.file_id, text_state=TextState.READING, read_since=edition.read_since
    )
