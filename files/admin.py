"""Stored files, for platform admins. The hash stays unseen: it would tell who has the same file."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from files.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(ScopedAdmin):
    admins_may = frozenset({"view"})
    list_display = ("original_name", "kind", "content_type", "size", "state", "uploaded_at", "uploaded_by")
    list_filter = ("kind", "state")
    list_select_related = ("uploaded_by",)
    search_fields = ("original_name", "public_id")
    fields = (
        *("public_id", "kind", "original_name", "content_type", "size", "state"),
        *("pages", "tagged", "has_text", "renditions", "uploaded_by", "uploaded_at"),
    )
    ordering = ("-uploaded_at", "-pk")
