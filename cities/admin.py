"""Cities in the back office: what editors say about them, and which proposed places become public."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.history_admin import ScopedHistoryAdmin
from catalogue.admin import PublicAdmin
from cities.affiliations import ChangedMeanwhile, confirm_place
from cities.models import City

WORDS = ("native_name", "alternate_names", "website", "description")
PLACE = (
    *("name", "kind", "country", "admin_area", "near", "latitude", "longitude", "time_zone"),
    *("population", "population_source", "population_date", "geonames_id"),
)
DERIVED = ("slug", "region", "size_class", "state", "proposed_by")


@admin.register(City)
class CityAdmin(PublicAdmin, ScopedHistoryAdmin):
    """Editors write the words; the place itself is the platform admin's. Whether it is confirmed is a decision."""

    editors_may = frozenset({"view", "change"})
    admins_may = frozenset({"view", "change"})
    list_display = ("name", "whereabouts", "kind", "population", "state")
    list_filter = ("state", "kind", "region")
    search_fields = ("name",)
    readonly_fields = DERIVED
    readonly_for_editors = PLACE
    fieldsets = ((None, {"fields": ("name", *WORDS)}), (None, {"fields": (*PLACE[1:], *DERIVED)}))

    def get_search_results(self, request, queryset, search_term):
        """By any of its names, as the public search finds it."""
        if not search_term:
            return queryset, False
        return queryset.filter(pk__in=City.objects.called(search_term).order_by().values("pk")), False

    def has_public_page(self, obj):
        return obj.is_confirmed

    def get_urls(self):
        confirm = path("<int:pk>/confirm/", self.admin_site.admin_view(self.confirm), name="cities_city_confirm")
        return [confirm, *super().get_urls()]

    def to_confirm(self, request, pk):
        city = self.get_object(request, str(pk))
        if city is None:
            raise Http404
        if not self.has_change_permission(request, city):
            raise PermissionDenied
        if city.proposed_by_id == request.user.pk and not request.user.is_superuser:
            raise PermissionDenied(_("Somebody else confirms the place that you proposed."))
        return city

    @method_decorator(require_POST)
    def confirm(self, request, pk):
        """A proposed place becomes public; an address of its own, so that the decision is one transaction."""
        with self.refusals_noted(request, str(pk)):
            city = self.to_confirm(request, pk)
        try:
            confirm_place(city, by=request.user)
        except ChangedMeanwhile:
            messages.warning(request, _("This place was confirmed already."))
        else:
            messages.success(request, _("%(city)s is public now.") % {"city": city})
        return redirect("admin:cities_city_change", city.pk)
