"""Networks in the back office: own texts, members, colleagues and service points; who works for which city."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.history_admin import ScopedHistoryAdmin
from accounts.scoped_admin import ScopedAdmin, ScopedInline, numbers
from catalogue import framing
from catalogue.admin import PublicAdmin
from cities.affiliations import ChangedMeanwhile, decide
from cities.fields import CityChoiceField
from cities.models import Affiliation
from cities.verdicts import VERDICTS
from networks.admin_forms import DescriptionsForm, EditorForm, EditorsFormSet, NetworkForm
from networks.models import Editor, EditorRole, Membership, Network, ServicePoint
from record.models import note

DESCRIPTIONS = ("description_en", "description_es", "description_fr", "description_de")


def leads(user, network):
    """Whether the person looks after this desk."""
    return user.is_superuser or user.editorships.filter(network=network, role=EditorRole.LEAD).exists()


class EditorInline(ScopedInline):
    """The people of a desk: all colleagues see them, its lead changes them."""

    model = Editor
    form = EditorForm
    formset = EditorsFormSet
    fields = ("email", "role")
    editors_may = frozenset({"view", "add", "change", "delete"})

    def may(self, act, request, item=None):
        allowed = super().may(act, request, item)
        return allowed and (act == "view" or item is None or leads(request.user, item))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.acting = request.user
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    @admin.display(description=gettext_lazy("e-mail address"))
    def email(self, editor):
        """Shown where the row cannot be changed."""
        return editor.user.email


@admin.register(Network)
class NetworkAdmin(PublicAdmin, ScopedHistoryAdmin):
    """How a desk checks (its promise, four eyes) is its lead's to say; the address is nobody's to change."""

    form = NetworkForm
    editors_may = frozenset({"view", "change"})
    admins_may = frozenset({"view", "add", "change"})
    fixed_once_saved = ("slug",)
    readonly_fields = ("is_host",)
    list_display = ("name", "acronym", "kind", "days_to_answer", "is_host")
    list_filter = ("kind",)
    list_select_related = ("kind",)
    search_fields = ("name", "acronym")
    inlines = (EditorInline,)
    fieldsets = (
        (None, {"fields": ("name", "acronym", "slug", "kind", "website", *DESCRIPTIONS)}),
        (
            gettext_lazy("How submissions are checked"),
            {"fields": ("languages", "acceptance_criteria", "days_to_answer", "four_eyes", "is_host")},
        ),
        (
            gettext_lazy("About the network"),
            {
                "fields": (
                    *("founded", "headquarters", "members_listed", "members_total", "members_total_qualifier"),
                    "source",
                )
            },
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or leads(request.user, obj) else (*fields, "days_to_answer", "four_eyes")

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Two leads at one desk save one after the other, so that the second one's form knows what the first did."""
        self.must_be_theirs(request, object_id)
        if request.method == "POST" and object_id is not None:
            list(Network.objects.filter(pk__in=numbers([unquote(object_id)])).held())
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def save_formset(self, request, form, formset, change):
        """Who edits for whom is part of the record."""
        super().save_formset(request, form, formset, change)
        for editor in formset.new_objects:
            note("name_editor", editor, by=request.user, network=form.instance, became=editor.role)
        for editor, _fields in formset.changed_objects:
            note("change_editor", editor, by=request.user, network=form.instance, became=editor.role)
        for editor in formset.deleted_objects:
            note("end_editor", editor, by=request.user, network=form.instance, was=editor.role)


