"""Where sign-in meets this house: names on sign-up, mails through the outbox, links under the configured address."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.translation import get_language

from outbox.post import post_text


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        user.language = (get_language() or "en").split("-")[0]
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix, email, context):
        """Queue the mail; nothing is sent while somebody waits for a page."""
        message = self.render_mail(template_prefix, email, context)
        key = f"account:{uuid.uuid4()}"
        post_text(message.subject, message.body, key=key, to=email, language=get_language() or "en")

    def format_email_subject(self, subject):
        return subject

    def get_email_confirmation_url(self, request, emailconfirmation):
        return self.under_base_url(super().get_email_confirmation_url(request, emailconfirmation))

    def get_reset_password_from_key_url(self, key):
        return self.under_base_url(super().get_reset_password_from_key_url(key))

    def under_base_url(self, address):
        """Links in mails never depend on the Host header of the request that caused them."""
        path = "/" + address.split("://", 1)[-1].partition("/")[2]
        return settings.BASE_URL + path
