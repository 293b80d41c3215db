"""The one page of the second step that django-allauth leaves without a question."""

from allauth.mfa.webauthn.views import RemoveWebAuthnView

from accounts.second_step_forms import RemovePasskeyForm


class RemovePasskey(RemoveWebAuthnView):
    """Refuses the last way of somebody who has to have one, as the page for the app does."""

    form_class = RemovePasskeyForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"authenticator": self.object}

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.form_class({}, authenticator=self.object)
        return self.render_to_response(self.get_context_data(form=form))