@admin.register(Membership)
class MembershipAdmin(PublicAdmin):
    """Which city is in which network, a page of its own: some networks have more members than a form has room."""

    editors_may = frozenset({"view", "add", "change", "delete"})
    fixed_once_saved = ("network", "city")
    list_display = ("city", "network", "role", "joined", "left")
    list_filter = ("network",)
    list_select_related = ("city", "network")
    search_fields = ("city__name",)
    fields = ("network", "city", "role", "joined", "left", "source")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "city":
            return CityChoiceField(label=db_field.verbose_name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Editors of a city's networks may confirm its staff, so who became a member by whom is on record."""
        super().save_model(request, obj, form, change)
        event = "change_member" if change else "name_member"
        note(event, obj, by=request.user, network=obj.network, city=obj.city, became=obj.left or "member")

    def delete_model(self, request, obj):
        note("end_member", obj, by=request.user, network=obj.network, city=obj.city, was="member")
        super().delete_model(request, obj)

    def touched(self, obj):
        return [obj.network, obj.city]

    def has_public_page(self, obj):
        return False


class ServicePointAdmin(PublicAdmin, ScopedHistoryAdmin):
    """A network's own service points. Partners may be any network; the host stays who it was. Nothing is deleted."""

    form = DescriptionsForm
    editors_may = frozenset({"view", "add", "change"})
    admins_may = frozenset({"view", "add", "change"})
    fixed_once_saved = ("slug", "host_network")
    list_display = ("title", "kind", "host_network", "status")
    list_filter = ("kind", "status", "host_network")
    list_select_related = ("host_network",)
    search_fields = ("title",)
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "host_network", "host", "status", "opened", "closed")}),
        (
            gettext_lazy("What it says"),
            {"fields": ("address", "description", *DESCRIPTIONS, "hours", "time_zone", "contact", "guidance")},
        ),
        (gettext_lazy("What it lists"), {"fields": ("filter", "embed_sites", "line")}),
        (gettext_lazy("With whom"), {"fields": ("partners", "cooperates_with", "source")}),
    )

    readonly_fields = ("line",)

    @admin.display(description=gettext_lazy("line for these sites"))
    def line(self, point):
        """What their editors paste, as text to select."""
        if not (point.is_own and point.embed_sites and point.slug):
            return _("Once a service point of ours names sites, the line for their pages stands here.")
        return format_html("<code>{}</code>", escape(framing.line(reverse("embed-service-point", args=[point.slug]))))

    def choices_for(self, name, request):
        return {"partners": Network.objects.all(), "cooperates_with": ServicePoint.objects.all()}.get(name)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """An editor's service point has a network: their own."""
        form = super().get_form(request, obj, change, **kwargs)
        if "host_network" in form.base_fields and not request.user.is_superuser:
            form.base_fields["host_network"].required = True
        return form

    def has_public_page(self, obj):
        return obj.is_own


admin.site.register(ServicePoint, ServicePointAdmin)


def open_verdicts(affiliation):
    """``[(name, Verdict), ...]`` that may be given to an affiliation as it is now."""
    return [
        (name, verdict)
        for name, verdict in VERDICTS.items()
        if all(getattr(affiliation, field) == value for field, value in verdict.needs.items())
    ]


@admin.register(Affiliation)
class AffiliationAdmin(ScopedAdmin):
    """Who says they work for a city. The page shows the person; each decision has an address of its own."""

    editors_may = frozenset({"view"})
    admins_may = frozenset({"view"})
    list_display = ("user", "city", "role_title", "state", "is_lead", "claimed_at")
    list_display_links = ("user",)
    list_filter = ("state",)
    list_select_related = ("user", "city")
    search_fields = ("city__name", "user__name", "user__email")
    fields = ("person", "address", "city", "role_title", "state", "is_lead", "claimed_at", "decided_at")
    readonly_fields = ("person", "address")

    @admin.display(description=gettext_lazy("person"))
    def person(self, affiliation):
        return affiliation.user

    @admin.display(description=gettext_lazy("e-mail address"))
    def address(self, affiliation):
        return affiliation.user.email

    def get_urls(self):
        decision = path(
            "<int:pk>/decide/<slug:verdict>/",
            self.admin_site.admin_view(self.decide),
            name="cities_affiliation_decide",
        )
        return [decision, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["open_verdicts"] = open_verdicts(obj) if obj.user_id != request.user.pk else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_POST)
    def decide(self, request, pk, verdict):
        """One decision about one person, in its own transaction."""
        try:
            with self.refusals_noted(request, str(pk)):
                affiliation = self.get_object(request, str(pk))
                if affiliation is None or verdict not in VERDICTS:
                    raise Http404
                if not self.may("view", request, affiliation):
                    raise PermissionDenied
                decide(affiliation, verdict, by=request.user)
        except ChangedMeanwhile:
            messages.warning(request, _("Somebody else has decided meanwhile. This is how it stands now."))
        else:
            done = VERDICTS[verdict].done % {"person": affiliation.user, "city": affiliation.city}
            messages.success(request, done)
        return redirect("admin:cities_affiliation_change", affiliation.pk)
