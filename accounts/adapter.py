"""Where sign-in meets this house: names on sign-up, mails through the outbox, links under the configured address."""

import uuid
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.attempts import attempt, client_address, forgive
from accounts.limits import within
from outbox.post import post_text

MAILS_A_DAY = 10
MAILS_A_DAY_UNCONFIRMED = 3  # to addresses that nobody has confirmed to be theirs
BETWEEN_CONFIRMATIONS = timedelta(minutes=3)
WAYS_TO_SHOW = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "duplicate_email": _("This is your address already."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Write your current password."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "incorrect_code": _("This is not the code we sent, or a newer one has replaced it."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
    }

    def save_user(self, request, user, form, commit=True):
        """The person keeps the language of the page they signed up on."""
        user.name = form.cleaned_data["name"]
        user.language = page_language()
        user = super().save_user(request, user, form, commit=False)
        user.password = form.hashed
        user.save()
        return user

    def set_password(self, user, password):
        """Only this column: what an admin takes away in the same moment stays away."""
        user.set_password(password)
        user.save(update_fields=["password"] if user.pk else None)

    def get_client_ip(self, request):
        """What allauth's own limits count by as well."""
        return client_address(request)

    def pre_authenticate(self, request, **credentials):
        """Counts the try in the database instead of allauth's cache, which may forget."""
        self.taken = attempt(request, credentials.get("email") or "")
        if self.taken is None:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            forgive(self.taken)
        return user

    @property
    def is_caught(self):
        """Whether this answers a program that fell into the honeypot of a form: it may cause no mail."""
        return getattr(self.request, "is_caught", False)

    def send_mail(self, template_prefix, email, context):
        """Queue the mail; nothing is sent while somebody waits for a page.

        Anybody may type anybody's address, so one address gets only so many a day; the page says the same either way.
        """
        if self.is_caught:
            return
        if not within("account-mail", email, most=mails_a_day(email)):
            return
        message = self.render_mail(template_prefix, email, {**context, "base_url": settings.BASE_URL})
        post_text(message.subject, message.body, key=f"account:{uuid.uuid4()}", to=email, language=page_language())

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """One in three minutes: who presses twice gets one."""
        if within("confirmation", emailconfirmation.email_address.email, most=1, window=BETWEEN_CONFIRMATIONS):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_account_already_exists_mail(self, email):
        """As often as the mail that a new address gets."""
        if not self.is_caught and within("confirmation", email, most=1, window=BETWEEN_CONFIRMATIONS):
            super().send_account_already_exists_mail(email)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Both addresses hear of a change of address: the old one may be the only one its owner still reads."""
        super().send_notification_mail(template_prefix, user, context, email)
        if template_prefix == "account/email/email_changed":
            super().send_notification_mail(template_prefix, user, context, context["to_email"])

    def get_reauthentication_methods(self, user):
        """The ways to show once more who one is, in our words."""
        return [each | {"description": WAYS_TO_SHOW[each["id"]]} for each in super().get_reauthentication_methods(user)]

    def format_email_subject(self, subject):
        return subject

    def get_email_confirmation_url(self, request, emailconfirmation):
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key):
        user, _dash, token = key.partition("-")
        return settings.BASE_URL + reverse("account_reset_password_from_key", args=[user, token])

    def confirm_email(self, request, email_address):
        """False, with a sentence, where the address has meanwhile become the one of another account."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            failed = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, failed, {"email": email_address.email})
            return False

    def get_logout_redirect_url(self, request):
        return reverse("home")

    def get_password_change_redirect_url(self, request):
        return reverse("account-settings")

    def logout(self, request):
        """Opening a link, even one for another account, ends nobody's session; pressing its button does."""
        if request.method == "POST":
            super().logout(request)


def mails_a_day(email):
    confirmed = EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
    return MAILS_A_DAY if confirmed else MAILS_A_DAY_UNCONFIRMED


def page_language():
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
