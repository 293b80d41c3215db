"""The nightly job that forgets what nobody needs any more; safe to run at any time and as often as one likes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.retention import RULES
from config.upkeep import TASKS, write_through


class Command(BaseCommand):
    help = "Forget what is past its time, warn of what soon will be, and put right what the hours left undone."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count; forget nothing.")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        for rule in (*RULES, *TASKS):
            if dry_run:
                self.stdout.write(f"{rule.count(now)} {rule.what} would be {rule.done}")
            else:
                self.stdout.write(f"{rule.carry_out(now)} {rule.what} {rule.done}")
        if not dry_run:
            write_through()
