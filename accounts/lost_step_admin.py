"""The page on which a platform admin takes a lost second step away: says what goes, asks why, and who is asking."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.forms import no_web_address
from accounts.lost_step import factors_of, reset_second_step


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("How you know that it is really they who lost it. They read this in our mail."),
        max_length=500,
        validators=[no_web_address],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


class LostStepPage:
    """Part of the page of people. Nobody does it for themselves: who asks has just shown their own second step."""

    def get_urls(self):
        address, name = "<int:pk>/second-step/", "accounts_user_reset_second_step"
        return [path(address, self.admin_site.admin_view(self.reset_page), name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_reset"] = obj is not None and obj != request.user and bool(factors_of(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reset_page(self, request, pk):
        person = self.person_or_refusal(request, pk)
        return self.answered(request, person) if request.method == "POST" else self.asked(request, person, ResetForm())

    @method_decorator(reauthentication_required)
    def answered(self, request, person):
        form = ResetForm(request.POST)
        if not form.is_valid():
            return self.asked(request, person, form, status=422)
        self.reset(request, person, form.cleaned_data["reason"])
        return redirect("admin:accounts_user_change", person.pk)

    def asked(self, request, person, form, status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take the second step away?"),
            "opts": self.opts,
            "person": person,
            "factors": in_words(factors_of(person)),
            "form": form,
        }
        return render(request, "admin/accounts/user/reset_second_step.html", context, status=status)

    def person_or_refusal(self, request, pk):
        """Refused to whoever may not change people, and for oneself; a refused POST is on record."""
        with self.refusals_noted(request, str(pk)):
            if not self.may("change", request):
                raise PermissionDenied
            person = self.get_object(request, str(pk))
            if person is None:
                raise Http404
            if person == request.user:
                raise PermissionDenied
        return person

    def reset(self, request, person, reason):
        if reset_second_step(person, by=request.user, reason=reason):
            self.log_change(request, person, f"{_('Second step taken away')}: {reason}")
            messages.success(request, _("The second step of %(person)s is taken away.") % {"person": person})
        else:
            messages.info(request, _("There was no second step to take away."))


def in_words(factors):
    """What goes, as sentences of a list."""
    passkeys = factors.get(Authenticator.Type.WEBAUTHN, 0)
    return [
        *([_("the app")] if Authenticator.Type.TOTP in factors else []),
        *([ngettext("%(count)s passkey", "%(count)s passkeys", passkeys) % {"count": passkeys}] if passkeys else []),
        *([_("the spare codes")] if Authenticator.Type.RECOVERY_CODES in factors else []),
    ]
