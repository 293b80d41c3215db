from django.core.management.base import BaseCommand

from record.models import Entry, note
from record.protection import is_protected, protect, unprotect


class Command(BaseCommand):
    help = (
        "Make the database itself refuse every change of an audit row. Run it after each migrate; twice does no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take the protection away again, which is noted")

    def handle(self, *, remove, **options):
        protected = is_protected()
        if remove and protected:
            unprotect()
        elif not remove:
            protect()
        if is_protected() != protected:
            note("unprotect_audit" if remove else "protect_audit", Entry())
        self.stdout.write("The audit is append-only." if is_protected() else "The audit is not protected.")
