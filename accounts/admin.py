"""People, mails and the record: the platform admin's. They live here because their own floors lie below."""

from allauth.mfa import admin as _factors  # noqa: F401 registers the page of second steps, taken away below
from allauth.usersessions import admin as _sessions  # noqa: F401 registers the page of sessions, taken away below
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import admin as _stock  # noqa: F401 registers the page of groups, taken away below
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.forms import ModelForm
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.lost_step_admin import LostStepPage
from accounts.models import User
from accounts.scoped_admin import ScopedAdmin
from accounts.spreadsheet import csv_answer
from outbox.models import Mail
from record.models import Count, Entry, note
from record.words import EVENTS, ROLES, word_of

COLUMNS = (
    *("at", "event", "what", "key", "pseudonym", "role", "network_id", "city_id"),
    *("was", "became", "version", "request_id"),
)

admin.site.unregister(apps.get_model("auth", "Group"))  # rights come from querysets
admin.site.unregister(apps.get_model("mfa", "Authenticator"))  # holds secrets, which nobody reads
admin.site.unregister(apps.get_model("usersessions", "UserSession"))  # each person sees their own, nobody another's


class ReadOnlyAdmin(ScopedAdmin):
    """What the program writes and people only read."""

    admins_may = frozenset({"view"})


class UserForm(ModelForm):
    def clean(self):
        """Nobody locks themselves out, so there is always a platform admin left."""
        data = super().clean()
        keeps = data.get("is_active") and data.get("is_superuser")
        if self.instance.pk == self.acting.pk and not keeps:
            raise ValidationError(_("Somebody else has to take this right from you."), code="oneself")
        return data


@admin.register(User)
class UserAdmin(LostStepPage, ScopedAdmin):
    """Accounts. Passwords and their hashes never appear: people change and reset them themselves."""

    form = UserForm
    change_form_template = "admin/accounts/user/change_form.html"
    admins_may = frozenset({"view", "change"})
    list_display = ("name", "email", "language", "is_active", "is_staff", "is_superuser", "last_login")
    list_display_links = ("name", "email")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("name", "email")
    ordering = ("name", "pk")
    fields = (
        *("name", "email", "language", "time_zone", "mail_choice"),
        *("is_active", "is_superuser", "is_staff", "date_joined", "last_login", "pseudonym"),
    )
    readonly_fields = ("email", "is_staff", "date_joined", "last_login", "pseudonym")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.acting = request.user
        return form

    def save_model(self, request, obj, form, change):
        """Who may sign in and who runs the platform is part of the record."""
        super().save_model(request, obj, form, change)
        for right in {"is_active", "is_superuser"} & set(form.changed_data):
            was, became = form.initial[right], form.cleaned_data[right]
            note(right, obj, by=request.user, role="platform", was=str(was), became=str(became))


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """Which mails wait, went or were given up. Never their text: it may carry a link that signs somebody in."""

    list_display = ("created_at", "address", "subject", "attempts", "sent_at", "dead_at")
    list_filter = (("dead_at", admin.EmptyFieldListFilter), ("sent_at", admin.EmptyFieldListFilter), "language")
    search_fields = ("address", "subject")
    fields = (
        *("key", "address", "language", "subject", "message_id", "created_at", "not_before"),
        *("attempts", "last_error", "leased_until", "sent_at", "dead_at"),
    )


class EventFilter(admin.SimpleListFilter):
    """Every event there is, in words; which of them happened is not counted."""

    title = _("event")
    parameter_name = "event"

    def lookups(self, request, model_admin):
        return EVENTS.items()

    def queryset(self, request, queryset):
        return queryset.filter(event=self.value()) if self.value() else queryset


class RoleFilter(admin.SimpleListFilter):
    """In which part somebody acted; rows without any have no choice of their own."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(ROLES.items())

    def queryset(self, request, queryset):
        return queryset.filter(role=self.value()) if self.value() else queryset


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """The audit: append-only, also here."""

    date_hierarchy = "at"
    list_display = ("at", "event_in_words", "what", "key", "role", "was", "became", "version", "request_id")
    list_filter = (EventFilter, "what", RoleFilter)
    search_fields = ("key", "pseudonym", "request_id")
    fields = COLUMNS

    @admin.display(description=_("event"), ordering="event")
    def event_in_words(self, entry):
        return word_of(entry.event)

    def get_urls(self):
        export = path("export/", self.admin_site.admin_view(self.export), name="record_entry_export")
        return [export, *super().get_urls()]

    @method_decorator(require_safe)
    def export(self, request):
        """The rows of the list as it is filtered, all of them, oldest first; read in pieces while they are sent."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        self.must_be_text(request)
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as refusal:
            raise BadRequest("no such filter") from refusal
        found = rows.order_by("at", "pk").values_list(*COLUMNS)
        times = ((at.isoformat(), *rest) for at, *rest in found.iterator(2000))
        return csv_answer("record", COLUMNS, times)


@admin.register(Count)
class CountAdmin(ReadOnlyAdmin):
    """How often somebody did what the program limits; subjects are keyed hashes."""

    list_display = ("window", "action", "subject", "n")
    list_filter = ("action",)
    ordering = ("-window", "-n")
