"""The nightly job that forgets what nobody needs any more; safe to run at any time and as often as one likes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.retention import RULES, untouched_drafts


class Command(BaseCommand):
    help = "Forget what is past its time: keys, counters, texts of mails, unconfirmed accounts, sessions, old audit."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count; forget nothing.")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        for rule in RULES:
            if dry_run:
                self.stdout.write(f"{rule.count(now)} {rule.what} would be forgotten")
            else:
                self.stdout.write(f"{rule.carry_out(now)} {rule.what} forgotten")
        self.stdout.write(f"{untouched_drafts(now).count()} drafts untouched for 18 months; they are their authors'")
