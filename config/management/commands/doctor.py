"""Says what does not agree: after a restore, a crash, an upgrade, or on any morning."""

import sys

from django.core.management.base import BaseCommand

from config.diagnosis import problems


class Command(BaseCommand):
    help = "Check that rows and files agree; print each problem and how many there are. Ends with 1 if there is any."

    def handle(self, *args, **options):
        count = 0
        for count, problem in enumerate(problems(), start=1):  # noqa: B007 -- the last number is how many
            self.stdout.write(problem)
        self.stdout.write("1 problem" if count == 1 else f"{count} problems")
        if count:
            sys.exit(1)
