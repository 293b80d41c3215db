"""What the lower floors hold about a person: the account, sign-in, mails, the record, the back office's log."""

import json
import uuid

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.holdings import addresses_of, hold, with_address, without, words_for
from accounts.models import MailChoice, User
from outbox import written
from outbox.models import Mail
from record.models import Entry

SECRETS = {"data", "key", "session_key", "token", "token_secret", "id", "user"}
BLANK = {"email": "", "name": "", "language": "en", "time_zone": "UTC", "mail_choice": MailChoice.ALL}
NO_RIGHTS = {"is_active": False, "is_staff": False, "is_superuser": False, "last_login": None}


# The account ------------------------------------------------------------------------------------------------------


def account(user):
    fields = ("email", "name", "language", "time_zone", "mail_choice", "date_joined", "last_login", "pseudonym")
    return User.objects.filter(pk=user.pk).values(*fields, "is_active", "is_staff", "is_superuser")


def blank(user):
    """No name, no address, no password, no right. The row stays, for what the person did points at it."""
    User.objects.filter(pk=user.pk).update(password=make_password(None), **BLANK, **NO_RIGHTS)


# Sign-in ----------------------------------------------------------------------------------------------------------


def models_of_sign_in():
    """Every model of django-allauth that belongs to a person: addresses, and second factors where they are in use."""
    models = (
        model for config in apps.get_app_configs() if config.name.startswith("allauth") for model in config.get_models()
    )
    return [model for model in models if any(field.name == "user" for field in model._meta.fields)]


def sign_in(user):
    """Without what opens the account."""
    for model in models_of_sign_in():
        fields = [field.attname for field in model._meta.fields if field.name not in SECRETS]
        for row in model._default_manager.filter(user=user).values(*fields):
            yield {"what": str(model._meta.verbose_name), **row}


def forget_sign_in(user):
    for model in models_of_sign_in():
        model._default_manager.filter(user=user).delete()


# Sessions ---------------------------------------------------------------------------------------------------------


def sessions_of(user):
    """The rows that are signed in as the person or remember the address. Reads every session: they are encoded."""
    addresses = addresses_of(user)
    for session in Session.objects.iterator():
        inside = session.get_decoded()
        if inside.get("_auth_user_id") == str(user.pk) or any(each in json.dumps(inside).lower() for each in addresses):
            yield session


def sessions(user):
    return [{"expires": session.expire_date} for session in sessions_of(user)]


def end_sessions(user):
    Session.objects.filter(pk__in=[session.pk for session in sessions_of(user)]).delete()


# Mails ------------------------------------------------------------------------------------------------------------


def mails_to(user):
    """To the person's addresses; to one they only typed, what sign-in wrote there."""
    typed = {row.email.lower() for row in EmailAddress.objects.filter(user=user)}
    to_typed = with_address(Mail.objects.filter(key__startswith="account:"), "address", typed)
    own = with_address(Mail.objects.all(), "address", addresses_of(user))
    return Mail.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=to_typed.values("pk")))


def mails(user):
    """Without the text of what sign-in wrote: it carries links that let their reader in."""
    for mail in mails_to(user).order_by("pk"):
        row = {"to": mail.address, "subject": mail.subject, "written": mail.created_at, "sent": mail.sent_at}
        yield row if mail.key.startswith("account:") else {**row, "text": mail.text}


def forget_mails(user):
    """What waits to be sent is dropped, what was sent loses address and text; mails to others lose the name.

    What a demo wrote as a file goes at once, also where the rest is undone: it is nobody's only copy.
    """
    mails_to(user).filter(sent_at=None, dead_at=None).delete()
    mails_to(user).update(address="", subject="", text="", last_error="")
    words = words_for(user)
    for path in written.naming(words):
        path.unlink(missing_ok=True)
    for mail in Mail.objects.filter(mentions(words, "subject", "text")):
        with translation.override(mail.language):
            mail.subject, mail.text = without(mail.subject, words)[:200], without(mail.text, words)
        mail.save(update_fields=["subject", "text"])


def mentions(words, *columns):
    """Rows whose columns may name the person, as they are or as JSON writes them."""
    found = Q(pk__in=[])
    for column in columns:
        for word in words:
            found |= Q(**{f"{column}__icontains": word}) | Q(**{f"{column}__icontains": json.dumps(word)[1:-1]})
    return found


# What was done ----------------------------------------------------------------------------------------------------


def record(user):
    fields = ("at", "event", "what", "key", "was", "became", "role", "network_id", "city_id", "version", "request_id")
    return Entry.objects.filter(pseudonym=user.pseudonym).order_by("pk").values(*fields)


def unlink_record(user):
    """The rows stay as they are; nobody can tell any more whose they were."""
    User.objects.filter(pk=user.pk).update(pseudonym=uuid.uuid4())


def back_office(user):
    return LogEntry.objects.filter(user=user).order_by("pk").values("action_time", "object_repr", "change_message")


def forget_in_back_office(user):
    """The log says what was changed, in its own words: without the name, whoever changed it."""
    words = words_for(user)
    for entry in LogEntry.objects.filter(mentions(words, "object_repr", "change_message")):
        entry.object_repr = without(entry.object_repr, words)[:200]
        entry.change_message = without(entry.change_message, words)
        entry.save(update_fields=["object_repr", "change_message"])


def edits(user):
    """The histories of what editors change directly."""
    for model in apps.get_models():
        if {"history_user", "history_date"} <= {field.name for field in model._meta.fields}:
            for row in model.objects.filter(history_user=user).values("id", "history_date", "history_type"):
                yield {"what": str(model._meta.verbose_name), **row}


def hold_all():
    """In this order: addresses are needed until the mails and sessions are found."""
    hold("edits", edits, label=_("Changes to cities, networks and service points"))
    hold("back_office", back_office, forget_in_back_office, label=_("Changes made in the back office"))
    hold("mails", mails, forget_mails, label=_("Mails to you"))
    hold("sessions", sessions, end_sessions, label=_("Browsers in which you are signed in"))
    hold("sign_in", sign_in, forget_sign_in, label=_("E-mail addresses and ways to sign in"))
    hold("record", record, unlink_record, label=_("Rows of the record, under a pseudonym"))
    hold("account", account, blank, label=_("Your account: name, address, language, time zone, choices"))
