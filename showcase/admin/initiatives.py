"""Published initiatives: read-only here. Other words come as a submission; archiving and taking down as decisions."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.recorded import lines_of
from accounts.scoped_admin import ScopedAdmin
from catalogue.cleaning import TidyForm
from record.models import Entry
from showcase.admin.titles import titled
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Initiative
from showcase.standing import CHANGES, change_standing, changes_open_to, standing_of
from showcase.states import State

WORDS = {
    "public": gettext_lazy("public"),
    "archived": gettext_lazy("archived"),
    "taken down": gettext_lazy("taken down"),
}


class StandingForm(TidyForm, forms.Form):
    """One change of how a page stands."""

    marks_optional = False  # most changes need a reason

    change = forms.ChoiceField(choices=[(name, each.label) for name, each in CHANGES.items()])
    seen = forms.ChoiceField(choices=[(word, word) for word in WORDS], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("public", WORDS["public"]), ("archived", WORDS["archived"]), ("taken-down", WORDS["taken down"])]

    def queryset(self, request, queryset):
        if self.value() == "public":
            return queryset.public()
        if self.value() == "archived":
            return queryset.filter(taken_down_at=None).exclude(archived_at=None)
        return queryset.exclude(taken_down_at=None) if self.value() == "taken-down" else queryset


def entries_about(initiative):
    """How it stood, and when its texts were published; what else was done with them is between city and desk."""
    texts = [str(pk) for pk in initiative.submissions.values_list("pk", flat=True)]
    published = Entry.objects.filter(what="showcase.submission", key__in=texts, event="publish")
    return (Entry.objects.about(initiative) | published).order_by("at", "pk")


@admin.register(Initiative)
class InitiativeAdmin(ScopedAdmin):
    editors_may = frozenset({"view"})
    admins_may = frozenset({"view"})
    list_display = ("heading", "code", "city", "desk", "version", "standing", "published_at")
    list_display_links = None
    list_filter = (StandingFilter, "origin", "desk")
    list_select_related = ("city", "desk", "current_version")
    search_fields = ("title", "code", "city__name")
    fields = (
        *("heading", "code", "address", "city", "desk", "origin", "published_at", "last_confirmed_at"),
        *("versions_listed", "stood_behind_by", "standing", "archived_reason", "taken_down_reason"),
    )
    readonly_fields = ("heading", "address", "versions_listed", "stood_behind_by", "standing")
    change_form_template = "admin/showcase/initiative/change_form.html"

    @admin.display(description=gettext_lazy("initiative"), ordering="title")
    def heading(self, initiative):
        return titled(initiative, "admin:showcase_initiative_change")

    @admin.display(description=gettext_lazy("version"))
    def version(self, initiative):
        return initiative.current_version.number if initiative.current_version else None

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, initiative):
        return WORDS[standing_of(initiative)]

    @admin.display(description=gettext_lazy("address"))
    def address(self, initiative):
        return format_html('<a href="{0}">{0}</a>', initiative.get_absolute_url())

    @admin.display(description=gettext_lazy("versions"))
    def versions_listed(self, initiative):
        numbers = initiative.versions.order_by("number").values_list("number", flat=True)
        return ", ".join(str(number) for number in numbers)

    @admin.display(description=gettext_lazy("endorsed by"))
    def stood_behind_by(self, initiative):
        return ", ".join(str(each.network) for each in initiative.endorsements.select_related("network"))

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj is not None else None

    def get_urls(self):
        standing = path(
            "<int:pk>/standing/", self.admin_site.admin_view(self.change_standing), name="showcase_initiative_standing"
        )
        return [standing, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context.get("standing_form") or StandingForm(initial={"seen": standing_of(obj)})
        record = lines_of(entries_about(obj), words=WORDS | dict(State.choices), with_names=True)
        context |= {"standing_form": form, "open_changes": changes_open_to(request.user, obj), "record": record}
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_POST)
    def change_standing(self, request, pk):
        """Archive, take down or bring back: one page, with the standing that was shown."""
        with self.refusals_noted(request, str(pk)):
            initiative = self.get_object(request, str(pk))
            if initiative is None:
                raise Http404
            if not self.may("view", request, initiative):
                raise PermissionDenied
        form = StandingForm(request.POST)
        try:
            if form.is_valid():
                name = form.cleaned_data["change"]
                change_standing(
                    name,
                    initiative,
                    by=request.user,
                    seen=form.cleaned_data["seen"],
                    reason=form.cleaned_data["reason"],
                )
                messages.success(request, CHANGES[name].done)
                return redirect("admin:showcase_initiative_change", pk)
        except ValidationError as error:
            form.add_error(None, error)
        except ChangedMeanwhile:
            return self.shown_again(request, pk, form, _("Somebody changed this meanwhile."), 409)
        return self.shown_again(request, pk, form, "", 422)

    def shown_again(self, request, pk, form, sentence, status):
        """The page as it is now, with everything typed."""
        if sentence:
            form.add_error(None, sentence)
        request.method = "GET"  # the stock page would take a POST for a change of the row
        response = self.change_view(request, str(pk), extra_context={"standing_form": form})
        response.status_code = status
        return response
