"""Let somebody in again who lost their second step: the only platform admin, say, whom nobody else can help."""

from django.core.management.base import BaseCommand, CommandError

from accounts.lost_step import reset_second_step
from accounts.models import User


class Command(BaseCommand):
    help = "Take away the second step of the account with this e-mail address. Its owner is told and sets up a new one."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).exclude(email="").first()
        if user is None:
            raise CommandError(f"Nobody signs in here as {email}.")
        if not reset_second_step(user):
            raise CommandError(f"Account {user.pk} has no second step.")
        self.stdout.write(f"Account {user.pk} has no second step any more and is signed out. A mail tells its owner.")
