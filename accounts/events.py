"""What people do with their accounts, written to the audit: by pseudonym, without an address and without any text.

The rows do not name the account beside the pseudonym: once it is erased, nobody can tell whose they were.
"""

from allauth.account import signals as account
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from accounts.models import User
from record.models import note

SAID_BY_ALLAUTH = {
    account.user_logged_in: "sign_in",
    account.password_changed: "change_password",
    account.password_set: "change_password",
    account.password_reset: "reset_password",
    account.email_changed: "change_email",
}


def listen():
    for signal, event in SAID_BY_ALLAUTH.items():
        signal.connect(note_of(event), weak=False, dispatch_uid=f"audit-{event}")


def note_of(event):
    def write(user, **kwargs):
        note(event, User(), by=user)

    return write


@receiver(auth.user_logged_out)
def signed_out(user, **kwargs):
    """Nobody signs out whose session had already ended."""
    if user is not None and user.pk:
        note("sign_out", User(), by=user)


@receiver(auth.user_login_failed)
def sign_in_failed(credentials, **kwargs):
    """Names the account that was tried, never who tried: that is not known. Unknown addresses leave no trace of it."""
    tried = str(credentials.get("email") or credentials.get("username") or "")
    person = User.objects.filter(email=tried.strip().lower()).first()
    note("sign_in_failed", person or User())
