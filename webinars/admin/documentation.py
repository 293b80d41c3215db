"""Which sessions are still to be documented: the side filter that the panel on the home page leads to."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from webinars.documenting import OPEN


class DocumentationFilter(admin.SimpleListFilter):
    title = _("documentation")
    parameter_name = "documentation"

    def lookups(self, request, model_admin):
        return [(OPEN, _("Held, not documented"))]

    def queryset(self, request, queryset):
        """Found by their keys, so that the order of the list stays its own."""
        if self.value() not in (None, OPEN):
            raise IncorrectLookupParameters
        to_document = queryset.model.objects.to_document(timezone.now()).order_by().values("pk")
        return queryset.filter(pk__in=to_document) if self.value() else queryset
