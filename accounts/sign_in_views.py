"""Pages of sign-in that do more than django-allauth's."""

from allauth.account.views import SignupView
from django.contrib.auth.hashers import make_password
from django.db import transaction


class SignUp(SignupView):
    """The account and the mail about it, both or neither."""

    def form_valid(self, form):
        form.hashed = make_password(form.cleaned_data.pop("password1"))  # takes long, so before anything is locked
        with transaction.atomic():
            return super().form_valid(form)
