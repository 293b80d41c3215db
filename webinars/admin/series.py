"""Series in the back office, and the page on which their sessions are planned."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext

from accounts.history_admin import ScopedHistoryAdmin
from catalogue.admin import PublicAdmin
from networks.models import Network
from record import once
from webinars.balance import balance_of
from webinars.forms import PlanForm, SeriesForm
from webinars.models import Appearance, Series
from webinars.planning import plan

SOON_PUBLIC = gettext_lazy("They are public once you announce them.")
DESCRIPTIONS = ("description_en", "description_es", "description_fr", "description_de")


@admin.register(Series)
class SeriesAdmin(PublicAdmin, ScopedHistoryAdmin):
    """Any network may support a series; who leads it stays."""

    form = SeriesForm
    editors_may = frozenset({"view", "add", "change"})
    admins_may = frozenset({"view", "add", "change"})
    fixed_once_saved = ("slug", "lead")
    list_display = ("title", "lead", "sessions_total")
    list_filter = ("lead",)
    list_select_related = ("lead",)
    search_fields = ("title",)
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}
    fieldsets = (
        (None, {"fields": ("title", "slug", "lead", "supporters", *DESCRIPTIONS)}),
        (gettext_lazy("How many sessions there were"), {"fields": ("sessions_total", "source")}),
    )

    def choices_for(self, name, request):
        return Network.objects.all() if name == "supporters" else None

    def has_public_page(self, obj):
        return Series.objects.public().filter(pk=obj.pk).exists()

    def get_urls(self):
        plan_page = path("<int:pk>/plan/", self.admin_site.admin_view(self.plan), name="webinars_series_plan")
        return [plan_page, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """While planning: who has been on stage so far."""
        stages = Appearance.objects.filter(webinar__series=obj) if obj else Appearance.objects.none()
        context["balances"] = [each for each in balance_of(stages) if each.parts]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def plan(self, request, pk):
        """Sessions a week apart in one go; sent twice, planned once."""
        with self.refusals_noted(request, str(pk)):
            series = self.to_plan(request, pk)
        return once.answered_once(self.planned)(request, series)

    def to_plan(self, request, pk):
        if not (self.may("view", request) or self.may("change", request)):
            raise PermissionDenied
        series = self.get_object(request, str(pk))
        if series is None:
            raise Http404
        if not self.has_change_permission(request, series):
            raise PermissionDenied
        return series

    def planned(self, request, series):
        form = PlanForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self.make(request, series, form)
        context = self.admin_site.each_context(request) | {"series": series, "form": form, "opts": self.opts}
        return render(request, "admin/webinars/series/plan.html", context)

    def make(self, request, series, form):
        sessions = f"{reverse('admin:webinars_webinar_changelist')}?series__id__exact={series.pk}"
        with transaction.atomic():
            first = once.is_first(request, sessions)
            made = plan(series, form.slots, form.given_titles, form.cleaned_data["duration"]) if first else []
        if made:
            said = ngettext("%(n)d session is planned.", "%(n)d sessions are planned.", len(made)) % {"n": len(made)}
            messages.success(request, f"{said} {SOON_PUBLIC}")
        return redirect(sessions)
