"""Erase an account for somebody who cannot do it by button: they lost their password, say, or wrote a letter."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.erasure import erase
from accounts.models import User


class Command(BaseCommand):
    help = "Blank the account with this e-mail address at once. What it wrote stays with its cities."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).exclude(email="").first()
        if user is None:
            raise CommandError(f"Nobody signs in here as {email}.")
        try:
            erase(user)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"Account {user.pk} is blank. A last mail tells its owner.")
