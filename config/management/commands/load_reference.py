"""Loads the reference catalogue; safe to run again at every start."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.reference.lines import BadLine
from config.reference.loading import load, missing_files


class Command(BaseCommand):
    help = "Load the reference catalogue: create what is missing, update what nobody edited here."

    def add_arguments(self, parser):
        parser.add_argument(
            "--data", type=Path, default=settings.BASE_DIR / "data", help="The directory of the files (default data/)."
        )

    def handle(self, *args, data, **options):
        missing = missing_files(data)
        if missing:
            raise CommandError(f"Not in {data}: {', '.join(missing)}. Nothing was loaded.")
        try:
            tables = load(data)
        except BadLine as problem:
            raise CommandError(f"{problem} Nothing was loaded.") from problem
        for table in tables:
            for line in (table.summary, *table.notes):
                self.stdout.write(line)
