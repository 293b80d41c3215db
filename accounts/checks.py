"""Finds pages of the back office that would show everybody's rows."""

from django.conf import settings
from django.contrib import admin
from django.core import checks

from accounts.scoped_admin import Scope, ScopedAdmin


@checks.register("admin")
def back_office_is_scoped(app_configs=None, **kwargs):
    """Every ModelAdmin of the house stands on ScopedAdmin, every inline on ScopedInline, every model has its door."""
    return [
        error
        for model, page in admin.site._registry.items()
        if model._meta.app_label in settings.APPS_OF_THE_HOUSE
        for error in (*problems_of(page), *(each for inline in page.inlines for each in problems_of_inline(inline)))
    ]


def problems_of(page):
    if not isinstance(page, ScopedAdmin):
        yield checks.Error(f"{page} is no ScopedAdmin: it would show everybody's rows.", obj=page, id="accounts.E001")
    if not hasattr(page.model.objects, "managed_by"):
        yield checks.Error(f"{page.model.__name__} has no managed_by.", obj=page, id="accounts.E003")
    if page.autocomplete_fields or page.raw_id_fields:
        yield checks.Error(f"{page} offers rows through a pop-up.", obj=page, id="accounts.E004")


def problems_of_inline(inline):
    if not issubclass(inline, Scope):
        yield checks.Error(f"{inline.__name__} is no ScopedInline.", obj=inline, id="accounts.E002")
    if not hasattr(inline.model.objects, "managed_by"):
        yield checks.Error(f"{inline.model.__name__} has no managed_by.", obj=inline, id="accounts.E003")
