"""The people on stage: known to a network, named in public as long as they agree."""

from django.contrib import admin

from catalogue.admin import PublicAdmin
from webinars.models import Person, Webinar


@admin.register(Person)
class PersonAdmin(PublicAdmin):
    """Offices are kept with each appearance; here stands what is true of the person."""

    editors_may = frozenset({"view", "add", "change", "delete"})
    fixed_once_saved = ("network",)
    list_display = ("name", "network", "consent_scope", "consent_until")
    list_filter = ("network", "consent_scope")
    list_select_related = ("network",)
    search_fields = ("name",)
    fields = ("network", "name", "consent_scope", "consent_until", "gender", "region")

    def touched(self, obj):
        """The pages that name them."""
        return list(Webinar.objects.filter(appearances__person=obj.pk))

    def has_public_page(self, obj):
        return False
