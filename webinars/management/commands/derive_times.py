"""Derives the moments of sessions to come anew, after the time zone data of this machine changed."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from catalogue.models import touch
from webinars.models import Webinar


class Command(BaseCommand):
    help = "Derive the UTC of sessions to come anew; run it after an update of the time zone data."

    @transaction.atomic
    def handle(self, *args, **options):
        """What was, stays. A time that no longer comes, or comes twice now, is named and left as it is."""
        sessions = Webinar.objects.select_for_update(of=("self",)).filter(ends_at__gt=timezone.now()).order_by("pk")
        moved = [session for session in sessions if self.has_moved(session)]
        if moved:
            touch(*moved)
        self.stdout.write(f"{len(sessions)} sessions to come, {len(moved)} moved")

    def has_moved(self, session):
        """Saved only where it did, so that the history of the others stays as it is."""
        before = session.starts_at
        try:
            session.derive()
        except ValidationError as asked:
            self.stderr.write(f"{session}: {' '.join(asked.messages)}")
            return False
        if session.starts_at != before:
            session.save()
        return session.starts_at != before
