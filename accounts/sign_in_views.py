"""Pages of sign-in that do more than django-allauth's."""

from allauth.account.views import EmailView, SignupView
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.shortcuts import redirect

from record import once


class SignUp(SignupView):
    """The account and the mail about it, both or neither."""

    def form_valid(self, form):
        form.hashed = make_password(form.cleaned_data.pop("password1"))  # takes long, so before anything is locked
        with transaction.atomic():
            return super().form_valid(form)


class ChangeEmail(EmailView):
    """The same form sent twice asks for one change and writes one mail."""

    def form_valid(self, form):
        with transaction.atomic():
            if not once.is_first(self.request, self.success_url):
                return redirect(self.success_url)
            return super().form_valid(form)
